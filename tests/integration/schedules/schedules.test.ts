import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { sendJob } from "@/lib/delivery/send-job";
import { recoverJobs } from "@/lib/jobs/recover-jobs";
import { startWorker } from "@/lib/jobs/worker";
import { deleteLiveSegment } from "@/lib/live-segments/delete-live-segment";
import { stopSegment } from "@/lib/live-segments/stop-segment";
import { ok } from "@/lib/result";
import { deleteSchedule, pauseSchedule, releaseSchedules, runScheduleNow } from "@/lib/schedules/change-schedule";
import { findSchedule, listSchedules } from "@/lib/schedules/queries";
import { runSchedule } from "@/lib/schedules/run-schedule";
import { changeSchedule, createSchedule } from "@/lib/schedules/save-schedule";
import { addScheduleJob, scheduleJob, takeTime } from "@/lib/schedules/schedule-job";
import type { CreateSchedule } from "@/lib/schedules/schema";
import type { Schedule } from "@/lib/schedules/types";
import { createSegment } from "@/lib/segmentation/create-segment";
import { findSegment } from "@/lib/segmentation/find-segment";
import { givenBaseWorld } from "../../support/base-world";
import { startSmtp, type TestSmtp } from "../../support/smtp";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { heard } from "../consent/support";
import { givenMailSetup, untilCounts } from "../delivery/support";
import { any, country, givenLive, is, rowVersion, value } from "../live-segments/live";
import { givenWorksheet } from "../logging/support";

let db: TestDatabase;
let context: OperationContext;
let smtp: TestSmtp;
let everybody: string;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = { ...(await testContext(db)), now: new Date() };
  smtp = await startSmtp();
  await givenMailSetup(context, smtp.port);
  everybody = await givenLive(context, { name: "Everybody", filter: any(is("contactNo", "P101"), is("contactNo", "P201")) });
});
afterAll(async () => {
  await smtp.stop();
  await db.drop();
});
beforeEach(async () => {
  await db.pool.query("delete from schedule; delete from consent_event; update app_user set role = 'admin' where id = 'test-admin'");
});

const daily: CreateSchedule["rule"] = { every: "day", time: "09:00" };
async function given(more: Partial<CreateSchedule> = {}): Promise<Schedule> {
  const input = { name: "Monthly letter", rule: daily, timeZone: "Europe/Berlin", segmentNo: everybody, templateCode: "MAIL", ...more };
  return found(value(await createSchedule(context, input)).scheduleId);
}
async function found(scheduleId: number): Promise<Schedule> {
  const schedule = await findSchedule(context, { scheduleId });
  if (!schedule) throw new Error(`no schedule ${scheduleId}`);
  return schedule;
}
/** Moves its next time into the past and answers it, as it is after a night without a server. */
async function due(scheduleId: number, back = "1 day"): Promise<Date> {
  const { rows } = await db.pool.query("update schedule set next_at = next_at - $2::interval where id = $1 returning next_at", [
    scheduleId,
    back,
  ]);
  return rows[0].next_at;
}
const jobId = () => crypto.randomUUID();
/** What a worker does at its time. */
async function runNow(scheduleId: number): Promise<Schedule> {
  const run = await takeTime(db, { scheduleId, due: await due(scheduleId), jobId: jobId() }, new Date());
  if (run === null) throw new Error("its time was not taken");
  await runSchedule(db, run, new Date());
  return found(scheduleId);
}
/** Until somebody waits for a table that another has locked. */
const untilWaitingFor = (table: string) =>
  vi.waitFor(
    async () => {
      const { rows } = await db.pool.query("select from pg_locks where relation = $1::regclass and not granted", [table]);
      expect(rows.length).toBeGreaterThan(0);
    },
    { timeout: 10_000, interval: 20 },
  );
const loggedContacts = async (entryNo: number | null | undefined) => {
  const { rows } = await db.pool.query("select contact_no as no from interaction_log_entry where logged_segment_entry_no = $1 order by 1", [
    entryNo,
  ]);
  return rows.map(({ no }) => no);
};

it("at its time it makes a worksheet of the members of that moment, logs it as its owner and sends it", async () => {
  const vip = await givenLive(context, { name: "VIP", filter: is("contactNo", "P201") });
  const { scheduleId } = await given({ suppression: [`segment:${vip}`] });
  expect((await found(scheduleId)).next.length).toBe(5);
  const done = await runNow(scheduleId);
  const [run] = done.runs;
  expect(run).toMatchObject({
    state: "logged",
    interactions: 1,
    leftOut: 1,
    leftOutBy: { suppressed: 1 },
    emails: 1,
    missed: 0,
    refusal: null,
  });
  expect(await loggedContacts(run?.loggedSegmentEntryNo)).toEqual(["P101"]);
  const worksheet = await findSegment(context, { segmentNo: run?.worksheetNo ?? "" });
  expect(worksheet?.header).toMatchObject({
    description: "Monthly letter",
    state: "logged",
    ownerName: context.user.name,
    suppression: [{ value: `segment:${vip}` }],
  });
  expect(done.nextAt?.getTime()).toBeGreaterThan(Date.now());
  const worker = await startWorker(db, [sendJob]);
  await untilCounts(context, run?.loggedSegmentEntryNo ?? 0, { delivered: 1 });
  await worker.stop();
  expect(smtp.received.flatMap(({ to }) => to)).toEqual(["anna@alder.example"]);
});

it("who refused consent is left out and told; when nobody is left there is no worksheet and no log", async () => {
  await heard(context, ["P101"], "withdrawn");
  const { scheduleId } = await given();
  expect((await runNow(scheduleId)).lastRun).toMatchObject({ state: "logged", interactions: 1, leftOut: 1, leftOutBy: { opted_out: 1 } });
  await heard(context, ["P201"], "withdrawn");
  const before = await db.prisma.segment.count();
  const again = await given({ name: "Again" });
  expect((await runNow(again.scheduleId)).lastRun).toMatchObject({
    state: "nobody",
    worksheetNo: null,
    leftOut: 2,
    leftOutBy: { opted_out: 2 },
  });
  expect(await db.prisma.segment.count()).toBe(before);
});

it("those who were reached in the last days are left out, by any interaction or by what was delivered", async () => {
  await db.pool.query("delete from interaction_log_entry where date >= current_date - 40");
  await db.pool.query(
    `insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description, correspondence_type)
     select id, contact_no, name, current_date - 29, 'Call', 'phone' from contact where contact_no = 'P101'`,
  );
  const any30 = await given({ notReached: { days: 30, by: "any" } });
  const delivered30 = await given({ name: "Delivered", notReached: { days: 30, by: "delivery" } });
  const lastRun = (await runNow(any30.scheduleId)).lastRun;
  expect(await loggedContacts(lastRun?.loggedSegmentEntryNo)).toEqual(["P201"]); // and it is on its way by now
  expect(await loggedContacts((await runNow(delivered30.scheduleId)).lastRun?.loggedSegmentEntryNo)).toEqual(["P101"]);
  const any28 = await given({
    name: "28 days",
    segmentNo: await givenWorksheet(context, ["P101"]),
    notReached: { days: 28, by: "delivery" },
  });
  expect((await runNow(any28.scheduleId)).lastRun?.state).toBe("nobody");
});

describe("exactly once", () => {
  it("two workers at one time: one takes it, whatever job they have", async () => {
    const { scheduleId } = await given();
    const at = await due(scheduleId);
    const taken = await Promise.all([1, 2, 3].map(() => takeTime(db, { scheduleId, due: at, jobId: jobId() }, new Date())));
    expect(taken.filter((run) => run !== null).length).toBe(1);
    const [run = 0] = taken.filter((one) => one !== null);
    await Promise.all([1, 2].map(() => runSchedule(db, run, new Date())));
    const { runs } = await found(scheduleId);
    expect(runs.length).toBe(1);
    expect(await db.prisma.loggedSegment.count({ where: { segmentNo: runs[0]?.worksheetNo ?? "" } })).toBe(1);
    expect(await db.prisma.segment.count({ where: { description: "Monthly letter", state: { not: "logged" } } })).toBe(0);
  });

  it("a worker that is killed between taking the time and logging is taken over, and nothing is run twice", async () => {
    const { scheduleId } = await given({ name: "Killed" });
    const at = await due(scheduleId);
    await db.pool.query(
      "delete from job where kind = 'schedule.run'; select graphile_worker.remove_job(key) from graphile_worker.jobs where key is not null",
    );
    const job = await inTransaction<string, never>(db, async (tx) =>
      ok(await addScheduleJob(tx, { id: scheduleId, name: "Killed", ownerId: context.user.id }, { dueAt: at, runId: null })),
    );
    const [id] = [value(job)];
    expect(await takeTime(db, { scheduleId, due: at, jobId: id }, new Date())).not.toBeNull(); // and here it dies
    await db.pool.query("update job set state = 'running' where id = $1", [id]);
    await recoverJobs(db, [scheduleJob]);
    const workers = await Promise.all([startWorker(db, [scheduleJob]), startWorker(db, [scheduleJob])]);
    await expect.poll(async () => (await found(scheduleId)).lastRun?.state, { timeout: 15_000 }).toBe("logged");
    await Promise.all(workers.map((worker) => worker.stop()));
    const { runs } = await found(scheduleId);
    expect(runs.map(({ state, dueAt }) => [state, dueAt.getTime()])).toEqual([["logged", at.getTime()]]);
    expect(await db.prisma.segment.count({ where: { description: "Killed" } })).toBe(1);
  });

  it("a run that kills every worker has failed in the end, and keeps nobody from running or deleting the schedule", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { scheduleId } = await given({ name: "Deadly" });
    const { jobId: asked } = value(await runScheduleNow({ ...context, now: new Date() }, { scheduleId }));
    await db.pool.query(
      "update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', locked_by = 'killed', attempts = max_attempts where key = $1",
      [asked],
    );
    await recoverJobs(db, [scheduleJob]);
    logged.mockRestore();
    expect((await found(scheduleId)).lastRun).toMatchObject({ state: "failed", refusal: expect.stringMatching(/^This did not work/) });
    value(await deleteSchedule(context, { scheduleId, rowVersion: 1 }));
  });

  it("two schedules at the same minute do not both reach those whom nobody reached lately", async () => {
    await db.pool.query("delete from interaction_log_entry where date >= current_date - 40");
    const notReached = { days: 30, by: "any" } as const;
    const both = [await given({ name: "This", notReached }), await given({ name: "That", notReached })];
    const done = await Promise.all(both.map(({ scheduleId }) => runNow(scheduleId)));
    expect(done.map(({ lastRun }) => lastRun?.state).toSorted()).toEqual(["logged", "nobody"]);
    expect(await db.prisma.interactionLogEntry.count({ where: { description: { in: ["This", "That"] } } })).toBe(2);
  });

  it("who says no between the choosing and the logging is left out, and the others are reached", async () => {
    const { scheduleId } = await given({ name: "Meanwhile" });
    const other = await db.pool.connect();
    await other.query("begin; lock table mail_setup in access exclusive mode"); // asked for once everybody is counted
    const running = runNow(scheduleId);
    await untilWaitingFor("mail_setup");
    await heard(context, ["P101"], "withdrawn");
    await other.query("commit");
    other.release();
    const { lastRun } = await running;
    expect(lastRun).toMatchObject({ state: "logged", interactions: 1, leftOut: 1, refusal: null });
    expect(await loggedContacts(lastRun?.loggedSegmentEntryNo)).toEqual(["P201"]);
  });

  it("while one writes its log others make segments", async () => {
    const { scheduleId } = await given({ name: "Long" });
    const writer = await db.pool.connect();
    await writer.query("begin; lock table logged_segment in share mode"); // the log comes as far as this, and stays there
    const running = runNow(scheduleId);
    await untilWaitingFor("logged_segment");
    const made = await Promise.race([createSegment(context, {}), sleep(3_000, "still waits")]);
    await writer.query("commit");
    writer.release();
    expect([made, (await running).lastRun?.state]).toEqual([ok({ segmentNo: expect.any(String) }), "logged"]);
  });

  it("after a night without a server the latest missed time is run once, and the row says how many were missed", async () => {
    const { scheduleId } = await given();
    const first = await due(scheduleId, "4 days");
    const run = await takeTime(db, { scheduleId, due: first, jobId: jobId() }, new Date());
    const { lastRun, nextAt } = await found(scheduleId);
    expect(run).not.toBeNull();
    expect(lastRun).toMatchObject({ missed: 3, state: "running" });
    expect(lastRun && nextAt && nextAt.getTime() - lastRun.dueAt.getTime()).toBeGreaterThan(22 * 3_600_000); // the next day's
    expect(await takeTime(db, { scheduleId, due: first, jobId: jobId() }, new Date())).toBeNull();
  });

  it("a worker runs it by itself when its time comes", async () => {
    const { scheduleId } = await given({ name: "By itself" });
    const soon = new Date(Date.now() + 500);
    await db.pool.query("update schedule set next_at = $2 where id = $1", [scheduleId, soon]);
    await inTransaction<string, never>(db, async (tx) =>
      ok(await addScheduleJob(tx, { id: scheduleId, name: "By itself", ownerId: context.user.id }, { dueAt: soon, runId: null })),
    );
    const worker = await startWorker(db, [scheduleJob]);
    await expect.poll(async () => (await found(scheduleId)).lastRun?.state, { timeout: 15_000 }).toBe("logged");
    await worker.stop();
    expect((await found(scheduleId)).lastRun?.beganAt.getTime()).toBeGreaterThanOrEqual(soon.getTime());
  });
});

it("paused, deleted, changed or held since: its old time does nothing", async () => {
  const paused = await given();
  const at = await due(paused.scheduleId);
  value(await pauseSchedule(context, { scheduleId: paused.scheduleId, rowVersion: 1, paused: true }));
  const take = (scheduleId: number) => takeTime(db, { scheduleId, due: at, jobId: jobId() }, new Date());
  expect(await take(paused.scheduleId)).toBeNull();
  expect((await found(paused.scheduleId)).state).toBe("paused");
  value(await pauseSchedule(context, { scheduleId: paused.scheduleId, rowVersion: 2, paused: false }));
  expect((await found(paused.scheduleId)).nextAt?.getTime()).toBeGreaterThan(Date.now());
  expect(await take(paused.scheduleId)).toBeNull();
  expect(await pauseSchedule(context, { scheduleId: paused.scheduleId, rowVersion: 2, paused: true })).toMatchObject({
    error: { code: "changed_since" },
  });
  value(await deleteSchedule(context, { scheduleId: paused.scheduleId, rowVersion: 3 }));
  expect([await take(paused.scheduleId), await listSchedules(context, {})]).toEqual([null, []]);
});

it("it works with the rights that its owner has at that time, and whoever saves it becomes its owner", async () => {
  const owner = { id: "otto", name: "Otto Owner", email: "otto@example.test", role: "marketer", salespersonCode: "JO" } as const;
  const otto = { ...(await testContext(db, { user: owner })), now: new Date() };
  const fields = { name: "Otto's", rule: daily, timeZone: "Europe/Berlin", segmentNo: everybody, templateCode: "MAIL" };
  const { scheduleId } = value(await createSchedule(otto, fields));
  await db.pool.query("update app_user set role = 'viewer' where id = 'otto'");
  expect((await runNow(scheduleId)).lastRun).toMatchObject({
    state: "failed",
    refusal: expect.stringMatching(/^Otto Owner, as whom it works, may not/),
    worksheetNo: null,
  });
  const viewer = { ...otto, user: { ...owner, role: "viewer" as const } };
  expect(await createSchedule(viewer, fields)).toMatchObject({ error: { code: "not_allowed" } });
  value(await changeSchedule(context, { scheduleId, rowVersion: 1, ...fields }));
  expect((await found(scheduleId)).ownerName).toBe(context.user.name);
  const { runId } = value(await runScheduleNow({ ...context, now: new Date() }, { scheduleId }));
  await runSchedule(db, runId, new Date());
  expect((await found(scheduleId)).lastRun?.state).toBe("logged");
});

it("run now asks nobody's time, tells who pressed, and not twice at once", async () => {
  const { scheduleId, nextAt } = await given();
  const { runId } = value(await runScheduleNow(context, { scheduleId }));
  expect(await runScheduleNow({ ...context, now: new Date() }, { scheduleId })).toMatchObject({ error: { code: "schedule_is_running" } });
  expect(await deleteSchedule(context, { scheduleId, rowVersion: 1 })).toMatchObject({ error: { code: "schedule_is_running" } });
  await runSchedule(db, runId, new Date());
  const after = await found(scheduleId);
  expect(after.lastRun).toMatchObject({ state: "logged", askedByName: context.user.name });
  expect(after.nextAt).toEqual(nextAt);
});

it("T-92, T-63, T-64: a segment that cannot be read fails the run with a sentence, and one that a schedule uses is kept", async () => {
  const source = await givenLive(context, { name: "Source", filter: country("DE") });
  const { scheduleId } = await given({ segmentNo: source });
  const stop = async () => stopSegment(context, { segmentNo: source, rowVersion: await rowVersion(context, source) });
  expect(await stop()).toMatchObject({
    error: { code: "in_use", dependants: [{ kind: "schedule", name: "Monthly letter", role: "source" }] },
  });
  value(await pauseSchedule(context, { scheduleId, rowVersion: 1, paused: true }));
  value(await stop()); // a paused one does not stand in the way
  expect(await deleteLiveSegment(context, { segmentNo: source, rowVersion: await rowVersion(context, source) })).toMatchObject({
    error: { code: "in_use" },
  });
  value(await pauseSchedule(context, { scheduleId, rowVersion: 2, paused: false }));
  expect((await runNow(scheduleId)).lastRun).toMatchObject({
    state: "failed",
    refusal: expect.stringContaining(`Nobody can say who is on segment ${source}`),
  });
  const fields = { name: "x", rule: daily, timeZone: "Europe/Berlin", segmentNo: source, templateCode: "MAIL" };
  expect(await createSchedule(context, fields)).toMatchObject({ error: { code: "segment_unreadable" } });
  expect(
    await createSchedule(context, { ...fields, segmentNo: everybody, rule: { every: "once", date: "2020-01-01", time: "09:00" } }),
  ).toMatchObject({ error: { code: "no_time_left" } });
  expect(await createSchedule(context, { ...fields, segmentNo: everybody, suppression: [`segment:${everybody}`] })).toMatchObject({
    error: { code: "suppresses_itself" },
  });
});

it("after a restored backup nothing runs before an administrator says so, and what was due meanwhile is not made up for", async () => {
  const { scheduleId } = await given();
  await db.pool.query("update schedule set held_at = now()"); // as the restore does
  const at = await due(scheduleId);
  expect(await takeTime(db, { scheduleId, due: at, jobId: jobId() }, new Date())).toBeNull();
  expect(await runScheduleNow(context, { scheduleId })).toMatchObject({ error: { code: "schedule_is_held" } });
  expect((await found(scheduleId)).state).toBe("held");
  const marketer = { ...context, user: { ...context.user, role: "marketer" as const } };
  expect(await releaseSchedules(marketer, {})).toMatchObject({ error: { code: "not_allowed" } });
  expect(value(await releaseSchedules(context, {}))).toEqual({ schedules: 1 });
  const after = await found(scheduleId);
  expect([after.state, after.runs.length, (after.nextAt?.getTime() ?? 0) > Date.now()]).toEqual(["active", 0, true]);
});
