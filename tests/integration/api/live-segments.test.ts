import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { jobs } from "@/lib/cli/task-list";
import { startWorker } from "@/lib/jobs/worker";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { type Answered, type Caller, callerOf, givenKey } from "./caller";

let db: TestDatabase;
let admin: OperationContext;
let call: Caller;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  admin = await testContext(db, { now: new Date() });
  call = callerOf(db, await givenKey(db, admin.user.id, "admin"));
});
afterAll(() => db.drop());

const german = { kind: "field", field: "countryRegionCode", op: "is", value: "DE" };
const tagOf = ({ headers }: Answered) => ({ "if-match": headers.get("etag") ?? "" });
const make = (name: string) => call({ method: "POST", path: "/live-segments", body: { kind: "dynamic", name, filter: german } });
const addressOf = ({ body }: Answered) => `/live-segments/${Object(body).segmentNo}`;
const membersAt = async (at: string) =>
  Object((await call({ path: `${at}/members?order=contactNo` })).body).items.map(({ contactNo }: { contactNo: string }) => contactNo);

it("with a key and nothing else: a dynamic segment is made, goes live, follows a contact, is edited and published (S-01, S-04, T-60, T-72)", async () => {
  const made = await make("By the API");
  expect(made.status).toBe(201);
  const at = addressOf(made);
  expect(await call({ path: `${at}/members` })).toMatchObject({ status: 404 });
  const live = await call({ method: "POST", path: `${at}/go-live`, headers: tagOf(made) });
  expect(live).toMatchObject({ status: 200, body: { size: 3, joined: 3, left: 0, warnings: [] } });
  expect(await membersAt(at)).toEqual(["C100", "P101", "P102"]);

  await db.pool.query("update contact set country_region_code = 'DE' where contact_no = 'P900'");
  expect(await membersAt(at)).toEqual(["C100", "P101", "P102", "P900"]);
  const first = await call({ path: `${at}/members?order=contactNo&limit=3` });
  const second = await call({ path: `${at}/members?order=contactNo&limit=3&cursor=${Object(first.body).next}` });
  expect([Object(first.body).total, Object(second.body).items.length, Object(second.body).next]).toEqual([4, 1, null]);
  const evaluations = await call({ path: `${at}/evaluations?limit=1` });
  expect(Object(evaluations.body).items).toMatchObject([{ evaluationNo: 2, cause: "change", size: 4, joined: 1 }]);
  const older = await call({ path: `${at}/evaluations?limit=1&cursor=${Object(evaluations.body).next}` });
  expect(Object(older.body).items).toMatchObject([{ evaluationNo: 1, cause: "went_live" }]);

  const edited = await call({ method: "POST", path: `${at}/edit`, headers: tagOf(live) });
  const body = { excludes: ["P101", "NOBODY"] };
  const saved = await call({ method: "PATCH", path: at, body, headers: tagOf(edited) });
  expect(saved.body).toMatchObject({ unknown: ["NOBODY"] });
  expect(await membersAt(at)).toHaveLength(4);
  const published = await call({ method: "POST", path: `${at}/publish`, headers: tagOf(saved) });
  expect(published.body).toMatchObject({ size: 3, left: 1 });
  expect(await call({ path: `${at}/why/P101` })).toMatchObject({ body: { member: false, byHand: "excluded", filterHolds: true } });
});

it("T-69: nobody's change is lost: If-Match is needed and must be of the state that was answered; a read says whether anything is new", async () => {
  const made = await make("Two at once");
  const at = addressOf(made);
  const rename = (headers: Record<string, string>) => call({ method: "PATCH", path: at, body: { name: "Renamed" }, headers });
  expect(await rename({})).toMatchObject({ status: 428, body: { code: "etag_needed" } });
  const read = await call({ path: at });
  expect((await call({ path: at, headers: { "if-none-match": read.headers.get("etag") ?? "" } })).status).toBe(304);
  const renamed = await rename(tagOf(read));
  expect(renamed.status).toBe(200);
  expect((await call({ path: at, headers: { "if-none-match": read.headers.get("etag") ?? "" } })).status).toBe(200);
  expect(await rename(tagOf(read))).toMatchObject({ status: 412, body: { code: "conflict" } });
  const live = await call({ method: "POST", path: `${at}/go-live`, headers: tagOf(renamed) });
  const seen = await call({ path: at });
  await db.pool.query("update contact set country_region_code = 'DE' where contact_no = 'P301'");
  expect(await call({ path: at, headers: { "if-none-match": seen.headers.get("etag") ?? "" } })).toMatchObject({ status: 200 });
  expect(await call({ method: "DELETE", path: at, headers: tagOf(live) })).toMatchObject({
    status: 409,
    body: { code: "invalid_transition" },
  });
  await db.pool.query("update contact set country_region_code = 'DK' where contact_no = 'P301'");
});

it("refusals say what is the matter, with all findings (S-02, T-61)", async () => {
  const made = await call({ method: "POST", path: "/live-segments", body: { kind: "dynamic", filter: { ...german, value: "" } } });
  const at = addressOf(made);
  const refused = await call({ method: "POST", path: `${at}/go-live`, headers: tagOf(made) });
  expect(refused).toMatchObject({ status: 422, body: { code: "has_errors" } });
  expect(Object(refused.body).findings).toMatchObject([{ code: "NAME_REQUIRED" }, { code: "VALUE_REQUIRED" }]);
  expect(Object((await call({ path: `${at}/check` })).body).items).toHaveLength(2);
  const nowhere = await call({ method: "POST", path: "/live-segments/SM99999/go-live", headers: { "if-match": '"1"' } });
  expect(nowhere).toMatchObject({ status: 404, body: { code: "segment_not_found" } });
});

it("an Idempotency-Key takes a segment live once, also when that goes on as a job; the job is found again and ends it", async () => {
  const made = await make("Once");
  const once = { method: "POST", path: `${addressOf(made)}/go-live`, headers: { ...tagOf(made), "idempotency-key": "live-once" } };
  const [left, right] = await Promise.all([call(once), call(once)]);
  expect([left?.status, right?.body]).toEqual([200, left?.body]);

  const large = await make("Large");
  const at = addressOf(large);
  await db.pool.query(`
    create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(2.2); return new; end $$;
    create trigger slow before update on live_version for each row execute function be_slow()`);
  const slow = { method: "POST", path: `${at}/go-live`, headers: { ...tagOf(large), "idempotency-key": "live-large" } };
  const begun = await call(slow);
  expect(begun).toMatchObject({ status: 202, body: { jobId: expect.any(String) } });
  const again = await call(slow);
  expect([again.status, again.body, again.headers.get("idempotency-replayed")]).toEqual([202, begun.body, "true"]);
  const another = await call({ ...slow, headers: tagOf(large) });
  expect([another.status, another.body]).toEqual([202, begun.body]);
  expect((await call({ path: at })).body).toMatchObject({ state: "draft", size: null });
  await db.pool.query("drop trigger slow on live_version");
  const worker = await startWorker(db, jobs);
  const job = async () => Object((await call({ path: `/jobs/${Object(begun.body).jobId}` })).body);
  await expect.poll(async () => (await job()).state, { timeout: 10_000 }).toBe("done");
  await worker.stop();
  expect((await job()).result).toMatchObject({ size: 4, joined: 4 });
  expect((await call({ path: at })).body).toMatchObject({ state: "live", size: 4 });
});
