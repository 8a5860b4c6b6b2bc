import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import type { Filter } from "@/lib/filters/schema";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { all, givenLive, has, is, membersFolded, membersOf } from "./live";

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

/** Contacts created so, by number. */
async function givenCreated(created: Record<string, string>): Promise<void> {
  await db.pool.query("delete from live_segment; delete from interaction_log_entry; delete from contact");
  for (const [no, at] of Object.entries(created))
    await db.pool.query("insert into contact (contact_no, type, name, created_at) values ($1, 'person', $1, $2)", [no, at]);
}
const createdIn = (text: string): Filter => ({ kind: "field", field: "createdAt", op: "expression", text });
const then = (now: string): OperationContext => ({ ...context, now: new Date(now) });

it("S-22: days are those of the segment's time zone (T-20)", async () => {
  await givenCreated({ X: "2023-06-08T22:00:00Z", Y: "2023-06-08T21:59:00Z" });
  const at = then("2023-06-10T22:30:00Z"); // 11 June, half past midnight in Paris
  const segmentNo = await givenLive(at, { timeZone: "Europe/Paris", filter: createdIn("-2D..t") });
  expect(await membersOf(at, segmentNo)).toEqual(["X"]);
});

it("S-27: time alone takes a contact out, and who left is known; the interaction is a logged one (T-31, T-72)", async () => {
  await givenCreated({ ONE: "2020-01-01T00:00:00Z", TWO: "2020-01-01T00:00:00Z" });
  await db.pool.query(`
    insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description)
    select id, contact_no, contact_no, case contact_no when 'ONE' then date '2026-05-05' else '2026-05-06' end, 'opened' from contact`);
  const opened = has("interaction", { kind: "field", field: "date", op: "expression", text: "-1D..t" });
  const before = then("2026-05-06T23:59:00Z");
  const segmentNo = await givenLive(before, { timeZone: "UTC", filter: all(opened) });
  expect(await membersOf(before, segmentNo)).toEqual(["ONE", "TWO"]);
  const after = then("2026-05-07T00:01:00Z");
  expect(await membersOf(after, segmentNo)).toEqual(["TWO"]);
  const { rows } = await db.pool.query(`select cause, joined, "left", at from live_evaluation order by evaluation_no`);
  expect(rows).toEqual([
    { cause: "went_live", joined: 2, left: 0, at: before.now },
    { cause: "change", joined: 0, left: 1, at: after.now },
  ]);
  expect(await membersOf(then("2026-05-08T00:00:00Z"), segmentNo)).toEqual([]);
});

/** Midnights of one zone, the last instants before them, and what lies around a change of the clock. */
const zones: [zone: string, day: string, from: string, to: string][] = [
  ["Pacific/Auckland", "2026-04-05", "2026-04-04T11:00:00Z", "2026-04-05T12:00:00Z"], // 25 hours: summer time ends
  ["Pacific/Auckland", "2027-01-01", "2026-12-31T11:00:00Z", "2027-01-01T11:00:00Z"],
  ["America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"], // 23 hours
  ["America/New_York", "2027-01-01", "2027-01-01T05:00:00Z", "2027-01-02T05:00:00Z"],
  ["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"],
  ["Europe/Berlin", "2028-12-31", "2028-12-30T23:00:00Z", "2028-12-31T23:00:00Z"],
];

it.each(zones)("T-23: %s on %s: today begins and ends at its midnights, told again as time goes by", async (timeZone, _day, from, to) => {
  const earlier = (instant: string, seconds: number) => new Date(Date.parse(instant) - seconds * 1000).toISOString();
  await givenCreated({ BEFORE: earlier(from, 1), FIRST: from, LAST: earlier(to, 1), NEXT: to });
  const segmentNo = await givenLive(then(earlier(from, 1)), { timeZone, filter: createdIn("t") });
  const members: Record<string, string[]> = {};
  for (const instant of [earlier(from, 1), from, earlier(to, 1), to]) members[instant] = await membersOf(then(instant), segmentNo);
  expect(Object.values(members)).toEqual([["BEFORE"], ["FIRST", "LAST"], ["FIRST", "LAST"], ["NEXT"]]);
  // A reader whose clock is behind is answered as of its own time.
  expect(await membersFolded(then(from), segmentNo)).toEqual(["FIRST", "LAST"]);
});

/** What is asked in a zone, who was created when, and who is a member at which moments. */
type Course = [zone: string, text: string, created: Record<string, string>, members: Record<string, string[]>];
const lives = async ([timeZone, text, created, expected]: Course) => {
  await givenCreated(created);
  const [first = ""] = Object.keys(expected);
  const segmentNo = await givenLive(then(first), { timeZone, filter: createdIn(text) });
  const members: Record<string, string[]> = {};
  for (const instant of Object.keys(expected)) members[instant] = await membersOf(then(instant), segmentNo);
  expect(members).toEqual(expected);
};

const anniversaries: Course[] = [
  [
    "Pacific/Auckland", // summer time ends on the day itself in 2020 and in 2026
    "~t",
    { EVE: "2020-04-04T10:59:59Z", FIRST: "2020-04-04T11:00:00Z", LAST: "2020-04-05T11:59:59Z" },
    {
      "2026-04-04T10:59:59Z": ["EVE"],
      "2026-04-04T11:00:00Z": ["FIRST", "LAST"],
      "2026-04-05T11:59:59Z": ["FIRST", "LAST"],
      "2026-04-05T12:00:00Z": [],
    },
  ],
  [
    "America/New_York", // over the end of the year
    "~t..7D",
    { OLD: "2019-01-01T04:59:59Z", NEW: "2019-01-01T05:00:00Z" },
    {
      "2026-12-24T04:59:59Z": [],
      "2026-12-24T05:00:00Z": ["OLD"],
      "2026-12-25T05:00:00Z": ["NEW", "OLD"],
      "2027-01-01T05:00:00Z": ["NEW"],
      "2027-01-02T05:00:00Z": [],
    },
  ],
  [
    "Europe/Berlin", // 29 February, in years with and without it, and the day itself
    "~t",
    { LEAP: "2024-02-29T12:00:00Z", BEFORE: "2023-02-28T12:00:00Z" },
    {
      "2024-02-29T12:00:00Z": ["LEAP"],
      "2027-02-27T22:59:59Z": [],
      "2027-02-27T23:00:00Z": ["BEFORE", "LEAP"],
      "2027-02-28T23:00:00Z": [],
      "2028-02-28T12:00:00Z": ["BEFORE"],
      "2028-02-29T12:00:00Z": ["LEAP"],
    },
  ],
];

it.each(anniversaries)("T-22: in %s an anniversary (%s) begins and ends at local midnights", (...course) => lives(course));

const hours: Course[] = [
  [
    "Europe/Berlin", // half past two comes twice
    "-3H..now",
    { EARLIER: "2026-10-24T22:29:59.999Z", SINCE: "2026-10-24T22:30:00Z", NEXT: "2026-10-25T01:30:00.001Z" },
    { "2026-10-25T00:30:00Z": ["EARLIER", "SINCE"], "2026-10-25T01:30:00Z": ["SINCE"], "2026-10-25T02:30:00Z": ["NEXT"] },
  ],
  [
    "America/New_York", // two o'clock is left out
    "-150MIN..now",
    { EARLIER: "2026-03-08T05:59:59Z", SINCE: "2026-03-08T06:00:00Z" },
    { "2026-03-08T08:29:59Z": ["EARLIER", "SINCE"], "2026-03-08T08:30:00Z": ["SINCE"], "2026-03-08T08:30:01Z": [] },
  ],
  [
    "Pacific/Auckland",
    "<-3H",
    { EARLIER: "2026-04-04T12:59:59Z", SINCE: "2026-04-04T13:00:00Z" },
    { "2026-04-04T15:59:59Z": [], "2026-04-04T16:00:00Z": ["EARLIER"], "2026-04-04T16:00:00.001Z": ["EARLIER", "SINCE"] },
  ],
];

it.each(hours)("T-23: in %s hours and minutes (%s) are elapsed time when the clock is changed", (...course) => lives(course));

it("T-22: the anniversary of the last interaction, and of any, moves on with local days too", async () => {
  await givenCreated({ ONE: "2020-01-01T00:00:00Z", TWO: "2020-01-01T00:00:00Z", NONE: "2020-01-01T00:00:00Z" });
  await db.pool.query(`
    insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description)
    select id, contact_no, contact_no, met, 'met' from contact join (values ('ONE', date '2020-06-01'), ('ONE', '2021-06-02'), ('TWO', '2020-06-01')) of (no, met)
      on contact_no = no`);
  const at = then("2026-06-01T12:00:00Z");
  const any = await givenLive(at, {
    timeZone: "UTC",
    filter: has("interaction", { kind: "field", field: "date", op: "expression", text: "~t" }),
  });
  const last: Filter = { kind: "field", field: "dateOfLastInteraction", op: "anniversary", values: ["t", "t"] };
  const latest = await givenLive(at, { timeZone: "UTC", filter: last });
  const others = await givenLive(at, { timeZone: "UTC", filter: { kind: "not", of: last } });
  const found = async (now: OperationContext) => [await membersOf(now, any), await membersOf(now, latest), await membersOf(now, others)];
  expect(await found(at)).toEqual([["ONE", "TWO"], ["TWO"], ["NONE", "ONE"]]);
  expect(await found(then("2026-06-02T00:00:00Z"))).toEqual([["ONE"], ["ONE"], ["NONE", "TWO"]]);
});

it("weeks, months, quarters and years move on their first day, and a number of days that is not, does nothing", async () => {
  await givenCreated({ OLD: "2026-12-31T12:00:00Z", NEW: "2027-01-01T12:00:00Z" });
  const eve = then("2026-12-31T20:00:00Z");
  const month = await givenLive(eve, { timeZone: "UTC", filter: createdIn("-CM..CM") });
  const year = await givenLive(eve, { timeZone: "UTC", filter: createdIn("<-CY") });
  const fixed = await givenLive(eve, { timeZone: "UTC", filter: is("createdAt", "2026-12-31") });
  expect([await membersOf(eve, month), await membersOf(eve, year), await membersOf(eve, fixed)]).toEqual([["OLD"], [], ["OLD"]]);
  const day = then("2027-01-01T00:00:00Z");
  expect([await membersOf(day, month), await membersOf(day, year), await membersOf(day, fixed)]).toEqual([["NEW"], ["OLD"], ["OLD"]]);
});
