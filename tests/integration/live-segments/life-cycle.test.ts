import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import type { Filter } from "@/lib/filters/schema";
import { checkDraft } from "@/lib/live-segments/check-draft";
import { copyLiveSegment } from "@/lib/live-segments/copy-live-segment";
import { deleteLiveSegment } from "@/lib/live-segments/delete-live-segment";
import { discardEdit, editLive } from "@/lib/live-segments/edit-live";
import { liveSegmentMessage } from "@/lib/live-segments/errors";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { goLive, publish } from "@/lib/live-segments/go-live";
import { listEvaluations, listMemberChanges } from "@/lib/live-segments/list-evaluations";
import { listMembers } from "@/lib/live-segments/list-members";
import { listVersions } from "@/lib/live-segments/list-versions";
import { saveDraft } from "@/lib/live-segments/save-draft";
import type { SaveDraft } from "@/lib/live-segments/schema";
import { stopSegment } from "@/lib/live-segments/stop-segment";
import { whyMember } from "@/lib/live-segments/why-member";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { all, any, country, everybody, givenDraft, givenLive, has, is, isIn, membersOf, rowVersion, value } from "./live";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

/** What a change needs: the segment as it is now. */
const at = async (segmentNo: string) => ({ segmentNo, rowVersion: await rowVersion(context, segmentNo) });
const state = async (segmentNo: string) => (await findLiveSegment(context, { segmentNo }))?.state;
const save = async (segmentNo: string, changes: Omit<SaveDraft, "segmentNo" | "rowVersion">) =>
  value(await saveDraft(context, { ...(await at(segmentNo)), ...changes }));
const findings = (result: Awaited<ReturnType<typeof goLive>>) =>
  !result.ok && result.error.code === "has_errors" ? result.error.findings.map(({ code, path }) => [code, path]) : result;

it("S-01: going live finds the members at once, with one evaluation and who joined by it (T-60, T-70, T-74)", async () => {
  const segmentNo = await givenDraft(context, { name: "Swedes", filter: country("SE") });
  expect(await findLiveSegment(context, { segmentNo })).toMatchObject({ state: "draft", size: null, published: null });
  expect(await goLive(context, await at(segmentNo))).toMatchObject({ ok: true, value: { size: 1, joined: 1, left: 0, warnings: [] } });
  expect(await findLiveSegment(context, { segmentNo })).toMatchObject({ state: "live", size: 1, sizeAt: context.now, working: null });
  const evaluations = await listEvaluations(context, { segmentNo });
  expect(evaluations).toMatchObject([{ evaluationNo: 1, cause: "went_live", size: 1, joined: 1, left: 0 }]);
  const joined = await listMemberChanges(context, { segmentNo, evaluationNo: 1, change: "joined" });
  expect(joined?.rows.map(({ contactNo }) => contactNo)).toEqual(["P900"]);
});

it("S-02: all findings come at once with their places, and nothing goes live (T-61)", async () => {
  const filter = all(is("city", ""), has("mailingGroup", has("interaction")), {
    kind: "field",
    field: "noOfInteractions",
    op: "between",
    values: ["5", "1"],
  });
  const segmentNo = await givenDraft(context, { name: " ", filter });
  expect(findings(await goLive(context, await at(segmentNo)))).toEqual([
    ["NAME_REQUIRED", "name"],
    ["VALUE_REQUIRED", "of.0"],
    ["RELATION_MISSING", "of.1.where.of.0"],
    ["VALUE_RANGE", "of.2"],
  ]);
  expect(await state(segmentNo)).toBe("draft");
  expect(await listMembers(context, { segmentNo })).toBeNull();
});

it("S-21: what is asked of records that nothing leads back to contacts is refused; led back it finds each contact once; the records are purchases (T-08)", async () => {
  await db.pool.query(
    "insert into value_entry (contact_id, item_no, posting_date, quantity, amount_lcy) select id, '1000', '2026-01-01', 1, amount from unnest(array[900, 900, 202]) id, unnest(array[150000, 200000]) amount",
  );
  const dear: Filter = { kind: "field", field: "amountLcy", op: "greaterOrEqual", value: 100_000 };
  const segmentNo = await givenDraft(context, { filter: all(dear) });
  expect(findings(await goLive(context, await at(segmentNo)))).toEqual([["UNKNOWN_FIELD", "of.0"]]);
  await save(segmentNo, { filter: all(has("purchase", dear)) });
  expect(await goLive(context, await at(segmentNo))).toMatchObject({ ok: true, value: { size: 2 } });
  expect(await membersOf(context, segmentNo)).toEqual(["P202", "P900"]);
  await db.pool.query("delete from value_entry");
});

it("S-03: a segment can only speak of live ones, worksheets aside; the consumer here is another segment (T-40)", async () => {
  const [draft, stopped] = [await givenDraft(context, { filter: country("DE") }), await givenLive(context, { filter: country("GB") })];
  value(await stopSegment(context, await at(stopped)));
  const consumer = await givenDraft(context, { kind: "compound", filter: all(isIn(draft), isIn(stopped, false)) });
  expect(findings(await goLive(context, await at(consumer)))).toEqual([
    ["SEGMENT_NOT_LIVE", "of.0"],
    ["SEGMENT_NOT_LIVE", "of.1"],
  ]);
});

it("S-04, S-05: a live segment is edited while everybody sees what is published, until a sound copy is published (T-60 … T-62)", async () => {
  const segmentNo = await givenLive(context, { name: "By country", filter: country("SE") });
  const above = await givenLive(context, { kind: "compound", name: "Above", filter: all(isIn(segmentNo)) });
  expect(await saveDraft(context, { ...(await at(segmentNo)), name: "Other" })).toMatchObject({
    error: { code: "invalid_transition", state: "live" },
  });
  value(await editLive(context, await at(segmentNo)));
  await save(segmentNo, { filter: is("planet", "Mars") });
  expect(findings(await publish(context, await at(segmentNo)))).toEqual([["UNKNOWN_FIELD", ""]]);
  expect(await findLiveSegment(context, { segmentNo })).toMatchObject({
    state: "live_editable",
    working: { filter: is("planet", "Mars") },
  });
  await save(segmentNo, { filter: country("GB") });
  expect(await membersOf(context, above)).toEqual(["P900"]);
  expect(await publish(context, await at(segmentNo))).toMatchObject({ ok: true, value: { size: 3, joined: 3, left: 1 } });
  expect(await membersOf(context, segmentNo)).toEqual(["C200", "P201", "P202"]);
  expect(await membersOf(context, above)).toEqual(["C200", "P201", "P202"]);
  expect(await state(segmentNo)).toBe("live");
  const versions = await listVersions(context, { segmentNo });
  const wordsOf = (words: { text: string }[][]) => words.map((run) => run.map(({ text }) => text).join(""));
  expect(versions.map(({ versionNo, size, joined, left }) => [versionNo, size, joined, left])).toEqual([
    [2, 3, 3, 1],
    [1, 1, 1, 0],
  ]);
  expect([wordsOf(versions[0]?.added ?? []), wordsOf(versions[0]?.removed ?? [])]).toEqual([
    ["Country/Region is GB"],
    ["Country/Region is SE"],
  ]);
  value(await editLive(context, await at(segmentNo)));
  value(await discardEdit(context, await at(segmentNo)));
  expect(await findLiveSegment(context, { segmentNo })).toMatchObject({
    state: "live",
    working: null,
    published: { filter: country("GB") },
  });
});

it("S-06, S-07: stopping is refused while a live segment needs it; drafts do not keep it, and the last members stay (T-63)", async () => {
  const needed = await givenLive(context, { name: "Needed", filter: country("SE") });
  const needing = await givenLive(context, { kind: "compound", name: "Needing", filter: all(isIn(needed)) });
  await givenDraft(context, { name: "Idle", filter: isIn(needed) });
  const refused = await stopSegment(context, await at(needed));
  expect(refused).toMatchObject({ error: { code: "in_use", dependants: [{ segmentNo: needing, name: "Needing" }] } });
  expect(!refused.ok && refused.error.code === "in_use" && liveSegmentMessage(refused.error)).toContain("is used by Needing");
  value(await stopSegment(context, await at(needing)));
  value(await stopSegment(context, await at(needed)));
  await db.pool.query("update contact set country_region_code = 'DK' where contact_no = 'P900'");
  const stopped = await findLiveSegment(context, { segmentNo: needed });
  expect(stopped).toMatchObject({ state: "stopped", size: 1, sizeAt: context.now });
  expect((await listMembers(context, { segmentNo: needed }))?.rows).toMatchObject([{ contactNo: "P900" }]);
  await db.pool.query("update contact set country_region_code = 'SE' where contact_no = 'P900'");
});

it("S-08: only what is not live and needed by nobody is deleted, with its versions (T-64)", async () => {
  const [a, b, d] = [
    await givenLive(context, { filter: country("DE") }),
    await givenLive(context, { filter: country("DE") }),
    await givenLive(context, { filter: country("DE") }),
  ];
  for (const segmentNo of [b, d]) value(await stopSegment(context, await at(segmentNo)));
  const c = await givenDraft(context, { name: "C", filter: isIn(b) });
  expect(await deleteLiveSegment(context, await at(a))).toMatchObject({
    error: { code: "invalid_transition", action: "delete", state: "live" },
  });
  expect(await deleteLiveSegment(context, await at(b))).toMatchObject({
    error: { code: "in_use", dependants: [{ segmentNo: c, role: "working", live: false }] },
  });
  expect(await deleteLiveSegment(context, await at(d))).toEqual({ ok: true, value: { segmentNo: d } });
  expect(await findLiveSegment(context, { segmentNo: d })).toBeNull();
});

it("S-09, T-69: the kind never changes, and a change decided on an older state is refused", async () => {
  const segmentNo = await givenDraft(context, { filter: country("DE") });
  const asked = { ...(await at(segmentNo)), kind: "compound" };
  expect(await saveDraft(context, asked)).toMatchObject({ error: { code: "invalid_input" } });
  const [first, second] = [await at(segmentNo), await at(segmentNo)];
  const both = await Promise.all([saveDraft(context, { ...first, name: "A" }), saveDraft(context, { ...second, name: "B" })]);
  expect(both.map((result) => (result.ok ? "saved" : "code" in result.error && result.error.code)).toSorted()).toEqual([
    "conflict",
    "saved",
  ]);
});

it("S-10: a copy is a draft of one's own with the definition that was looked at and no history (T-65)", async () => {
  const segmentNo = await givenLive(context, { name: "VIP", description: "The best", timeZone: "Europe/Paris", filter: country("SE") });
  value(await editLive(context, await at(segmentNo)));
  await save(segmentNo, { filter: country("DK"), includes: ["P101"], excludes: ["P301", "P999"] });
  const other = await testContext(db, {
    user: { id: "max", name: "Max", email: "max@example.test", role: "marketer", salespersonCode: null },
  });
  const copy = value(await copyLiveSegment(other, { segmentNo }));
  expect(await findLiveSegment(context, copy)).toMatchObject({
    ...{ name: "VIP (copy)", description: "The best", state: "draft", size: null, published: null, ownerName: "Max" },
    working: {
      filter: country("DK"),
      timeZone: "Europe/Paris",
      includes: { total: 1, contacts: [{ contactNo: "P101" }] },
      excludes: { total: 1 },
    },
  });
  expect(await listEvaluations(context, { segmentNo: copy.segmentNo })).toEqual([]);
});

it("S-11: no condition is everybody, with a warning; nobody is one too (T-07, T-61)", async () => {
  const segmentNo = await givenDraft(context, { name: "All of them", filter: everybody });
  expect(await checkDraft(context, { segmentNo })).toMatchObject([{ severity: "warning", code: "EMPTY_FILTER" }]);
  expect(await goLive(context, await at(segmentNo))).toMatchObject({ ok: true, value: { size: 9, warnings: [{ code: "EMPTY_FILTER" }] } });
  const none = await givenDraft(context, { name: "Nobody", filter: country("US") });
  expect((await checkDraft(context, { segmentNo: none }))?.map(({ code }) => code)).toEqual(["EMPTY_RESULT"]);
});

it("S-29, S-31: parts must be live, and nothing may speak of itself, however far round (T-40, T-42)", async () => {
  const [a, b] = [
    await givenLive(context, { name: "A", filter: country("DE") }),
    await givenDraft(context, { name: "B", filter: country("GB") }),
  ];
  const compound = await givenDraft(context, { kind: "compound", name: "Both", filter: all(isIn(a), isIn(b)) });
  expect(findings(await goLive(context, await at(compound)))).toEqual([["SEGMENT_NOT_LIVE", "of.1"]]);
  value(await goLive(context, await at(b)));
  expect(await goLive(context, await at(compound))).toMatchObject({ ok: true, value: { size: 0 } });
  value(await editLive(context, await at(a)));
  const itself = await saveDraft(context, { ...(await at(a)), filter: isIn(a) });
  expect(itself).toEqual({ ok: false, error: { code: "segment_cycle", path: [a, a] } });
  const round = await saveDraft(context, { ...(await at(a)), filter: all(isIn(compound)) });
  expect(round).toEqual({ ok: false, error: { code: "segment_cycle", path: [a, compound, a] } });
});

it("what was pasted with characters that nothing can keep is saved without them, and found by what is left", async () => {
  const segmentNo = await givenDraft(context, {
    name: "Pasted",
    filter: any(is("countryRegionCode", "S\0E"), is("name", "half \ud800 a letter")),
  });
  expect(await goLive(context, await at(segmentNo))).toMatchObject({ ok: true, value: { size: 1 } });
});

it("T-43: segments that speak of several that speak of several are refused before they make a statement of thousands of parts", async () => {
  let level = [await givenLive(context, { name: "Base", filter: country("DE") })];
  for (let depth = 1; depth <= 2; depth++) {
    const above: string[] = [];
    for (let nth = 1; nth <= 3; nth++)
      above.push(
        await givenLive(context, { kind: "compound", name: `Level ${depth}.${nth}`, filter: any(...level.map((no) => isIn(no))) }),
      );
    level = above;
  }
  const often = Array.from({ length: 29 }, (_, nth) => isIn(level[nth % 3] ?? ""));
  const wide = await givenDraft(context, { kind: "compound", name: "Wide", filter: any(...often) });
  expect(findings(await goLive(context, await at(wide)))).toEqual([["DEPTH_EXCEEDED", ""]]); // 29 times 7
  await save(wide, { filter: any(...often.slice(0, 3)) });
  expect(await goLive(context, await at(wide))).toMatchObject({ ok: true, value: { size: 3 } });
});

it("S-34: who is put in by hand is in, who is left out is out, who is both is out; why says so (T-53)", async () => {
  const segmentNo = await givenDraft(context, { name: "Pins", filter: country("DE") }); // C100, P101, P102
  await save(segmentNo, { includes: ["P900", "P101"], excludes: ["C100", "P900"] });
  value(await goLive(context, await at(segmentNo)));
  expect(await membersOf(context, segmentNo)).toEqual(["P101", "P102"]);
  await db.pool.query("update contact set country_region_code = 'FR' where contact_no = 'P101'");
  expect(await membersOf(context, segmentNo)).toEqual(["P101", "P102"]);
  expect(await whyMember(context, { segmentNo, contactNo: "P101" })).toMatchObject({
    ...{ member: true, byHand: "included", filterHolds: false },
    conditions: [{ held: false, actual: "Country/Region is FR, not DE." }],
    history: [{ change: "joined", cause: "went_live" }],
  });
  expect(await whyMember(context, { segmentNo, contactNo: "C100" })).toMatchObject({
    member: false,
    byHand: "excluded",
    filterHolds: true,
    history: [],
  });
  await db.pool.query("update contact set country_region_code = 'DE' where contact_no = 'P101'");
});

it("S-36: all members can be paged, sorted and searched, blocked ones among them; everybody sees all (departure from T-71)", async () => {
  const segmentNo = await givenLive(context, { filter: everybody });
  const page = await listMembers(context, { segmentNo, order: "name", limit: 2 });
  expect(page).toMatchObject({ total: 9, matching: 9, offset: 0, previous: null, rows: [{ name: "Alder Foods" }, { name: "Anna Alt" }] });
  const next = await listMembers(context, { segmentNo, order: "name", limit: 2, after: page?.next ?? "" });
  expect(next?.rows.map(({ name }) => name)).toEqual(["Ben Amsel", "Birch Tools"]);
  const found = await listMembers(context, { segmentNo, search: "cedar" });
  expect(found).toMatchObject({ total: 9, matching: 2, rows: [{ contactNo: "C300" }, { contactNo: "P301", blocked: true }] });
});

it("S-37: the series of sizes adds up, a stop is a gap, and joined and left end with those who are there (T-73, T-74)", async () => {
  const segmentNo = await givenLive(context, { filter: country("DE") });
  const move = (no: string, to: string) => db.pool.query("update contact set country_region_code = $2 where contact_no = $1", [no, to]);
  await move("P900", "DE");
  await membersOf(context, segmentNo);
  await move("P102", "FR");
  value(await stopSegment(context, await at(segmentNo)));
  await move("P201", "DE");
  await move("P102", "DE");
  value(await goLive(context, await at(segmentNo)));
  const series = (await listEvaluations(context, { segmentNo })).toReversed();
  expect(series.map(({ cause, size, joined, left }) => [cause, size, joined, left])).toEqual([
    ["went_live", 3, 3, 0],
    ["change", 4, 1, 0],
    ["change", 3, 0, 1],
    ["stopped", 3, 0, 0],
    ["went_live", 5, 2, 0],
  ]);
  expect(await membersOf(context, segmentNo)).toHaveLength(series.reduce((size, { joined, left }) => size + joined - left, 0));
  await db.pool.query(
    "update contact set country_region_code = case contact_no when 'P900' then 'SE' else 'GB' end where contact_no in ('P900', 'P201')",
  );
});

it("T-44: a definition that cannot be read puts the segment in error with its last members, and it recovers by itself", async () => {
  const segmentNo = await givenLive(context, { name: "Breaks", filter: country("SE") });
  const write = (filter: unknown) =>
    db.pool.query(`
    alter table live_version disable trigger live_version_immutable;
    update live_version set filter = '${JSON.stringify(filter)}' where segment_id = (select id from live_segment where segment_no = '${segmentNo}');
    alter table live_version enable trigger live_version_immutable;
    update contact set last_modified_at = now()`);
  await write(is("planet", "Mars")); // as if a field had been taken out of the catalogue
  expect(await findLiveSegment(context, { segmentNo })).toMatchObject({
    state: "error",
    size: 1,
    error: "Contact has no field “planet” to filter by.",
  });
  expect(await membersOf(context, segmentNo)).toEqual(["P900"]);
  await write(country("SE"));
  expect(await findLiveSegment(context, { segmentNo })).toMatchObject({ state: "live", size: 1, error: null });
  expect((await listEvaluations(context, { segmentNo })).map(({ cause }) => cause)).toEqual(["failed", "went_live"]);
});

it("T-60: a value in the data that the conditions cannot work with keeps a draft from going live, and puts a live segment in error until it is gone", async () => {
  const where = { kind: "field", field: "moment.due", op: "greater", value: "2026-01-01" } as const;
  const filter = { kind: "relation", relation: "behaviour", match: "any", where } as const;
  await db.pool.query("insert into behaviour_type (code, description) values ('DUE', 'Due')");
  const write = (id: number, contactId: number, due: string) =>
    db.pool.query(
      "insert into behaviour (source, source_id, type_code, occurred_at, contact_id, properties) values ('S', $1, 'DUE', now(), $2, jsonb_build_object('due', jsonb_build_object('at', $3::text)))",
      [id, contactId, due],
    );
  const remove = (id: number) => db.pool.query("delete from behaviour where source = 'S' and source_id = $1::text", [id]);
  await write(1, 301, "2026-02-01T00:00:00Z");
  await write(2, 900, "no moment");
  const segmentNo = await givenDraft(context, { filter });
  const sentence =
    'The conditions met a value that cannot be read as they ask for it: invalid input syntax for type timestamp with time zone: "no moment".';
  const refused = await goLive(context, await at(segmentNo));
  expect(!refused.ok && refused.error.code === "members_not_found" && liveSegmentMessage(refused.error)).toBe(sentence);
  expect(await state(segmentNo)).toBe("draft");

  await remove(2);
  value(await goLive(context, await at(segmentNo)));
  const parent = await givenLive(context, { filter: all(isIn(segmentNo), is("type", "person")) });
  await write(3, 900, "no moment");
  expect(await listMembers(context, { segmentNo })).toMatchObject({ total: 1, rows: [{ contactNo: "P301" }] });
  expect(await findLiveSegment(context, { segmentNo })).toMatchObject({ state: "error", size: 1, error: sentence });
  await write(4, 201, "2026-03-01T00:00:00Z");
  expect(await listMembers(context, { segmentNo: parent })).toMatchObject({ total: 1 });
  expect(await findLiveSegment(context, { segmentNo: parent })).toMatchObject({ state: "live", size: 1, degradedBy: [{ segmentNo }] });

  await remove(3);
  expect(await listMembers(context, { segmentNo: parent })).toMatchObject({ total: 2 });
  expect(await membersOf(context, segmentNo)).toEqual(["P201", "P301"]);
  expect(await findLiveSegment(context, { segmentNo })).toMatchObject({ state: "live", error: null });

  await write(5, 900, "no moment");
  expect(await state(segmentNo)).toBe("error");
  for (const each of [parent, segmentNo]) value(await stopSegment(context, await at(each)));
  expect(await listMembers(context, { segmentNo })).toMatchObject({ total: 2 });
  await db.pool.query("delete from behaviour where source = 'S'");
});
