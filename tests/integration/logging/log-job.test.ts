import { spawn } from "node:child_process";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findJob } from "@/lib/jobs/queries";
import { recoverJobs } from "@/lib/jobs/recover-jobs";
import { startWorker, type WorkerHandle } from "@/lib/jobs/worker";
import { logJob } from "@/lib/logging/log-job";
import { returnToDraft } from "@/lib/logging/return-to-draft";
import { givenBaseWorld } from "../../support/base-world";
import { ended } from "../../support/ended";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { contactsOf, segmentOf, value } from "../segmentation/worksheet";
import { checkOf, givenWorksheet, logTables, press } from "./support";

let db: TestDatabase;
let context: OperationContext;
let worker: WorkerHandle | undefined;
beforeEach(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await db.drop();
});

it("the worker writes the log that was asked for and says where it is", async () => {
  const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
  const { jobId } = value(await press(context, segmentNo));
  worker = await startWorker(db, [logJob]);
  const job = await ended(context, jobId);
  expect(job).toMatchObject({
    state: "done",
    done: 2,
    total: 2,
    title: "Log Spring letter",
    subjectKind: "segment",
    subjectKey: segmentNo,
  });
  const { loggedSegments } = await logTables(context);
  expect(job.result).toEqual({ entryNo: loggedSegments[0]?.entryNo, interactions: 2, leftOut: 0, campaignEntryNo: null });
  expect((await segmentOf(context, segmentNo)).header.state).toBe("logged");
});

it("a refusal makes the segment a draft again and gives the reason", async () => {
  const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
  const { jobId } = value(await press(context, segmentNo));
  await db.pool.query("update contact set privacy_blocked = true where contact_no = 'P201'");
  worker = await startWorker(db, [logJob]);
  const job = await ended(context, jobId);
  expect(job).toMatchObject({
    state: "failed",
    error: { code: "interactions_moved", message: "1 interaction would be logged now. Nothing was logged; look at the check again." },
  });
  expect((await segmentOf(context, segmentNo)).header.state).toBe("draft");
  expect((await checkOf(context, segmentNo)).interactions).toBe(1);
});

it("somebody whose right was taken away meanwhile logs nothing", async () => {
  const segmentNo = await givenWorksheet(context, ["P101"]);
  const { jobId } = value(await press(context, segmentNo));
  await db.pool.query("update app_user set role = 'viewer' where id = $1", [context.user.id]);
  worker = await startWorker(db, [logJob]);
  expect(await ended(context, jobId)).toMatchObject({ state: "failed", error: { code: "not_allowed_any_more" } });
  expect((await segmentOf(context, segmentNo)).header.state).toBe("draft");
});

it("a worker killed in the middle of a log leaves nothing behind, and the next one writes all of it once", {
  timeout: 90_000,
}, async () => {
  const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202"], { campaignNo: "CP1" });
  const blocker = await db.pool.connect();
  await blocker.query("begin; lock table interaction_log_entry in exclusive mode"); // the log gets as far as its entries
  const killed = spawn(process.execPath, ["--import", "tsx", "tests/support/log-worker.ts"], {
    env: { ...process.env, DATABASE_URL: db.url },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const { jobId } = value(await press(context, segmentNo));
  try {
    const writing = "select 1 from pg_locks where relation = 'interaction_log_entry'::regclass and not granted";
    await vi.waitFor(async () => expect((await db.pool.query(writing)).rowCount).toBe(1), { timeout: 40_000, interval: 100 });
    killed.kill("SIGKILL");
  } finally {
    await blocker.query("rollback");
    blocker.release();
  }
  const left = "select 1 from pg_stat_activity where datname = current_database() and application_name like 'winnow/%'";
  await vi.waitFor(async () => expect((await db.pool.query(left)).rowCount).toBe(0), { timeout: 20_000, interval: 50 });
  expect(await logTables(context)).toEqual({ loggedSegments: [], campaignEntries: [], entries: [] });
  expect((await segmentOf(context, segmentNo)).header.state).toBe("logging");

  worker = await startWorker(db, [logJob]);
  expect(await ended(context, jobId)).toMatchObject({ state: "done" });
  const { loggedSegments, campaignEntries, entries } = await logTables(context);
  expect([loggedSegments.length, campaignEntries.length, entries.length]).toEqual([1, 1, 3]);
  expect((await segmentOf(context, segmentNo)).header.state).toBe("logged");
});

it("a log whose answer got lost is not written twice", async () => {
  const segmentNo = await givenWorksheet(context, ["P101"]);
  const { jobId } = value(await press(context, segmentNo));
  worker = await startWorker(db, [logJob]);
  const first = await ended(context, jobId);
  await db.pool.query("update job set state = 'waiting', result = null, finished_at = null where id = $1", [jobId]);
  await db.pool.query(
    "select graphile_worker.add_job('segment.log', json_build_object('jobId', $1::text), job_key => $1::text, max_attempts => 5)",
    [jobId],
  );
  expect((await ended(context, jobId)).result).toEqual(first.result);
  expect((await logTables(context)).entries).toHaveLength(1);
});

it("a log whose worker was killed at every attempt is given up; it is a draft again by itself, and can be logged", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
  const { jobId } = value(await press(context, segmentNo));
  await db.pool.query(
    "update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', locked_by = 'killed', attempts = max_attempts",
  );
  await db.pool.query("update job set state = 'running'");
  await recoverJobs(db, [logJob]);
  logged.mockRestore();
  expect((await findJob(context, { jobId }))?.state).toBe("failed");
  expect((await segmentOf(context, segmentNo)).header.state).toBe("draft");
  const again = value(await press(context, segmentNo));
  worker = await startWorker(db, [logJob]);
  expect(await ended(context, again.jobId)).toMatchObject({ state: "done", done: 2 });
  expect((await logTables(context)).entries).toHaveLength(2);
});

it("a log that was given up leaves a segment that can be worked on again", async () => {
  const segmentNo = await givenWorksheet(context, ["P101"]);
  const { jobId } = value(await press(context, segmentNo));
  expect(await returnToDraft(context, { segmentNo })).toMatchObject({ ok: false, error: { code: "still_logging" } });
  await db.pool.query("update job set state = 'failed', finished_at = now() where id = $1", [jobId]);
  value(await returnToDraft(context, { segmentNo }));
  expect((await segmentOf(context, segmentNo)).header.state).toBe("draft");
  expect(await contactsOf(context, segmentNo)).toEqual(["P101"]);
});
