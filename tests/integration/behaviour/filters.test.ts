import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { sweepBehaviour } from "@/lib/behaviour/sweep";
import { keepBehaviour } from "@/lib/behaviour/types";
import type { Filter } from "@/lib/filters/schema";
import { listMembers } from "@/lib/live-segments/list-members";
import { listWhatTheyDid } from "@/lib/live-segments/what-they-did";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { givenLive, membersFolded, membersOf } from "../live-segments/live";
import { value } from "../segmentation/worksheet";
import { did, field, givenContacts, like, send, times, within } from "./given";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  context = await testContext(db);
  await db.pool.query(`
    insert into number_series (code, description, prefix, digits) values ('SM', 'Segments', 'SM', 5);
    insert into marketing_setup (id, segment_nos) values (1, 'SM') on conflict (id) do update set segment_nos = 'SM'`);
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.pool.query(
    "delete from live_segment; delete from behaviour; delete from contact; update behaviour_setup set swept_at = null, keep_days = null",
  );
});

const all = (...of: Filter[]): Filter => ({ kind: "all", of });
const days = (ago: number) => new Date(context.now.getTime() - ago * 86_400_000).toISOString();
const type = (code: string) => field("type", "is", code);

it("S-24: clicked at least twice in the last 30 days (T-30, T-31)", async () => {
  await givenContacts(context, "ONE", "TWO");
  const clicked = (contactNo: string, ago: number) => ({ type: "clicked", contactNo, occurredAt: days(ago) });
  await send(context, clicked("ONE", 3), clicked("ONE", 10), clicked("TWO", 3), clicked("TWO", 40));
  const segmentNo = await givenLive(context, { filter: all(did(times("greaterOrEqual", 2), type("clicked"), within("-30D..t"))) });
  expect(await membersOf(context, segmentNo)).toEqual(["ONE"]);
});

it("S-25: never registered for E; who did nothing at all is in, and leaves at once when it is told otherwise (T-33)", async () => {
  await givenContacts(context, "ONE", "TWO", "TRE");
  const registered = (contactNo: string, event: string) => ({ type: "registered", contactNo, properties: { event } });
  await send(context, registered("ONE", "E"), registered("TWO", "F"));
  const never = did(times("is", 0), type("registered"), field("text.event", "is", "e"));
  const segmentNo = await givenLive(context, { filter: all(never) });
  expect(await membersOf(context, segmentNo)).toEqual(["TRE", "TWO"]);
  await send(context, registered("TRE", "E"));
  expect(await membersOf(context, segmentNo)).toEqual(["TWO"]);
});

it("S-26: what is asked is asked of one and the same row (T-32)", async () => {
  await givenContacts(context, "ONE", "TWO");
  const clicked = (contactNo: string, journey: string, link: string) => ({ type: "clicked", contactNo, properties: { journey, link } });
  await send(context, clicked("ONE", "K", "L"), clicked("ONE", "J", "M"), clicked("TWO", "J", "L"));
  const filter = all(did({ match: "any" }, type("clicked"), field("text.journey", "is", "J"), field("text.link", "is", "L")));
  expect(await membersOf(context, await givenLive(context, { filter }))).toEqual(["TWO"]);
});

it("hours are elapsed time, over the night the clocks go forward and back (T-23), and time alone takes people out", async () => {
  await givenContacts(context, "OLD", "NEW");
  // Berlin puts the clocks back at 01:00Z: 02:30 there is twice, at 00:30Z and at 01:30Z.
  const at = (instant: string): OperationContext => ({ ...context, now: new Date(instant) });
  const now = at("2026-10-25T03:00:00Z");
  await send(now, { contactNo: "OLD", occurredAt: "2026-10-24T23:59:59Z" }, { contactNo: "NEW", occurredAt: "2026-10-25T00:00:00Z" });
  const lately = all(did({ match: "any" }, within("-3H..NOW")));
  const segmentNo = await givenLive(now, { timeZone: "Europe/Berlin", filter: lately });
  expect(await membersOf(now, segmentNo)).toEqual(["NEW"]);
  expect(await membersOf(at("2026-10-25T03:00:01Z"), segmentNo)).toEqual([]);
  const minutes = await givenLive(now, { timeZone: "America/New_York", filter: all(did({ match: "any" }, within(">=-181MIN"))) });
  expect(await membersOf(now, minutes)).toEqual(["NEW", "OLD"]);
});

it("sums, extremes and days are followed at once: rows that come, go with retention, and wait for their contact (T-36)", async () => {
  await givenContacts(context, "ANN", "BEN");
  const bought = (contactNo: string, amount: number | null, ago = 1) => ({
    type: "bought",
    contactNo,
    occurredAt: days(ago),
    properties: { amount },
  });
  const sum = { match: "aggregate", of: "sum", field: "number.amount" } as const;
  const filters: Record<string, Filter> = {
    over: did({ ...sum, op: "greater", value: 1000 }, type("bought")),
    little: did({ ...sum, op: "less", value: 10 }, type("bought")),
    cheapest: did({ match: "aggregate", of: "minimum", field: "number.amount", op: "less", value: 100 }, type("bought")),
    average: did({ match: "aggregate", of: "average", field: "number.amount", op: "is", value: 500.25 }, type("bought")),
    onTwoDays: did({ match: "aggregate", of: "distinct", field: "occurredAt", op: "greaterOrEqual", value: 2 }),
    notCheap: { kind: "not", of: did({ match: "aggregate", of: "minimum", field: "number.amount", op: "less", value: 100 }) },
  };
  const made = new Map<string, string>();
  for (const [name, filter] of Object.entries(filters)) made.set(name, await givenLive(context, { filter: all(filter) }));
  const members = async () =>
    Object.fromEntries(await Promise.all([...made].map(async ([name, no]) => [name, await membersOf(context, no)] as const)));
  const nobody = { over: [], cheapest: [], average: [], onTwoDays: [] };
  expect(await members()).toEqual({ ...nobody, little: ["ANN", "BEN"], notCheap: ["ANN", "BEN"] });
  await send(context, bought("ANN", 900.5), bought("ANN", 100, 400), bought("BEN", null), bought("CAL", 2000));
  expect(await members()).toEqual({
    ...nobody,
    over: ["ANN"],
    little: ["BEN"],
    average: ["ANN"],
    onTwoDays: ["ANN"],
    notCheap: ["ANN", "BEN"],
  });
  await givenContacts(context, "CAL");
  expect(await members()).toMatchObject({ over: ["ANN", "CAL"], little: ["BEN"], notCheap: ["ANN", "BEN", "CAL"] });
  await send(context, bought("BEN", 5));
  value(await keepBehaviour(context, { keepDays: 365 }));
  await sweepBehaviour(db, context.now);
  expect(await members()).toEqual({ ...nobody, over: ["CAL"], little: ["BEN"], cheapest: ["BEN"], notCheap: ["ANN", "CAL"] });
});

it("marks nobody while no live segment reads behaviour", async () => {
  await givenContacts(context, "ANN");
  await db.pool.query("delete from live_touch; delete from live_watch");
  await send(context, { contactNo: "ANN" });
  expect((await db.pool.query("select count(*)::int as n from live_touch")).rows).toEqual([{ n: 0 }]);
});

it("tells what the members of a segment did lately, and who of them", async () => {
  await givenContacts(context, "ANN", "BEN", "CAL");
  await db.pool.query("update contact set city = 'Aarhus' where contact_no <> 'CAL'");
  const segmentNo = await givenLive(context, { filter: all({ kind: "field", field: "city", op: "is", value: "aarhus" }) });
  await send(
    context,
    ...["ANN", "ANN", "BEN", "CAL"].map((contactNo) => ({ type: "visited", contactNo })),
    { type: "bought", contactNo: "ANN" },
    { type: "bought", contactNo: "BEN", occurredAt: days(31) },
  );
  expect(await listWhatTheyDid(context, { segmentNo })).toEqual([
    { typeCode: "VISITED", type: "Visited", contacts: 2, times: 3 },
    { typeCode: "BOUGHT", type: "Bought", contacts: 1, times: 1 },
  ]);
  expect((await listMembers(context, { segmentNo, part: "did", code: "BOUGHT" }))?.rows.map(({ contactNo }) => contactNo)).toEqual(["ANN"]);
  expect(await membersFolded(context, segmentNo)).toEqual(["ANN", "BEN"]);
});

it("a page that contains a word, at least three times lately", async () => {
  await givenContacts(context, "ANN", "BEN");
  const visits = (contactNo: string, ...pages: string[]) => pages.map((page) => ({ contactNo, properties: { page } }));
  await send(context, ...visits("ANN", "/Pricing", "/eu/pricing?x", "/about"), ...visits("BEN", "/pricing", "/PRICING/a", "/b/pricing"));
  const filter = all(did(times("greaterOrEqual", 3), type("visited"), within("-30D..t"), like("text.page", "*pricing*")));
  const segmentNo = await givenLive(context, { filter });
  expect(await membersOf(context, segmentNo)).toEqual(["BEN"]);
  await send(context, ...visits("ANN", "/pricing#faq"));
  expect(await membersOf(context, segmentNo)).toEqual(["ANN", "BEN"]);
});
