import { APIError } from "better-auth/api";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { err, ok, type Result } from "@/lib/result";
import { authOf } from "./auth";
import { passwordLength } from "./password-rule";
import { countSignInAttempt, forgetSignInAttempts } from "./sign-in-limit";

/** An e-mail address as we keep it: trimmed, in lower case. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.")
  .pipe(z.email("This is not an e-mail address, such as helena@example.com."));

export const signInSchema = z.object({ email: emailSchema, password: z.string().min(1).max(passwordLength.max) });

export type SignInError = { code: "wrong_password" } | { code: "too_many_attempts"; waitSeconds: number };

/** The sentence of a refusal. An unknown address, a wrong password and a disabled user read alike. */
export function signInMessage(error: SignInError): string {
  switch (error.code) {
    case "wrong_password":
      return "No user has this e-mail address and password. Check both, or ask an administrator for a new password.";
    case "too_many_attempts": {
      const minutes = Math.ceil(error.waitSeconds / 60);
      return `There were too many attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
    }
    default:
      return error satisfies never;
  }
}

/** Where a sign-in comes from, for its limit and for the list of sessions. */
export type Origin = { address: string; userAgent: string | null };

/**
 * Opens a session.
 *
 * @returns the cookies to set, as `Set-Cookie` lines
 */
export async function signIn(
  db: Database,
  raw: z.input<typeof signInSchema>,
  origin: Origin,
  now: Date,
): Promise<Result<{ cookies: string[] }, SignInError>> {
  const email = raw.email.trim().toLowerCase().slice(0, 254);
  const waitSeconds = await countSignInAttempt(db, email, origin.address, now);
  if (waitSeconds !== null) return err({ code: "too_many_attempts", waitSeconds });
  const input = signInSchema.safeParse(raw);
  if (!input.success) return err({ code: "wrong_password" });
  const headers = new Headers({ "x-forwarded-for": origin.address, ...(origin.userAgent && { "user-agent": origin.userAgent }) });
  try {
    const signedIn = await authOf(db).api.signInEmail({ body: input.data, headers, returnHeaders: true });
    await forgetSignInAttempts(db, email, now);
    return ok({ cookies: signedIn.headers.getSetCookie() });
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return err({ code: "wrong_password" });
    throw error;
  }
}

/** Ends the session that the cookie names. */
export async function signOut(db: Database, headers: Headers): Promise<{ cookies: string[] }> {
  const signedOut = await authOf(db).api.signOut({ headers, returnHeaders: true });
  return { cookies: signedOut.headers.getSetCookie() };
}
