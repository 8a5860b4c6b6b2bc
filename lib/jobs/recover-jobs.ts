import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { inPgTransaction } from "@/lib/db/transaction";
import { claimInTransaction } from "./claim";
import type { AnyJob } from "./define-job";
import { giveUp } from "./run-job";

/** `recovered` jobs were put back in the queue; `held` ones seem to run elsewhere and are worth another look. */
export type Recovery = { recovered: number; held: number };

const candidateSchema = z.array(
  z.object({
    id: z.uuid(),
    kind: z.string(),
    payload: z.unknown(),
    attempts: z.number().nullable(),
    maxAttempts: z.number().nullable(),
    fresh: z.boolean(),
  }),
);
type Candidate = z.output<typeof candidateSchema>[number];

/**
 * Puts jobs back that nobody works on any more: their worker was killed, or the queue lost them (a restored backup). Each keeps
 * the attempts it has left; one without any becomes *failed*. A job that a living worker runs is left alone.
 */
export async function recoverJobs(db: Database, jobs: readonly AnyJob[]): Promise<Recovery> {
  const { rows } = await db.pool.query(`
    select job.id, job.kind, job.payload, queued.attempts::int as attempts, queued.max_attempts::int as "maxAttempts",
      coalesce(queued.locked_at > now() - interval '5 seconds', false) as fresh
    from job left join graphile_worker.jobs queued on queued.key = job.id::text
    where job.state in ('waiting', 'running')
      and (queued.id is null or queued.locked_at is not null or queued.attempts >= queued.max_attempts)
    order by job.created_at`);
  const recovery = { recovered: 0, held: 0 };
  for (const candidate of candidateSchema.parse(rows)) {
    const job = jobs.find(({ kind }) => kind === candidate.kind);
    // One that was taken a moment ago may not have its claim yet.
    const outcome = candidate.fresh || !job ? "held" : await putBack(db, job, candidate);
    recovery[outcome] += 1;
  }
  return recovery;
}

/** What the queue still grants it counts: of a job that was put back before, that is less than it began with. */
async function putBack(db: Database, job: AnyJob, { id: jobId, payload, attempts, maxAttempts }: Candidate): Promise<keyof Recovery> {
  const left = (maxAttempts ?? job.attempts) - (attempts ?? 0);
  const taken = await inPgTransaction(db.pool, async (client) => {
    if (!(await claimInTransaction(client, jobId))) return false;
    if (left <= 0) {
      await client.query("select graphile_worker.remove_job($1)", [jobId]);
      return true;
    }
    await client.query(
      `with waiting as (update job set state = 'waiting' where id = $1 and state in ('waiting', 'running') returning id, kind)
       select graphile_worker.add_job(kind, json_build_object('jobId', id), job_key => id::text, max_attempts => $2::int) from waiting`,
      [jobId, left],
    );
    return true;
  });
  if (!taken) return "held";
  if (left <= 0) await giveUp(db, job, jobId, payload, new Error(`it was begun ${job.attempts} times and never ended`));
  return "recovered";
}
