import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import type { Filter } from "@/lib/filters/schema";
import { countFilter, sampleMembers } from "@/lib/live-segments/count-filter";
import { goLive } from "@/lib/live-segments/go-live";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { all, any, country, givenDraft, givenLive, group, has, is, isIn, not, relationTo, rowVersion, value } from "./live";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

const count = async (filter: Filter) => value(await countFilter(context, { filter, dialogId: "test" }));
const found = async (filter: Filter) =>
  value(await sampleMembers(context, { filter }))
    .map(({ contactNo }) => contactNo)
    .toSorted();

it("S-35: the exact number of a filter that is not saved, of each group and condition, and after each step; going live gives the same (T-70)", async () => {
  const german = await givenLive(context, { filter: country("DE") });
  const filter = all(any(isIn(german), country("GB")), has("interaction"), not(all(group("VIP"))));
  const counted = await count(filter);
  expect(counted).toMatchObject({
    total: 1,
    perNode: { "": 1, "of.0": 6, "of.0.of.0": 3, "of.0.of.1": 3, "of.1": 2, "of.2": 7, "of.2.of": 2, "of.2.of.of.0": 2 },
    funnel: [6, 2, 1],
  });
  const segmentNo = await givenDraft(context, { name: "The same", filter });
  expect(await goLive(context, { segmentNo, rowVersion: await rowVersion(context, segmentNo) })).toMatchObject({
    ok: true,
    value: { size: counted.total },
  });
  expect(await found(filter)).toEqual(["P101"]);
});

it("tells who must not be contacted, and who can be reached by which channel", async () => {
  await db.pool.query(`
    insert into consent_event (event_no, contact_id, channel, purpose_code, allowed, source, recorded_at) values (9001, 101, 'email', 'NEWS', false, 'phone', now());
    insert into contact_consent (event_no, contact_id, channel, purpose_code, allowed) values (9001, 101, 'email', 'NEWS', false)`);
  const everybody: Filter = { kind: "all", of: [] };
  // With an address: C100, C200, P201, P202, P900; P101 opted out, P301 is blocked.
  expect(await count(everybody)).toMatchObject({
    total: 9,
    blocked: 1,
    excluded: 1,
    reachable: { email: 5, phone: 8, hard_copy: 0 },
    funnel: [],
  });
});

it("S-12, S-13, S-14, S-18, S-19, S-20: groups, several values, blanks, companies, the same record, each contact once (T-01, T-06 … T-15)", async () => {
  expect(await found(all(country("DE"), any(is("type", "company"), is("salespersonCode", "MK"))))).toEqual(["C100", "P102"]);
  expect(await found({ kind: "field", field: "countryRegionCode", op: "in", values: ["DK", "SE", "DK"] })).toEqual([
    "C300",
    "P301",
    "P900",
  ]);
  expect(await found({ kind: "field", field: "correspondenceType", op: "isNot", value: "email" })).toHaveLength(8);
  expect(await found(relationTo("CUST"))).toEqual(["C100", "P101", "P102"]);
  expect(await found(has("interaction", is("campaignNo", "CP1"), is("interactionTemplateCode", "CALL")))).toEqual([]);
  expect(await count(all(has("interaction"), has("mailingGroup")))).toMatchObject({ total: 2 });
});

const clicked = (op: "greaterOrEqual" | "is", value: number, ...where: Filter[]): Filter => ({
  kind: "relation",
  relation: "interaction",
  match: "count",
  count: { op, value },
  where: all(...where),
});
const lately: Filter = { kind: "field", field: "date", op: "expression", text: "-30D..t" };

it("S-24, S-25, S-26: at least so often in a window, never, and restrictions on one and the same interaction; calls and letters stand for clicks (T-30 … T-33)", async () => {
  const [call, letter] = [is("interactionTemplateCode", "CALL"), is("interactionTemplateCode", "LETTER")];
  await db.pool.query(`
    insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description, interaction_template_code, campaign_no) values
      (200, 'C200', 'x', '2026-03-13', 'x', 'CALL', 'CP1'), (200, 'C200', 'x', '2026-03-06', 'x', 'CALL', 'CP2'),
      (300, 'C300', 'x', '2026-03-13', 'x', 'CALL', 'CP1'), (300, 'C300', 'x', '2026-02-01', 'x', 'LETTER', 'CP2')`);
  expect(await found(clicked("greaterOrEqual", 2, call, lately))).toEqual(["C200"]); // C300 called once; its letter is no call
  expect(await found(all(is("type", "company"), clicked("is", 0, letter)))).toEqual(["C200"]); // C100 and C300 had one
  expect(await found(clicked("greaterOrEqual", 1, call, is("campaignNo", "CP2")))).toEqual(["C200"]); // C300 has both, on two interactions
});

it("S-28: what is left out last is out, what is added back last is in: the tree says which (T-04)", async () => {
  const [german, company, danish] = [country("DE"), is("type", "company"), country("DK")];
  expect(await found(all(any(german, danish), not(company)))).toEqual(["P101", "P102", "P301"]);
  expect(await found(any(all(german, not(company)), danish))).toEqual(["C300", "P101", "P102", "P301"]);
});

it("T-40: counts nothing with a segment that is not live, and says which", async () => {
  const draft = await givenDraft(context, { filter: country("DE") });
  expect(await countFilter(context, { filter: not(isIn(draft)), dialogId: "test" })).toEqual({
    ok: false,
    error: { code: "segments_not_live", segmentNos: [draft] },
  });
});

it("refuses a filter that cannot be read with its reason, and a newer count of a dialog takes the place of the older", async () => {
  expect(await countFilter(context, { filter: is("planet", "Mars"), dialogId: "test" })).toMatchObject({
    error: { code: "filter_refused", error: { code: "unknown_field" } },
  });
  const counts = await Promise.all([1, 2, 3].map(() => countFilter(context, { filter: country("DE"), dialogId: "one" })));
  for (const result of counts) expect(result.ok || result.error.code === "superseded").toBe(true);
  expect(counts.some(({ ok }) => ok)).toBe(true);
});
