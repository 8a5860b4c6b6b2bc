import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { startWorker, type WorkerHandle } from "@/lib/jobs/worker";
import { scheduleJob } from "@/lib/schedules/schedule-job";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { any, givenLive, is } from "../live-segments/live";
import { type Answered, type Caller, callerOf, givenKey } from "./caller";

let db: TestDatabase;
let admin: OperationContext;
let call: Caller;
let segmentNo: string;
let worker: WorkerHandle;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  admin = await testContext(db, { now: new Date() });
  call = callerOf(db, await givenKey(db, admin.user.id, "admin"));
  segmentNo = await givenLive(admin, { name: "Two of them", filter: any(is("contactNo", "P101"), is("contactNo", "P900")) });
  worker = await startWorker(db, [scheduleJob]);
});
afterAll(async () => {
  await worker.stop();
  await db.drop();
});

const tagOf = ({ headers }: Answered) => ({ "if-match": headers.get("etag") ?? "" });
const fields = (more: Record<string, unknown> = {}) => ({
  ...{ name: "Monthly call", rule: { every: "day", time: "09:00" }, timeZone: "Europe/Berlin", segmentNo, templateCode: "CALL" },
  ...more,
});
const make = (more: Record<string, unknown> = {}) => call({ method: "POST", path: "/schedules", body: fields(more) });
const addressOf = ({ body }: Answered) => `/schedules/${Object(body).scheduleId}`;
const act = (at: string, of: "pause" | "continue", headers: Record<string, string>) =>
  call({ method: "POST", path: `${at}/${of}`, headers });

it("with a key and nothing else: a schedule is made, changed, paused, continued and deleted, and nobody's change is lost", async () => {
  const once = { method: "POST", path: "/schedules", body: fields({ name: "Once" }), headers: { "idempotency-key": "schedule" } };
  const [made, again] = [await call(once), await call(once)];
  expect([made.status, again.body, again.headers.get("etag")]).toEqual([201, made.body, made.headers.get("etag")]);
  expect(await db.prisma.schedule.count({ where: { name: "Once" } })).toBe(1);
  const at = addressOf(made);

  const read = await call({ path: at });
  expect(read.body).toMatchObject({
    name: "Once",
    state: "active",
    ownerName: admin.user.name,
    lastRun: null,
    segment: { code: segmentNo },
  });
  expect(Object(read.body).next).toHaveLength(5);
  expect((await call({ path: at, headers: { "if-none-match": tagOf(read)["if-match"] } })).status).toBe(304);

  const change = (name: string, headers: Record<string, string>) =>
    call({ method: "PUT", path: at, body: fields({ name, rule: { every: "week", days: [5, 1, 5], time: "18:30" } }), headers });
  expect(await change("No tag", {})).toMatchObject({ status: 428, body: { code: "etag_needed" } });
  const changed = await change("Weekly", tagOf(read));
  expect(changed.status).toBe(200);
  expect(await change("Late", tagOf(read))).toMatchObject({ status: 412, body: { code: "changed_since", by: admin.user.name } });
  expect((await call({ path: at })).body).toMatchObject({ name: "Weekly", rule: { days: [1, 5] } });

  const paused = await act(at, "pause", tagOf(changed));
  expect((await call({ path: at })).body).toMatchObject({ state: "paused", nextAt: null, next: [] });
  expect(await act(at, "continue", tagOf(changed))).toMatchObject({ status: 412 });
  const continued = await act(at, "continue", tagOf(paused));
  expect(Object((await call({ path: "/schedules" })).body).items).toMatchObject([{ name: "Weekly", state: "active" }]);

  expect((await call({ method: "DELETE", path: at, headers: tagOf(paused) })).status).toBe(412);
  expect((await call({ method: "DELETE", path: at, headers: tagOf(continued) })).status).toBe(204);
  expect(await call({ path: at })).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(await call({ path: `${at}/runs` })).toMatchObject({ status: 404 });
});

it("runs at once as a job, and what became of it stands among its runs, page by page", async () => {
  const at = addressOf(await make());
  const runIds: number[] = [];
  for (const key of ["first", "second"]) {
    const run = { method: "POST", path: `${at}/run`, headers: { "idempotency-key": key } };
    const begun = await call(run);
    expect([begun.status, (await call(run)).body]).toEqual([202, begun.body]);
    const { jobId, runId } = Object(begun.body);
    runIds.push(runId);
    const job = async () => (await call({ path: `/jobs/${jobId}` })).body;
    await vi.waitFor(async () => expect(await job()).toMatchObject({ state: "done", error: null }), { timeout: 10_000, interval: 50 });
  }
  const newest = Object((await call({ path: `${at}/runs?limit=1` })).body);
  const older = Object((await call({ path: `${at}/runs?limit=1&cursor=${newest.next}` })).body);
  expect([newest, older].flatMap(({ items }) => items)).toMatchObject(
    runIds.toReversed().map((runId) => ({ runId, state: "logged", interactions: 2, askedByName: admin.user.name, refusal: null })),
  );
  expect(older.next).toBeNull();
  const { lastRun } = Object((await call({ path: at })).body);
  expect(lastRun).toEqual(newest.items[0]);
  expect((await call({ path: `/logged-segments/${lastRun.loggedSegmentEntryNo}` })).body).toMatchObject({ interactions: 2 });
});

it("refusals are those of the pages, and who may only look changes nothing", async () => {
  expect(await make({ segmentNo: "SM99999" })).toMatchObject({ status: 422, body: { code: "segment_unreadable" } });
  expect(await make({ templateCode: "NONE" })).toMatchObject({ status: 422, body: { code: "template_unknown" } });
  const past = { every: "once", date: "2020-01-01", time: "09:00" };
  expect(await make({ rule: past })).toMatchObject({ status: 422, body: { code: "no_time_left" } });
  expect(await make({ rule: { ...past, date: "9999-12-31" } })).toMatchObject({ status: 400, body: { code: "invalid_input" } });
  expect(await make({ timeZone: "+02:00" })).toMatchObject({ status: 400, body: { code: "invalid_input" } });
  expect(await make({ suppression: ["segment:SM99999"] })).toMatchObject({ status: 409, body: { code: "suppression_unreadable" } });
  const nowhere = { path: "/schedules/999999", headers: { "if-match": '"1"' } };
  expect(await call({ method: "DELETE", ...nowhere })).toMatchObject({ status: 404, body: { code: "schedule_not_found" } });

  const made = await make({ name: "Held" });
  await db.pool.query("update schedule set held_at = now() where id = $1", [Object(made.body).scheduleId]);
  expect(await call({ method: "POST", path: `${addressOf(made)}/run` })).toMatchObject({ status: 409, body: { code: "schedule_is_held" } });
  const marketer = callerOf(db, await givenKey(db, admin.user.id, "marketer"));
  expect(await marketer({ method: "POST", path: "/schedules/release" })).toMatchObject({ status: 403, body: { needs: "setup" } });
  expect(await call({ method: "POST", path: "/schedules/release" })).toMatchObject({ status: 200, body: { schedules: 1 } });
  expect((await call({ path: addressOf(made) })).body).toMatchObject({ state: "active" });
  const viewer = callerOf(db, await givenKey(db, admin.user.id, "viewer"));
  expect((await viewer({ path: "/schedules" })).status).toBe(200);
  expect(await viewer({ method: "POST", path: "/schedules", body: fields() })).toMatchObject({
    status: 403,
    body: { needs: "segments.log" },
  });
});
