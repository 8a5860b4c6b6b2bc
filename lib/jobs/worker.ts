import { EventEmitter } from "node:events";
import { run, type TaskList, type WorkerEvents, type WorkerPool } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { logFault } from "@/lib/faults/log-fault";
import type { AnyJob } from "./define-job";
import { queueLogger } from "./queue";
import { recoverJobs } from "./recover-jobs";
import { JobIsRunning, runJob } from "./run-job";

const second = 1_000;
const minute = 60 * second;

/** A running worker. `stop` lets jobs reach their next checkpoint; what is unfinished then runs again elsewhere or later. */
export type WorkerHandle = { stop: () => Promise<void>; ended: Promise<void> };

/**
 * Starts working on jobs in this process. New jobs are announced by Postgres, so an idle worker asks only every few minutes;
 * jobs whose worker was killed are taken over. Any number of workers share one database.
 */
export async function startWorker(
  db: Database,
  jobs: readonly AnyJob[],
  { concurrency = 2 }: { concurrency?: number } = {},
): Promise<WorkerHandle> {
  const events: WorkerEvents = new EventEmitter();
  const timers = new Timers();
  let pool: WorkerPool | undefined;
  const nudge = () => pool?.nudge(concurrency);
  const rescue = () =>
    recoverJobs(db, jobs).catch((error: unknown) => {
      logFault("taking over jobs", error);
      return { recovered: 0, held: 1 };
    });
  const lookForOrphans = async (): Promise<void> => {
    const { held } = await rescue();
    await setAlarm();
    timers.once("orphans", held > 0 ? 3 * second : 5 * minute, lookForOrphans);
  };
  // Nobody announces that the time of a job has come. What is added for later is announced when it is added, and looked for anew every few minutes.
  const setAlarm = async (): Promise<void> => {
    const ms = await untilNextJob(db).catch(() => null);
    if (ms !== null) timers.once("alarm", Math.min(ms + 50, 6 * minute), ring);
  };
  const ring = () => {
    nudge();
    timers.once("look again", second, setAlarm);
  };
  events.on("pool:create", ({ workerPool }) => {
    pool = workerPool;
  });
  // The connection that hears of new jobs was away: nobody was told of those added meanwhile, and who ran one may have lost it.
  events.on("pool:listen:success", () => {
    nudge();
    void lookForOrphans();
  });
  events.on("pool:listen:notification", () => timers.once("look again", 100, setAlarm));
  // The queue looks for a job that is to be tried again only when it is asked.
  events.on("job:error", ({ job }) => timers.once(`retry ${job.id}`, Math.exp(Math.min(10, job.attempts)) * second + 200, nudge));
  const runner = await run({
    pgPool: db.pool,
    taskList: tasksOf(db, jobs),
    events,
    concurrency,
    pollInterval: 5 * minute,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: queueLogger,
    preset: { plugins: [replaceLostWorkers] },
  });
  await lookForOrphans();
  return {
    ended: runner.promise,
    stop: async () => {
      timers.stop();
      await runner.stop();
    },
  };
}

const nextSchema = z.tuple([z.object({ ms: z.number().nullable() })]);

/** How long it is until the next job that waits for its time; null when none does. */
async function untilNextJob(db: Database): Promise<number | null> {
  const { rows } = await db.pool.query(
    `select greatest(0, extract(epoch from min(run_at) - now()) * 1000)::float8 as ms from graphile_worker.jobs
     where run_at > now() and locked_at is null and attempts < max_attempts`,
  );
  return nextSchema.parse(rows)[0].ms;
}

/**
 * A worker that could not say how its job ended, as when the database went away, ends itself. Another takes its place: the pool
 * would end as a whole otherwise.
 */
const replaceLostWorkers: GraphileConfig.Plugin = {
  name: "ReplaceLostWorkers",
  version: "1.0.0",
  worker: { middleware: { poolWorkerPrematureExit: (_next, event) => event.replaceWithNewWorker() } },
};

function tasksOf(db: Database, jobs: readonly AnyJob[]): TaskList {
  return Object.fromEntries(
    jobs.map(
      (job) =>
        [
          job.kind,
          async (payload: unknown, { job: queued, abortSignal }) => {
            try {
              await runJob(db, job, payload, {
                lastAttempt: queued.attempts >= queued.max_attempts,
                signal: abortSignal,
              });
            } catch (error) {
              if (!(error instanceof JobIsRunning) && !abortSignal.aborted) logFault(`job ${job.kind}, attempt ${queued.attempts}`, error);
              throw error;
            }
          },
        ] satisfies [string, TaskList[string]],
    ),
  );
}

/** Timers by name, all ended together; they do not keep the process alive. */
class Timers {
  private readonly running = new Map<string, NodeJS.Timeout>();
  private stopped = false;

  once(name: string, ms: number, act: () => unknown): void {
    if (this.stopped) return;
    clearTimeout(this.running.get(name));
    const timer = setTimeout(() => {
      this.running.delete(name);
      act();
    }, ms);
    timer.unref();
    this.running.set(name, timer);
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.running.values()) clearTimeout(timer);
    this.running.clear();
  }
}
