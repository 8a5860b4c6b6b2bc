import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { claimJob } from "@/lib/jobs/claim";
import { type AnyJob, defineJob, type Job } from "@/lib/jobs/define-job";
import { findJob, findJobOf, listOpenJobs } from "@/lib/jobs/queries";
import { recoverJobs } from "@/lib/jobs/recover-jobs";
import { runJob } from "@/lib/jobs/run-job";
import type { JobRow } from "@/lib/jobs/schema";
import { startWorker, type WorkerHandle } from "@/lib/jobs/worker";
import { err, ok } from "@/lib/result";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";

let db: TestDatabase;
let context: OperationContext;
let worker: WorkerHandle | undefined;

beforeAll(async () => {
  db = await createTestDatabase();
  context = await testContext(db, { now: new Date() });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await db.pool.query("delete from job; select graphile_worker.remove_job(key) from graphile_worker.jobs where key is not null");
});
afterAll(() => db.drop());

const noSignal = new AbortController().signal;
const input = z.object({ amount: z.coerce.number().int() });
const count = defineJob({
  kind: "test.count",
  input,
  run: async ({ progress }, { amount }) => {
    for (let done = 1; done <= amount; done++) await progress(done, amount, `${done} counted`);
    return ok({ counted: amount });
  },
});

async function given<I>(job: Job<I>, of: I): Promise<string> {
  const added = await inTransaction(db, async (tx) =>
    ok(await addJob(tx, job, of, { title: "Counting", subjectKind: "test", subjectKey: "T1", userId: context.user.id })),
  );
  if (!added.ok) throw new Error("not added");
  return added.value;
}

async function ended(jobId: string): Promise<JobRow> {
  return vi.waitFor(
    async () => {
      const job = await findJob(context, { jobId });
      if (!job || job.state === "waiting" || job.state === "running") throw new Error(`still ${job?.state}`);
      return job;
    },
    { timeout: 20_000, interval: 50 },
  );
}

async function work(...jobs: AnyJob[]): Promise<void> {
  worker = await startWorker(db, jobs);
}

it("runs a job that was added in a transaction and keeps its result and last progress", async () => {
  await work(count);
  const job = await ended(await given(count, { amount: 3 }));
  expect(job).toMatchObject({
    state: "done",
    done: 3,
    total: 3,
    message: "3 counted",
    result: { counted: 3 },
    error: null,
    title: "Counting",
    userName: context.user.name,
  });
});

it("shows what was said last also while nothing more is said", async () => {
  const { promise: goOn, resolve: letGo } = Promise.withResolvers<void>();
  const stalling = defineJob({
    kind: "test.stall",
    input: z.object({}),
    run: async ({ progress }) => {
      await progress(1, 3);
      await progress(2, 3); // at once, so that it is not written right away
      await goOn;
      return ok({});
    },
  });
  await work(stalling);
  const jobId = await given(stalling, {});
  await vi.waitFor(async () => expect(await findJob(context, { jobId })).toMatchObject({ state: "running", done: 2 }), { timeout: 10_000 });
  letGo();
  await ended(jobId);
});

it("does not run a job whose transaction was refused", async () => {
  await inTransaction(db, async (tx) => {
    await addJob(tx, count, { amount: 1 }, { title: "Never", userId: null });
    return err({ code: "refused" });
  });
  expect(await db.prisma.job.count()).toBe(0);
});

it("fails at once when the handler refuses, and keeps the sentence", async () => {
  let begun = 0;
  const refusing = defineJob({
    kind: "test.refuse",
    input: z.object({}),
    run: async () => {
      begun += 1;
      return err({ code: "full", message: "The segment is full: 3 of 3." });
    },
  });
  await work(refusing);
  const job = await ended(await given(refusing, {}));
  expect(job).toMatchObject({ state: "failed", error: { code: "full", message: "The segment is full: 3 of 3." } });
  expect(begun).toBe(1);
});

it("tries again after a fault and then shows a reference instead of the fault", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  let begun = 0;
  const broken = defineJob({
    kind: "test.broken",
    input: z.object({}),
    attempts: 2,
    run: async () => {
      begun += 1;
      throw new Error("secret detail");
    },
  });
  await work(broken);
  const job = await ended(await given(broken, {}));
  expect(begun).toBe(2);
  expect(job.state).toBe("failed");
  expect(JSON.stringify(job)).not.toContain("secret detail");
  const reference = z
    .object({ reference: z.string() })
    .parse((await db.prisma.job.findUniqueOrThrow({ where: { id: job.id } })).error).reference;
  expect(logged.mock.calls.flat().join(" ")).toContain(reference);
  logged.mockRestore();
});

it("a second worker leaves a job alone that the first one runs", async () => {
  const jobId = await given(count, { amount: 1 });
  const claim = await claimJob(db.pool, jobId);
  await expect(runJob(db, count, { jobId }, { lastAttempt: false, signal: noSignal })).rejects.toThrow(jobId);
  await claim?.release();
  await runJob(db, count, { jobId }, { lastAttempt: false, signal: noSignal });
  expect((await findJob(context, { jobId }))?.state).toBe("done");
});

it("takes over a job whose worker was killed, and does not touch one that is still run", async () => {
  const [orphan, alive] = [await given(count, { amount: 1 }), await given(count, { amount: 1 })];
  const claim = await claimJob(db.pool, alive);
  await db.pool.query(
    "update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', locked_by = 'killed', attempts = 1",
  );
  await db.pool.query("update job set state = 'running'");
  expect(await recoverJobs(db, [count])).toEqual({ recovered: 1, held: 1 });
  await work(count);
  expect((await ended(orphan)).state).toBe("done");
  expect((await findJob(context, { jobId: alive }))?.state).toBe("running");
  await claim?.release();
});

it("gives a job up that killed its worker as often as it may be begun", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const jobId = await given(count, { amount: 1 });
  await db.pool.query(
    "update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', locked_by = 'killed', attempts = 5",
  );
  await recoverJobs(db, [count]);
  expect(await findJob(context, { jobId })).toMatchObject({ state: "failed", error: { code: "fault" } });
  logged.mockRestore();
});

it("a job that kills each worker is given up after its attempts, though it was put back each time", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const jobId = await given(count, { amount: 1 });
  const states: (string | undefined)[] = [];
  for (let begun = 1; begun <= 5; begun++) {
    await db.pool.query(
      "update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', locked_by = 'killed', attempts = attempts + 1 where key = $1",
      [jobId],
    );
    await db.pool.query("update job set state = 'running' where id = $1", [jobId]);
    await recoverJobs(db, [count]);
    states.push((await findJob(context, { jobId }))?.state);
  }
  expect(states).toEqual(["waiting", "waiting", "waiting", "waiting", "failed"]);
  logged.mockRestore();
});

it("lets a job that is given up put right what it left, by a fault or by a killed worker; a fault in that is logged and hides nothing", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const left: string[] = [];
  const leaving = defineJob({
    kind: "test.leaving",
    input: z.object({ what: z.string() }),
    attempts: 1,
    run: async () => {
      throw new Error("broken");
    },
    giveUp: async ({ error }, { what }) => {
      left.push(`${what}: ${error.code}`);
      if (what === "worse") throw new Error("broken as well");
    },
  });
  const killed = await given(leaving, { what: "killed" });
  await db.pool.query(
    "update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', locked_by = 'killed', attempts = 1",
  );
  await recoverJobs(db, [leaving]);
  await work(leaving);
  const others = [await given(leaving, { what: "faulty" }), await given(leaving, { what: "worse" })];
  expect(await Promise.all([killed, ...others].map(async (jobId) => (await ended(jobId)).state))).toEqual(["failed", "failed", "failed"]);
  expect(left.toSorted()).toEqual(["faulty: fault", "killed: fault", "worse: fault"]);
  logged.mockRestore();
});

it("puts a job back that the queue has lost", async () => {
  const jobId = await given(count, { amount: 2 });
  await db.pool.query("select graphile_worker.remove_job($1)", [jobId]);
  await work(count);
  expect((await ended(jobId)).state).toBe("done");
});

it("a job that is stopped at its checkpoint runs again with all its attempts", async () => {
  const stop = new AbortController();
  const stoppable = defineJob({
    kind: "test.stop",
    input: z.object({}),
    attempts: 1,
    run: async ({ signal }) => {
      stop.abort(new Error("stopping"));
      signal.throwIfAborted();
      return ok(null);
    },
  });
  const jobId = await given(stoppable, {});
  await expect(runJob(db, stoppable, { jobId }, { lastAttempt: true, signal: stop.signal })).rejects.toThrow("stopping");
  expect((await findJob(context, { jobId }))?.state).toBe("waiting");
});

it("shows open jobs to the one who asked for them and to administrators", async () => {
  const jobId = await given(count, { amount: 1 });
  const viewer = await testContext(db, {
    now: new Date(),
    user: { id: "v", name: "Vera", email: "v@example.test", role: "viewer", salespersonCode: null },
  });
  expect((await listOpenJobs(context, {})).map(({ id }) => id)).toEqual([jobId]);
  expect(await listOpenJobs(viewer, {})).toEqual([]);
  expect((await findJobOf(viewer, { subjectKind: "test", subjectKey: "T1" }))?.id).toBe(jobId);
});
