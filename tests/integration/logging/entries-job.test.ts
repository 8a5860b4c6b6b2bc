import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findJob } from "@/lib/jobs/queries";
import { startWorker, type WorkerHandle } from "@/lib/jobs/worker";
import { cancelEntries } from "@/lib/logging/cancel-entries";
import { deleteCanceled, deletionJob, findDeletion } from "@/lib/logging/delete-canceled";
import { entriesJob } from "@/lib/logging/entries-job";
import { evaluateEntries, undoEvaluation } from "@/lib/logging/evaluate-entries";
import { listDeletions } from "@/lib/logging/list-deletions";
import { entryFilterSchema } from "@/lib/logging/schema";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { value } from "../segmentation/worksheet";

const many = 25_000; // two chunks
let db: TestDatabase;
let context: OperationContext;
let worker: WorkerHandle | undefined;
beforeEach(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  await db.pool.query(
    `insert into interaction_log_entry (contact_no, contact_name, date, description, information_flow, initiated_by, evaluation, canceled, user_id, logged_at)
     select 'L' || n, 'Many', '2026-03-16', 'Spring letter', 'outbound', 'us', case when n % 3 = 0 then evaluation 'negative' end, n % 5 = 0, 'test-admin', now()
     from generate_series(1, $1) n`,
    [many],
  );
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await db.drop();
});

async function resultOf(jobId: string | undefined): Promise<unknown> {
  const over = () =>
    vi.waitFor(
      async () => {
        const job = await findJob(context, { jobId: jobId ?? "" });
        if (job?.state !== "done" && job?.state !== "failed") throw new Error(`the job is ${job?.state}`);
        return job;
      },
      { timeout: 60_000, interval: 50 },
    );
  const job = await over();
  return job.error ?? job.result;
}
const fingerprint = async () =>
  (
    await db.pool.query(
      "select md5(string_agg(entry_no || coalesce(evaluation::text, '') || attempt_failed, ',' order by entry_no)) as of from interaction_log_entry",
    )
  ).rows[0]?.of;
const evaluated = (evaluation: string) =>
  db.pool.query("select count(*)::int as n from interaction_log_entry where evaluation = $1::evaluation", [evaluation]);

it("a worker evaluates, takes back, cancels and deletes many entries, exactly as many as were shown", { timeout: 150_000 }, async () => {
  const matching = entryFilterSchema.parse({ search: "many" });
  const before = await fingerprint();
  const entries = { matching, expected: many };
  const change = { set: "evaluation", evaluation: "very_positive" } as const;
  expect(await evaluateEntries(context, { entries: { matching, expected: many - 1 }, change })).toEqual({
    ok: false,
    error: { code: "count_moved", now: many },
  });
  const started = value(await evaluateEntries(context, { entries, change }));
  const late = value(
    await cancelEntries(context, { matching: entryFilterSchema.parse({ search: "many", canceled: "counted" }), expected: many - many / 5 }),
  );
  expect([late.goesOn, await fingerprint()]).toEqual([many - many / 5, before]);
  worker = await startWorker(db, [entriesJob, deletionJob], { concurrency: 1 });
  const done = await resultOf(started.jobId);
  expect(done).toMatchObject({ changed: many - many / 5, canceled: many / 5 });
  expect((await evaluated("very_positive")).rows[0]?.n).toBe(many - many / 5);
  expect(await resultOf(late.jobId)).toMatchObject({ changed: many - many / 5 });
  const changeNo = (done as { changeNo: number }).changeNo;
  expect(await resultOf(value(await undoEvaluation(context, { changeNo })).jobId)).toMatchObject({ changed: many - many / 5 });
  expect(await fingerprint()).toBe(before);
  const of = { matching };
  const expected = await findDeletion(context, { of });
  expect(expected.entries).toBe(many);
  const deletion = value(await deleteCanceled(context, { of, expected }));
  expect(await resultOf(deletion.jobId)).toMatchObject({ entries: many, deletionNo: 1 });
  expect(await db.prisma.interactionLogEntry.count()).toBe(5);
  expect((await listDeletions(context, {})).rows[0]).toMatchObject({ entries: many, filterWords: "Canceled entries, found by “many”" });
});

it("a job that would change another number than was shown changes nothing", { timeout: 60_000 }, async () => {
  const matching = entryFilterSchema.parse({ search: "many" });
  const { jobId } = value(
    await evaluateEntries(context, { entries: { matching, expected: many }, change: { set: "attemptFailed", attemptFailed: true } }),
  );
  await db.pool.query("delete from interaction_log_entry where contact_no = 'L1'");
  worker = await startWorker(db, [entriesJob]);
  expect(await resultOf(jobId)).toMatchObject({ code: "count_moved", message: expect.stringContaining("24,999 entries match now") });
  expect(await db.prisma.interactionLogEntry.count({ where: { attemptFailed: true } })).toBe(0);
});
