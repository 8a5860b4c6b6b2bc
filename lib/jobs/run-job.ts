import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { contextOf } from "@/lib/access/context";
import type { Database } from "@/lib/db/client";
import { interruptionOf } from "@/lib/db/errors";
import { logFault } from "@/lib/faults/log-fault";
import type { Result } from "@/lib/result";
import { claimJob } from "./claim";
import { Again, type AnyJob, type JobRefusal, type RunningJob } from "./define-job";
import { ProgressWriter } from "./progress";

/** How the queue began this run: `signal` is aborted when the worker has to stop. */
export type Run = { lastAttempt: boolean; signal: AbortSignal };

/** Another worker runs this job; the queue asks again later. */
export class JobIsRunning extends Error {}

const payloadSchema = z.object({ jobId: z.uuid() });
const rowSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  subjectKind: z.string().nullable(),
  subjectKey: z.string().nullable(),
  userId: z.string().nullable(),
  payload: z.unknown(),
});

/**
 * Runs one job that the queue hands out, and keeps its row true: *running* with progress, then *done* with its result, or
 * *failed* with a refusal, or with the reference of a fault once the attempts are used up. A job that is over already is
 * left alone.
 *
 * @throws what the handler threw, so that the queue tries again; JobIsRunning when another worker has the job
 */
export async function runJob(db: Database, job: AnyJob, queued: unknown, run: Run): Promise<void> {
  const { jobId } = payloadSchema.parse(queued);
  const claim = await claimJob(db.pool, jobId);
  if (!claim) throw new JobIsRunning(jobId);
  let again: Again | null = null;
  try {
    const started = await start(db, jobId);
    if (started) again = await work(db, job, started, run, claim.lost);
  } finally {
    await claim.release();
  }
  if (again) await putBack(db, job, jobId, again.at); // after the claim: who takes it up at once would find it taken
}

type Started = { row: RunningJob; payload: unknown };

async function start(db: Database, jobId: string): Promise<Started | null> {
  const { rows } = await db.pool.query(
    `update job set state = 'running', started_at = coalesce(started_at, now())
     where id = $1 and state in ('waiting', 'running')
     returning id, kind, title, subject_kind as "subjectKind", subject_key as "subjectKey", user_id as "userId", payload`,
    [jobId],
  );
  if (rows.length === 0) return null;
  const { payload, ...row } = rowSchema.parse(rows[0]);
  return { row, payload };
}

async function work(db: Database, job: AnyJob, { row, payload }: Started, run: Run, claimLost: AbortSignal): Promise<Again | null> {
  const signal = AbortSignal.any([run.signal, claimLost]);
  const progress = new ProgressWriter(db.pool, row.id);
  const actAs = async () => (row.userId === null ? null : contextOf(db, row.userId, new Date()));
  try {
    const result = await job.start({ db, job: row, progress: progress.say, signal, actAs }, payload);
    await progress.write();
    if (result instanceof Again) return result;
    await finish(db, row.id, result);
    return null;
  } catch (error) {
    await untilReachable(db, run.signal);
    if (signal.aborted || interruptionOf(error) === "unreachable") {
      await putBack(db, job, row.id); // stopping, or a database that was away, is not the job's fault: its attempts count anew
    } else if (run.lastAttempt || error instanceof z.ZodError) {
      await giveUp(db, job, row.id, payload, error);
      return null;
    } else {
      await db.pool.query("update job set state = 'waiting' where id = $1 and state = 'running'", [row.id]);
    }
    throw error;
  } finally {
    progress.stop();
  }
}

/** Waits for a database that is away: neither the row nor the queue can be told of the job before. Not when the worker has to stop. */
async function untilReachable(db: Database, stopping: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await db.pool.query("select 1");
      return;
    } catch (error) {
      if (stopping.aborted || interruptionOf(error) !== "unreachable") throw error;
      await sleep(250);
    }
  }
}

/** What a failed job says when nobody can mend the cause. */
function faultOf(reference: string): JobRefusal & { reference: string } {
  return { code: "fault", reference, message: `This did not work. The log of the server names the cause under ${reference}.` };
}

/** Ends a job for good that cannot be done, and lets it put right what it left. */
export async function giveUp(db: Database, job: AnyJob, jobId: string, payload: unknown, cause: unknown): Promise<void> {
  const error = faultOf(logFault(`job ${job.kind} ${jobId}`, cause));
  try {
    await job.giveUp({ db, jobId, error }, payload);
  } catch (fault) {
    logFault(`giving up job ${job.kind} ${jobId}`, fault);
  }
  await finish(db, jobId, { ok: false, error });
}

/** Ends a job that is not over yet. */
async function finish(db: Database, jobId: string, result: Result<unknown, JobRefusal>): Promise<void> {
  await db.pool.query(
    `update job set state = $2, result = $3, error = $4, finished_at = now() where id = $1 and state in ('waiting', 'running')`,
    [jobId, result.ok ? "done" : "failed", result.ok ? asJson(result.value) : null, result.ok ? null : asJson(result.error)],
  );
}

function asJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) => (typeof part === "bigint" ? Number(part) : part));
}

async function putBack(db: Database, job: AnyJob, jobId: string, at: Date | null = null): Promise<void> {
  await db.pool.query(
    `with waiting as (update job set state = 'waiting' where id = $1 and state = 'running' returning id, kind)
     select graphile_worker.add_job(kind, json_build_object('jobId', id), job_key => id::text, max_attempts => $2::int, run_at => coalesce($3, now()))
     from waiting`,
    [jobId, job.attempts, at],
  );
}
