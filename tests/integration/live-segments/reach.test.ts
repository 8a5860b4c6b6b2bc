import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { listLookupValues } from "@/lib/filters/queries";
import { findThings } from "@/lib/habits/find-things";
import { listPins, setPin } from "@/lib/habits/pins";
import { archiveLiveSegment, restoreLiveSegment } from "@/lib/live-segments/archive-live-segment";
import { changeByHand } from "@/lib/live-segments/change-by-hand";
import { checkDraft } from "@/lib/live-segments/check-draft";
import { composeMembers } from "@/lib/live-segments/compose-members";
import { expireUnused } from "@/lib/live-segments/expire-unused";
import { keepLiveSegment, listExpiring } from "@/lib/live-segments/expiry";
import { exportMembers } from "@/lib/live-segments/export-members";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { goLive, publish } from "@/lib/live-segments/go-live";
import { changeLiveLimits, findLiveLimits } from "@/lib/live-segments/limits";
import { listAllSegments } from "@/lib/live-segments/list-all-segments";
import { listEvaluations } from "@/lib/live-segments/list-evaluations";
import { listMembers } from "@/lib/live-segments/list-members";
import { memberOverlaps } from "@/lib/live-segments/member-overlaps";
import type { MemberPart } from "@/lib/live-segments/member-parts";
import { saveDraft } from "@/lib/live-segments/save-draft";
import type { ChangeByHand } from "@/lib/live-segments/schema";
import { stopSegment } from "@/lib/live-segments/stop-segment";
import { oneAtATime } from "@/lib/maintained-sets/dependants";
import { tidy } from "@/lib/maintained-sets/upkeep";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { overlaps } from "@/lib/segmentation/overlap";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { givenSegment } from "../segmentation/worksheet";
import { all, any, country, givenDraft, givenLive, is, isIn, membersOf, rowVersion, value } from "./live";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

const at = async (segmentNo: string) => ({ segmentNo, rowVersion: await rowVersion(context, segmentNo) });
const later = (days: number) => ({ ...context, now: new Date(context.now.getTime() + days * 86_400_000) });
const hours = (count: number) => later(count / 24);
const byHand = async (segmentNo: string, list: ChangeByHand["list"], act: ChangeByHand["act"], contacts: ChangeByHand["contacts"]) =>
  value(await changeByHand(context, { segmentNo, list, act, contacts }));
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) => (result.ok ? "ok" : result.error.code);

it("contacts are put in and left out by hand; of a live segment that counts when it is published, and who is in both is out (S-34, T-50, T-52, T-53)", async () => {
  const german = await givenLive(context, { name: "By hand", filter: country("DE") });
  const put = await byHand(german, "include", "add", { pasted: "p900, NOBODY; cara@base.example\neva@nowhere.example P101" });
  expect(put).toMatchObject({ state: "live_editable", changed: 2, unchanged: 0, notFound: { count: 3 } });
  expect(put.notFound.texts.toSorted()).toEqual(["NOBODY", "cara@base.example", "eva@nowhere.example"]);
  expect(await byHand(german, "exclude", "add", { contactNos: ["P101", "C100"] })).toMatchObject({ changed: 2, unchanged: 0 });
  expect(await membersOf(context, german)).toEqual(["C100", "P101", "P102"]);
  const found = await findLiveSegment(context, { segmentNo: german });
  expect(found?.working?.includes).toMatchObject({ total: 1, contacts: [{ contactNo: "P900" }] });
  expect(found?.working?.excludes.total).toBe(2);
  value(await publish(context, await at(german)));
  expect(await membersOf(context, german)).toEqual(["P102", "P900"]);
  expect(await byHand(german, "exclude", "remove", { contactNos: ["C100", "P900"] })).toMatchObject({ changed: 1, unchanged: 1 });
  value(await publish(context, await at(german)));
  expect(await membersOf(context, german)).toEqual(["C100", "P102", "P900"]);
  const both = { includes: ["P201", "P202"], excludes: ["P201"] };
  const draft = await givenDraft(context, { name: "Both", filter: country("SE") });
  value(await saveDraft(context, { ...(await at(draft)), ...both }));
  value(await goLive(context, await at(draft)));
  expect(await membersOf(context, draft)).toEqual(["P202", "P900"]);
});

async function fileOf(request: Parameters<typeof exportMembers>[1]): Promise<string[] | null> {
  const file = await exportMembers(context, { columns: ["no"], order: "contactNo", ...request });
  if (!file) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of file.content) pieces.push(piece);
  return Buffer.concat(pieces).toString().replace("\ufeff", "").trimEnd().split("\r\n").slice(1, -1);
}

it("the members are taken out as a file, exact when it is read, and so is who joined or left; the record names version and moment (T-75)", async () => {
  const british = await givenLive(context, { name: "British", filter: country("GB") });
  await db.pool.query("update contact set country_region_code = 'GB' where contact_no = 'P900'");
  expect(await fileOf({ segmentNo: british })).toEqual(["C200", "P201", "P202", "P900"]);
  expect(await fileOf({ segmentNo: british, search: "finn" })).toEqual(["P900"]);
  await db.pool.query("update contact set country_region_code = 'SE' where contact_no = 'P900'");
  expect(await fileOf({ segmentNo: british })).toEqual(["C200", "P201", "P202"]);
  expect(await fileOf({ segmentNo: british, evaluationNo: 2, change: "joined" })).toEqual(["P900"]);
  await listEvaluations(context, { segmentNo: british });
  expect(await fileOf({ segmentNo: british, evaluationNo: 3, change: "left" })).toEqual(["P900"]);
  expect(await fileOf({ segmentNo: british, evaluationNo: 99 })).toBeNull();
  expect(await fileOf({ segmentNo: await givenDraft(context, { filter: country("GB") }) })).toBeNull();
  const record = await db.prisma.exportRecord.findFirstOrThrow({ where: { subjectKey: british }, orderBy: { id: "asc" } });
  expect(record).toMatchObject({ kind: "segment_members", title: `Members of ${british}, version 1`, rowCount: 4n });
  expect(record.filterWords).toContain(`members of version 1 at ${context.now.toISOString()}`);
  const viewer = { ...context, user: { ...context.user, role: "viewer" as const } };
  await expect(exportMembers(viewer, { segmentNo: british })).rejects.toThrow("lacks the right export");
});

it("what the members are made of and whom they share with others adds up, and each bar opens exactly its members (issue 5, point 6)", async () => {
  const some = await givenLive(context, { name: "Composed", filter: any(country("DE"), country("SE"), country("DK")) });
  const worksheet = await givenSegment(context);
  value(await addLines(context, { segmentNo: worksheet, contacts: { contactNos: ["C100", "C200", "P900"] } }));
  await db.pool.query("update contact set country_region_code = 'SE' where contact_no = 'P202'");
  const made = await composeMembers(context, { segmentNo: some });
  const members = await membersOf(context, some);
  expect(made?.total).toBe(members.length);
  const opened = async (part: MemberPart, code: string | null) =>
    (await listMembers(context, { segmentNo: some, part, code, order: "contactNo" }))?.matching;
  for (const part of ["type", "country", "language", "salesperson", "city"] as const) {
    expect(made?.parts[part].reduce((sum, bar) => sum + bar.members, 0)).toBe(members.length);
    for (const { code, members: counted } of made?.parts[part] ?? [])
      expect([part, code, await opened(part, code)]).toEqual([part, code, counted]);
  }
  expect(made?.parts.country.map(({ code, name, members: of }) => [code, name, of])).toEqual([
    ["DE", "Germany", 3],
    ["DK", "Denmark", 2],
    ["SE", "Sweden", 2],
  ]);
  for (const channel of ["email", "hard_copy", "phone"] as const) {
    expect(await opened(channel, "yes")).toBe(made?.reachable[channel]);
    expect(await opened(channel, "no")).toBe(members.length - (made?.reachable[channel] ?? 0));
  }
  const shared = await memberOverlaps(context, { segmentNo: some, otherSegmentNo: worksheet });
  expect(shared?.[0]).toEqual({ segmentNo: worksheet, description: "Test", entryNo: null, common: 2, onlyHere: 5, onlyThere: 1 });
  expect(await opened("segment", worksheet)).toBe(2);
  const back = await overlaps(context, { segmentNo: worksheet, otherSegmentNo: some });
  expect(back?.[0]).toMatchObject({ segmentNo: some, common: 2, onlyHere: 1, onlyThere: 5 });
  await db.pool.query("update contact set country_region_code = 'GB' where contact_no = 'P202'");
});

it("a segment whose part is in error says so, keeps its members, and recovers by itself (T-44)", async () => {
  const child = await givenLive(context, { name: "Child", filter: country("DK") });
  const parent = await givenLive(context, { name: "Parent", filter: all(isIn(child), is("type", "company")) });
  const above = await givenLive(context, { name: "Above", kind: "compound", filter: isIn(parent) });
  const saved = await db.prisma
    .$queryRaw`select filter from live_version where segment_id = (select id from live_segment where segment_no = ${child})`;
  await db.pool.query("alter table live_version disable trigger all");
  const setFilter = (filter: unknown) =>
    db.pool.query("update live_version set filter = $2 where segment_id = (select id from live_segment where segment_no = $1)", [
      child,
      JSON.stringify(filter),
    ]);
  await setFilter({ kind: "field", field: "noLongerThere", op: "is", value: "DK" });
  await db.pool.query("update live_segment set folded = null where segment_no = $1", [child]);
  expect(await findLiveSegment(context, { segmentNo: child })).toMatchObject({ state: "error", degradedBy: [] });
  for (const segmentNo of [parent, above])
    expect(await findLiveSegment(context, { segmentNo })).toMatchObject({
      state: "live",
      size: 1,
      degradedBy: [{ segmentNo: child, name: "Child", since: context.now }],
    });
  await db.pool.query("update contact set country_region_code = 'DK' where contact_no = 'C200'");
  await tidy(db, context.now); // folds in what was touched, as if for ever
  expect(await findLiveSegment(context, { segmentNo: above })).toMatchObject({ size: 1 });
  const listed = await listAllSegments(context, { search: "above" });
  expect(listed.rows.map(({ degradedBy }) => degradedBy)).toEqual([["Child"]]);
  await setFilter(Object(saved)[0].filter);
  await db.pool.query("alter table live_version enable trigger all");
  expect(await findLiveSegment(context, { segmentNo: child })).toMatchObject({ state: "live" });
  expect(await findLiveSegment(context, { segmentNo: above })).toMatchObject({ size: 2, degradedBy: [] });
  await db.pool.query("update contact set country_region_code = 'GB' where contact_no = 'C200'");
});

it("T-66: with a number of days, a live segment that nothing needs and nobody reads expires, keeps its members, and may go live again", async () => {
  expect(await findLiveLimits(context, {})).toEqual({ expiryDays: null, quota: null });
  const needed = await givenLive(context, { name: "Needed", filter: country("DK") });
  const needs = await givenLive(context, { name: "Needs", kind: "compound", filter: isIn(needed) });
  const unused = await givenLive(context, { name: "Unused", filter: country("DK") });
  expect(await expireUnused(db, later(5000).now)).toEqual([]); // off unless an administrator says so
  value(await changeLiveLimits(context, { expiryDays: 120, quota: null }));
  await listMembers(later(30), { segmentNo: needs });
  expect(await expireUnused(db, later(119).now)).not.toContain(unused);
  const soon = await listAllSegments(later(119), { search: "unused" });
  expect(soon.rows.map(({ expiresAt }) => expiresAt)).toEqual([later(120).now]);
  await db.pool.query("update contact set country_region_code = 'DK' where contact_no = 'P900'");
  const expired = await expireUnused(db, later(121).now);
  expect(expired).toContain(unused);
  expect(expired).not.toContain(needed);
  expect(expired).not.toContain(needs);
  expect(await findLiveSegment(later(122), { segmentNo: unused })).toMatchObject({ state: "expired", size: 3, sizeAt: later(121).now });
  await db.pool.query("update contact set country_region_code = 'SE' where contact_no = 'P900'");
  expect((await listMembers(later(122), { segmentNo: unused }))?.total).toBe(3);
  expect((await listEvaluations(later(122), { segmentNo: unused })).map(({ cause }) => cause)).toEqual(["expired", "change", "went_live"]);
  expect(value(await goLive(later(122), await at(unused)))).toMatchObject({ size: 2, left: 1 });
  value(await changeLiveLimits(context, { expiryDays: null, quota: null }));
});

it("T-66: after a day without use means a day: one that somebody read a few hours ago stays", async () => {
  const read = await givenLive(context, { name: "Read daily", filter: country("DK") });
  value(await changeLiveLimits(context, { expiryDays: 1, quota: null }));
  await listMembers(hours(1), { segmentNo: read });
  await listMembers(hours(23), { segmentNo: read });
  expect(await expireUnused(db, hours(26).now)).not.toContain(read);
  expect(await expireUnused(db, hours(48).now)).toContain(read);
});

it("T-66: its owner is told 14 days before, until it is used or kept; that somebody looks at its page is no use of it by then", async () => {
  value(await changeLiveLimits(context, { expiryDays: 120, quota: null }));
  const mine = await givenLive(context, { name: "Mine", filter: country("DK") });
  const asked = await givenLive(context, { name: "Asked for", filter: country("DK") });
  const needed = await givenLive(context, { name: "Never write to", filter: country("DK") });
  await db.prisma.segment.update({ where: { segmentNo: await givenSegment(context) }, data: { suppression: [`segment:${needed}`] } });
  const eve = { id: "eve", name: "Eve", email: "eve@example.test", role: "marketer" as const, salespersonCode: null };
  const asEve = await testContext(db, { user: eve });
  const hers = await givenLive(asEve, { name: "Hers", filter: country("DK") });
  const told = async (days: number, who = context) =>
    (await listExpiring({ ...who, now: later(days).now }, {})).map(({ segmentNo }) => segmentNo);

  expect(await told(106)).not.toContain(mine);
  expect(await listExpiring(later(107), {})).toEqual([
    { segmentNo: mine, name: "Mine", expiresAt: later(120).now },
    { segmentNo: asked, name: "Asked for", expiresAt: later(120).now },
  ]);
  expect(await told(107, asEve)).toEqual([hers]);
  await db.prisma.appUser.update({ where: { id: eve.id }, data: { disabled: true } });
  expect(await told(107), "nobody else could be told").toEqual([mine, asked, hers]);

  const lookAt = async (segmentNo: string, days: number) => (await findLiveSegment(later(days), { segmentNo }))?.expiresAt;
  expect([await lookAt(mine, 107), await lookAt(mine, 108), await lookAt(needed, 108)]).toEqual([later(120).now, later(120).now, null]);
  await listMembers(later(108), { segmentNo: asked });
  expect(await told(109)).toEqual([mine, hers]);
  const viewer = { ...context, user: { ...context.user, role: "viewer" as const } };
  expect(codeOf(await keepLiveSegment(viewer, { segmentNo: mine }))).toBe("not_allowed");
  const before = await rowVersion(context, mine);
  value(await keepLiveSegment(later(110), { segmentNo: mine }));
  expect([await told(111), await lookAt(mine, 111), await rowVersion(context, mine)]).toEqual([[hers], null, before]);
  expect(await db.prisma.auditEntry.count({ where: { operation: "liveSegment.keep", subjectKey: mine } })).toBe(1);
  expect(await expireUnused(db, later(121).now)).toEqual([hers]);
  expect(await keepLiveSegment(later(122), { segmentNo: hers })).toMatchObject(err({ code: "invalid_transition", state: "expired" }));

  value(await changeLiveLimits(context, { expiryDays: 4, quota: null }));
  const soon = await givenLive(later(200), { name: "Soon", filter: country("DK") });
  expect([(await told(202)).includes(soon), (await told(203)).includes(soon)]).toEqual([false, true]);
});

it("T-66: who keeps one while it is about to expire wins", async () => {
  value(await changeLiveLimits(context, { expiryDays: 120, quota: null }));
  const kept = await givenLive(context, { name: "At the last moment", filter: country("DK") });
  let expiring: Promise<string[]> = Promise.resolve([]);
  const meanwhile = await inTransaction(db, async (tx) => {
    await oneAtATime(tx);
    expiring = expireUnused(db, later(121).now); // found it, and waits for its turn
    const waits =
      "select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())";
    await vi.waitFor(async () => expect((await db.pool.query(waits)).rowCount).toBe(1), { timeout: 5_000, interval: 10 });
    await tx.liveSegment.update({ where: { segmentNo: kept }, data: { usedAt: later(121).now } });
    return ok(null);
  });
  expect(meanwhile).toEqual(ok(null));
  expect(await expiring).not.toContain(kept);
  expect(await findLiveSegment(later(122), { segmentNo: kept })).toMatchObject({ state: "live" });
  value(await changeLiveLimits(context, { expiryDays: null, quota: null }));
});

it("T-67: drafts, stopped and expired ones are archived out of lists, pickers and the palette, and come back as they were; not while somebody needs them", async () => {
  const used = await givenLive(context, { name: "Grey herons", filter: country("DK") });
  const draft = await givenDraft(context, { name: "Speaks of it", filter: isIn(used) });
  expect(await archiveLiveSegment(context, await at(used))).toMatchObject({
    ok: false,
    error: { code: "invalid_transition", state: "live" },
  });
  value(await stopSegment(context, await at(used)));
  expect(await archiveLiveSegment(context, await at(used))).toMatchObject({ ok: false, error: { code: "in_use" } });
  value(await saveDraft(context, { ...(await at(draft)), filter: country("DK") }));
  value(await setPin(context, { kind: "segment", key: used, pinned: true }));
  const seen = async () => [
    (await listAllSegments(context, { search: "grey herons" })).total,
    (await listLookupValues(context, { lookup: "segment", search: "grey herons" })).length,
    (await findThings(context, { search: "grey herons", scope: "everything" })).length,
  ];
  expect(await seen()).toEqual([1, 1, 1]);
  const found = await findThings(context, { search: used.slice(-4), scope: "numbers" });
  expect(found[0]?.things[0]).toMatchObject({ key: used, detail: "Dynamic", state: "stopped", size: 2, href: `/segments/${used}` });
  expect((await listPins(context, {})).map(({ key }) => key)).toContain(used);
  value(await archiveLiveSegment(context, await at(used)));
  expect(await seen()).toEqual([0, 0, 0]);
  expect((await listAllSegments(context, { state: "archived" })).rows.map(({ segmentNo, state }) => [segmentNo, state])).toEqual([
    [used, "archived"],
  ]);
  expect(codeOf(await goLive(context, await at(used)))).toBe("invalid_transition");
  expect(codeOf(await changeByHand(context, { segmentNo: used, list: "include", act: "add", contacts: { contactNos: ["P900"] } }))).toBe(
    "invalid_transition",
  );
  value(await restoreLiveSegment(context, await at(used)));
  expect(await findLiveSegment(context, { segmentNo: used })).toMatchObject({ state: "stopped", archivedAt: null, size: 2 });
  expect(await seen()).toEqual([1, 1, 1]);
});

it("T-68: with a quota no more segments go live than it says; stopping frees a place, publishing needs none", async () => {
  const last = await givenLive(context, { name: "The last one", filter: country("DK") });
  const current = await db.prisma.liveSegment.count({ where: { state: { in: ["live", "live_editable"] } } });
  value(await changeLiveLimits(context, { expiryDays: null, quota: current }));
  const more = await givenDraft(context, { name: "One more", filter: country("DK") });
  const refused = await goLive(context, await at(more));
  expect(!refused.ok && refused.error.code === "has_errors" && refused.error.findings).toMatchObject([
    { severity: "error", code: "QUOTA_EXCEEDED", message: expect.stringContaining(`${current} of ${current}`) },
  ]);
  expect((await checkDraft(context, { segmentNo: more }))?.map(({ code }) => code)).toEqual(["QUOTA_EXCEEDED"]);
  await byHand(last, "include", "add", { contactNos: ["P900"] });
  value(await publish(context, await at(last)));
  value(await stopSegment(context, await at(last)));
  expect(value(await goLive(context, await at(more))).warnings.map(({ code }) => code)).toEqual(["QUOTA_NEAR"]);
  const marketer = { ...context, user: { ...context.user, role: "marketer" as const } };
  expect(codeOf(await changeLiveLimits(marketer, { expiryDays: 1, quota: 1 }))).toBe("not_allowed");
  value(await changeLiveLimits(context, { expiryDays: null, quota: null }));
});
