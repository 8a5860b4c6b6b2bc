import { z } from "zod";

export const jobStates = ["waiting", "running", "done", "failed", "canceled"] as const;
export type JobState = (typeof jobStates)[number];

/** A job as pages and the browser see it. `total` is null while the size of the work is not known. */
export const jobRowSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  subjectKind: z.string().nullable(),
  subjectKey: z.string().nullable(),
  state: z.enum(jobStates),
  done: z.number(),
  total: z.number().nullable(),
  message: z.string().nullable(),
  result: z.unknown(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  createdAt: z.coerce.date(),
  startedAt: z.coerce.date().nullable(),
  finishedAt: z.coerce.date().nullable(),
});
export type JobRow = z.infer<typeof jobRowSchema>;

/** Whether nothing more will happen to the job. */
export function isOver(state: JobState): boolean {
  return state !== "waiting" && state !== "running";
}
