import { z } from "zod";

/** What sign-in needs to know of the place where it runs. */
export type AuthSettings = { secret: string; url: URL };

const environmentSchema = z.object({
  WINNOW_SECRET: z.string("WINNOW_SECRET is not set").min(32, "WINNOW_SECRET must have at least 32 characters"),
  WINNOW_URL: z.url("WINNOW_URL must be the address of Winnow, such as https://winnow.example.com"),
});

/** Reads `WINNOW_SECRET` and `WINNOW_URL`, which the launcher sets: the secret kept in the data folder, the port really taken. */
export function authSettings(environment: Record<string, string | undefined>): AuthSettings {
  const { WINNOW_SECRET, WINNOW_URL } = environmentSchema.parse(environment);
  return { secret: WINNOW_SECRET, url: new URL(WINNOW_URL) };
}
