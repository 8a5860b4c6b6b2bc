import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Job } from "./define-job";

/** What people read of a job: its title, the record it belongs to, and who asked for it. */
export type JobHeading = {
  title: string;
  subjectKind?: string | null;
  subjectKey?: string | null;
  userId: string | null;
  /** Not before then; at once unless told otherwise. */
  runAt?: Date | null;
};

const addedSchema = z.tuple([z.object({ id: z.uuid() })]);

/**
 * Adds a job in the caller's transaction, so that it exists exactly when the change does that needs it. A worker is woken
 * when the transaction commits.
 *
 * @returns the job's id, by which `findJob` shows its progress
 */
export async function addJob<I>(tx: Transaction, job: Job<I>, input: I, heading: JobHeading): Promise<string> {
  const rows = await tx.$queryRaw(Prisma.sql`
    with added as (
      insert into job (kind, title, subject_kind, subject_key, payload, user_id)
      values (${job.kind}, ${heading.title}, ${heading.subjectKind ?? null}, ${heading.subjectKey ?? null}, ${job.encode(input)}::jsonb, ${heading.userId})
      returning id, kind
    )
    select added.id::text as id, queued.key
    from added
    cross join lateral graphile_worker.add_job(
      added.kind, json_build_object('jobId', added.id), job_key => added.id::text, max_attempts => ${job.attempts}::int,
      run_at => coalesce(${heading.runAt ?? null}::timestamptz, now())) as queued`);
  const [added] = addedSchema.parse(rows);
  return added.id;
}
