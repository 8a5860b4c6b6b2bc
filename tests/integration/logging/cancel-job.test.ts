import { type ChildProcess, spawn } from "node:child_process";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { startWorker, type WorkerHandle } from "@/lib/jobs/worker";
import { cancelEntries } from "@/lib/logging/cancel-entries";
import { cancelJob } from "@/lib/logging/cancel-job";
import { cancelLoggedSegments, reinstateLoggedSegments } from "@/lib/logging/cancel-logged-segments";
import { findCancelJob } from "@/lib/logging/find-cancel-job";
import { findLoggedSegment } from "@/lib/logging/find-logged-segment";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { value } from "../segmentation/worksheet";
import { givenWorksheet, log } from "./support";

const entries = 25_000; // two chunks
let db: TestDatabase;
let context: OperationContext;
let worker: WorkerHandle | undefined;
let killed: ChildProcess | undefined;
let entryNo: number;
beforeEach(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  entryNo = value(await log(context, await givenWorksheet(context, ["P101"], { campaignNo: "CP1" }))).entryNo;
  await db.pool.query(
    `insert into interaction_log_entry (contact_no, contact_name, date, description, information_flow, initiated_by, cost_lcy, duration_min, logged_segment_entry_no, user_id, logged_at)
     select 'L' || n, 'Many', '2026-03-16', 'Spring letter', 'outbound', 'us', 10, 15, $1, 'test-admin', now() from generate_series(2, $2) n`,
    [entryNo, entries],
  );
  await db.pool.query("update logged_segment set no_of_interactions = $2, cost_lcy = 10 * $2, duration_min = 15 * $2 where entry_no = $1", [
    entryNo,
    entries,
  ]);
});
afterEach(async () => {
  killed?.kill("SIGKILL");
  await worker?.stop();
  worker = undefined;
  await db.drop();
});

const entryNos = () => [entryNo];
const jobs = () => db.prisma.job.count({ where: { kind: cancelJob.kind } });
const canceled = () => db.prisma.interactionLogEntry.count({ where: { loggedSegmentEntryNo: entryNo, canceled: true } });
const done = () =>
  vi.waitFor(async () => expect((await findCancelJob(context, { entryNo }))?.state).toBe("done"), { timeout: 40_000, interval: 50 });
const numbers = async () => {
  const found = await findLoggedSegment(context, { entryNo });
  return found && [found.canceled, found.interactions, found.costLcy, found.entries, found.canceledEntries, found.campaignEntries];
};

it("many entries are canceled by a worker, once however often it is pressed, and reinstated the same way", {
  timeout: 90_000,
}, async () => {
  expect(value(await cancelLoggedSegments(context, { entryNos: entryNos() }))).toEqual({
    changed: 0,
    already: 0,
    interactions: 0,
    goesOn: 1,
    jobId: expect.any(String),
    jobIds: [expect.any(String)],
  });
  const twice = await Promise.all([1, 2].map(() => cancelLoggedSegments(context, { entryNos: entryNos() })));
  expect(twice.map((result) => value(result).goesOn)).toEqual([1, 1]);
  expect(await jobs()).toBe(1);
  expect(await canceled()).toBe(0);
  expect(await reinstateLoggedSegments(context, { entryNos: entryNos() })).toEqual({
    ok: false,
    error: { code: "change_is_running", entryNo, canceling: true },
  });
  worker = await startWorker(db, [cancelJob]);
  await done();
  expect(await numbers()).toEqual([true, entries, 10 * entries, entries, entries, 1]);
  expect(value(await cancelLoggedSegments(context, { entryNos: entryNos() }))).toEqual({ changed: 0, already: 1, interactions: 0 });
  expect(value(await reinstateLoggedSegments(context, { entryNos: entryNos() })).goesOn).toBe(1);
  await done();
  await vi.waitFor(async () => expect(await numbers()).toEqual([false, entries, 10 * entries, entries, 0, 1]), { timeout: 30_000 });
  expect(await db.prisma.auditEntry.count({ where: { subjectKind: "loggedSegment", subjectKey: String(entryNo) } })).toBe(2);
});

it("two who press at the same moment start one job", async () => {
  const pressed = await Promise.all(Array.from({ length: 6 }, () => cancelLoggedSegments(context, { entryNos: entryNos() })));
  expect(pressed.map((result) => value(result).goesOn)).toEqual(Array.from({ length: 6 }, () => 1));
  expect(await jobs()).toBe(1);
});

it("a worker killed in the middle leaves nothing half canceled; the next cancels all of it, and others are told meanwhile", {
  timeout: 120_000,
}, async () => {
  value(await cancelLoggedSegments(context, { entryNos: entryNos() }));
  const blocker = await db.pool.connect();
  const last = await db.pool.query("select max(entry_no)::int as no from interaction_log_entry");
  await blocker.query("begin");
  await blocker.query("select from interaction_log_entry where entry_no = $1 for update", [last.rows[0]?.no]); // the second chunk waits for it
  killed = spawn(process.execPath, ["--import", "tsx", "lib/cli/worker.ts"], {
    env: { ...process.env, DATABASE_URL: db.url, NODE_ENV: "production" as const },
    stdio: "ignore",
  });
  try {
    const first = async () =>
      expect(await findCancelJob(context, { entryNo })).toMatchObject({ state: "running", done: 20_000, total: entries });
    await vi.waitFor(first, { timeout: 40_000, interval: 50 });
    const single = await cancelEntries(context, { entryNos: [Number(last.rows[0]?.no) - 1] }).catch((error: unknown) => error);
    expect(JSON.stringify(single)).toContain("55P03"); // the request says that others change the same records
    expect(value(await cancelLoggedSegments(context, { entryNos: entryNos() })).goesOn).toBe(1);
    killed.kill("SIGKILL");
  } finally {
    await blocker.query("rollback");
    blocker.release();
  }
  const others = "select from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()";
  await vi.waitFor(async () => expect((await db.pool.query(others)).rowCount).toBe(0), { timeout: 20_000, interval: 50 });
  expect(await canceled()).toBe(0);
  worker = await startWorker(db, [cancelJob]);
  await done();
  expect(await numbers()).toEqual([true, entries, 10 * entries, entries, entries, 1]);
});
