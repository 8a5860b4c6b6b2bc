import { spawn } from "node:child_process";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { listContactBehaviour } from "@/lib/behaviour/list-contact-behaviour";
import { recordBehaviour } from "@/lib/behaviour/record-behaviour";
import { sweepBehaviour } from "@/lib/behaviour/sweep";
import { keepBehaviour, listBehaviourTypes, saveBehaviourType } from "@/lib/behaviour/types";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import { err, ok } from "@/lib/result";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { value } from "../segmentation/worksheet";
import { givenContacts, send } from "./given";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  context = await testContext(db);
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.pool.query(`
    delete from behaviour; delete from behaviour_type; delete from behaviour_property; delete from behaviour_source; delete from contact;
    update behaviour_setup set keep_days = null, swept_at = null`);
  await givenContacts(context, "ANN", "BEN");
});

/** Type, contact and properties of what is stored, in the order it occurred. */
async function stored() {
  const { rows } = await db.pool.query(`
    select b.type_code, c.contact_no, b.given_contact_no, b.given_email, b.properties from behaviour b left join contact c on c.id = b.contact_id
    order by b.occurred_at, b.entry_no`);
  return rows.map(({ type_code, contact_no, given_contact_no, given_email, properties }) => [
    type_code,
    contact_no ?? `waits for ${given_contact_no ?? given_email}`,
    properties,
  ]);
}
const outcomes = (rows: { outcome: string; reason: string | null }[]) => rows.map(({ outcome, reason }) => reason ?? outcome);

it("takes each row by itself, and learns types and properties from the first row that has them", async () => {
  const answer = await send(
    context,
    {
      type: "visited",
      contactNo: "ANN",
      occurredAt: "2026-03-16T08:00:00+01:00",
      properties: { page: " /Pricing ", seconds: 12.5, member: true, empty: "" },
    },
    { type: "visited", email: "BEN@example.test", occurredAt: "2026-03-16T07:30:00Z", properties: { page: 404 } },
    { type: "visited", contactNo: "ANN", properties: { seconds: "long" } },
    { type: "visited", contactNo: "ANN", occurredAt: "yesterday" },
    { type: "visited" },
    { type: "vis/ted", contactNo: "ANN" },
    { type: "visited", contactNo: "ANN", occurredAt: "2026-03-16T10:00:00Z" },
    { type: "visited", contactNo: "ANN", properties: { "no such name": 1 } },
  );
  expect({ ...answer, rows: outcomes(answer.rows) }).toEqual({
    taken: 2,
    seen: 0,
    refused: 6,
    rows: [
      "taken",
      "taken",
      "seconds holds a number; “long” was given.",
      "occurredAt is no moment. Send for example 2026-03-16T09:30:00Z.",
      "Nothing says whose it is. Send contactNo or email.",
      "type: Give letters, digits, spaces, - and _, at most 40.",
      "occurredAt is 2026-03-16T10:00:00Z, which is yet to come.",
      "A property is named by letters, digits and _, at most 40.",
    ],
  });
  expect(await stored()).toEqual([
    ["VISITED", "ANN", { page: "/Pricing", seconds: 12.5, member: true }],
    ["VISITED", "BEN", { page: "404" }],
  ]);
  const { types } = await listBehaviourTypes(context, {});
  expect(types).toMatchObject([
    {
      ...{ code: "VISITED", description: "Visited", learned: true, recent: 2, lastAt: new Date("2026-03-16T07:30:00Z") },
      properties: [
        { label: "Member", kind: "flag" },
        { label: "Page", kind: "text" },
        { label: "Seconds", kind: "number" },
      ],
    },
  ]);
});

it("counts an id once, within a call and over calls; the first row stays and another source has ids of its own (T-35)", async () => {
  const [first, again] = [
    { id: "7", contactNo: "ANN", properties: { page: "/a" } },
    { id: "7", contactNo: "BEN", properties: { page: "/b" } },
  ];
  expect(outcomes((await send(context, first, again, first)).rows)).toEqual(["taken", "seen", "seen"]);
  expect(outcomes((await send(context, again)).rows)).toEqual(["seen"]);
  value(await recordBehaviour(context, { source: "blog", rows: [{ ...again, type: "visited" }] }));
  expect(await stored()).toEqual([
    ["VISITED", "ANN", { page: "/a" }],
    ["VISITED", "BEN", { page: "/b" }],
  ]);
});

it("two calls at once that learn the same and send the same count it once", async () => {
  const rows = Array.from({ length: 200 }, (_, nth) => ({
    id: `at once ${nth}`,
    contactNo: "ANN",
    type: `type ${nth % 7}`,
    properties: { [`p${nth % 5}`]: nth },
  }));
  const answers = await Promise.all([send(context, ...rows), send(context, ...rows.toReversed()), send(context, ...rows)]);
  expect(answers.reduce((sum, { taken }) => sum + taken, 0)).toBe(200);
  expect(answers.every(({ taken, seen, refused }) => taken + seen === 200 && refused === 0)).toBe(true);
});

it("rows of nobody known wait, and count from their time once the contact is there, by number or by an address that one contact alone has (T-34)", async () => {
  const answer = await send(
    context,
    { contactNo: "CAL", occurredAt: "2026-01-01T00:00:00Z" },
    { email: "Dan@Example.test", occurredAt: "2026-01-02T00:00:00Z" },
    { contactNo: "NONE", email: "ann@example.test", occurredAt: "2026-01-03T00:00:00Z" },
  );
  expect(outcomes(answer.rows)).toEqual(["waiting", "waiting", "waiting"]);
  await givenContacts(context, "CAL", "EVE");
  await db.pool.query("update contact set email = 'dan@example.test' where contact_no in ('BEN', 'EVE')");
  expect((await stored()).map(([, whose]) => whose)).toEqual(["CAL", "waits for dan@example.test", "waits for NONE"]);
  await db.pool.query("update contact set email = null where contact_no = 'BEN'");
  await db.pool.query("update contact set email = 'DAN@example.test' where contact_no = 'EVE'");
  expect((await stored()).map(([, whose]) => whose)).toEqual(["CAL", "EVE", "waits for NONE"]);
});

it("goes to the contact that stays when contacts are merged, and is of nobody any more when its contact is deleted (T-34)", async () => {
  await send(
    context,
    { contactNo: "ANN", occurredAt: "2026-01-01T00:00:00Z" },
    { email: "ben@example.test", occurredAt: "2026-01-02T00:00:00Z" },
  );
  value(await mergeContacts(context, { keep: "ANN", contactNos: ["BEN"] }));
  expect((await stored()).map(([, whose]) => whose)).toEqual(["ANN", "ANN"]);
  value(await deleteContacts(context, { contactNos: ["ANN"] }));
  expect((await stored()).map(([, whose]) => whose)).toEqual(["waits for null", "waits for null"]);
  await givenContacts(context, "ANN", "BEN");
  expect((await stored()).map(([, whose]) => whose)).toEqual(["waits for null", "waits for null"]);
});

it("an administrator describes types, moments and choices too; a property keeps its kind, in whatever type", async () => {
  const bought = {
    ...{ code: "bought", description: "Bought something", keepDays: null, isNew: true },
    properties: [
      { name: "plan", kind: "choice" as const, options: ["Basic", "Pro"] },
      { name: "due", kind: "moment" as const },
      { name: "orderTotal", kind: "number" as const },
    ],
  };
  expect(await saveBehaviourType(context, bought)).toEqual(ok({ code: "BOUGHT" }));
  expect(await saveBehaviourType(context, bought)).toEqual(err({ code: "type_taken", typeCode: "BOUGHT" }));
  const other = { ...bought, code: "opened", properties: [{ name: "plan", kind: "text" as const }] };
  expect(await saveBehaviourType(context, other)).toEqual(err({ code: "kind_taken", name: "plan", kind: "choice" }));
  const answer = await send(
    context,
    { type: "bought", contactNo: "ANN", properties: { plan: "pro", due: "2026-03-20T12:00:00+02:00", orderTotal: "12.50" } },
    { type: "bought", contactNo: "ANN", properties: { plan: "gold" } },
    { type: "opened", contactNo: "ANN", properties: { due: "soon" } },
  );
  expect(outcomes(answer.rows)).toEqual([
    "taken",
    "plan holds one of Basic, Pro; “gold” was given.",
    "due holds a moment as 2026-03-16T09:30:00Z; “soon” was given.",
  ]);
  expect(await stored()).toEqual([["BOUGHT", "ANN", { plan: "Pro", due: { at: "2026-03-20T10:00:00.000Z" }, orderTotal: 12.5 }]]);
  expect((await listContactBehaviour(context, { contactNo: "ANN" }))?.rows[0]?.properties.map(({ label }) => label)).toEqual([
    "Due",
    "Order total",
    "Plan",
  ]);
});

it("refuses moments that no calendar has or Postgres cannot keep, each row by itself, so that none stops a filter later", async () => {
  value(
    await saveBehaviourType(context, {
      ...{ code: "bought", description: "Bought", keepDays: null, isNew: true, properties: [{ name: "due", kind: "moment" as const }] },
    }),
  );
  const never = "0001-01-01T00:00:00+01:00"; // what .NET says for no date, in Berlin
  const due = (at: string) => ({ type: "bought", contactNo: "ANN", properties: { due: at } });
  const at = (occurredAt: string) => ({ type: "bought", contactNo: "ANN", occurredAt });
  const answer = await send(
    context,
    ...[
      due(never),
      due("0000-06-01T00:00:00Z"),
      due("9999-12-31T23:30:00-02:00"),
      due("2026-02-30T10:00:00Z"),
      due("0001-01-01T00:00:00Z"),
    ],
    ...[at(never), at("0000-06-01T00:00:00Z"), at("2026-02-30T10:00:00Z"), at("0001-01-01T00:00:00Z")],
  );
  expect(answer.rows.map(({ outcome }) => outcome)).toEqual([...Array(4).fill("refused"), "taken", ...Array(3).fill("refused"), "taken"]);
  expect(answer.rows[0]?.reason).toBe(`due holds a moment as 2026-03-16T09:30:00Z; “${never}” was given.`);
  expect(answer.rows[5]?.reason).toBe("occurredAt is no moment. Send for example 2026-03-16T09:30:00Z.");
  const { rows } = await db.pool.query("select (properties -> 'due' ->> 'at')::timestamptz is not null as due from behaviour order by 1");
  expect(rows).toEqual([{ due: false }, { due: true }]);
});

it("shows what a contact did page by page, newest first, also where many did it at the same moment", async () => {
  const rows = Array.from({ length: 45 }, (_, nth) => ({
    contactNo: "ANN",
    occurredAt: `2026-03-${String(10 + Math.floor(nth / 30)).padStart(2, "0")}T00:00:00Z`,
    properties: { nth },
  }));
  await send(context, ...rows, { contactNo: "BEN" });
  const seen: unknown[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const page: Awaited<ReturnType<typeof listContactBehaviour>> = await listContactBehaviour(context, { contactNo: "ANN", after });
    seen.push(...(page?.rows.map(({ properties }) => properties[0]?.value) ?? []));
    after = page?.next ?? undefined;
  }
  const inOrder = (from: number, to: number) => seen.slice(from, to).toSorted((left, right) => Number(left) - Number(right));
  expect([inOrder(0, 15), inOrder(15, 45)]).toEqual([[...Array(15).keys()].map((nth) => nth + 30), [...Array(30).keys()]]);
  expect(await listContactBehaviour(context, { contactNo: "NOBODY" })).toBeNull();
});

it("deletes once a day what is older than its type is kept, or all are, and writes down how much", async () => {
  await send(
    context,
    { type: "visited", contactNo: "ANN", occurredAt: "2026-03-05T08:00:00Z" },
    { type: "visited", contactNo: "ANN", occurredAt: "2026-03-10T08:00:00Z" },
    { type: "bought", contactNo: "ANN", occurredAt: "2025-01-01T00:00:00Z" },
    { type: "bought", contactNo: "ANN", occurredAt: "2025-12-01T00:00:00Z" },
  );
  const { code, description } = { code: "visited", description: "Visited" };
  value(await saveBehaviourType(context, { code, description, keepDays: 7, properties: [], isNew: false }));
  expect(await sweepBehaviour(db, context.now)).toEqual({ VISITED: 1 });
  value(await keepBehaviour(context, { keepDays: 365 }));
  expect(await sweepBehaviour(db, context.now)).toBeNull();
  expect(await sweepBehaviour(db, new Date(context.now.getTime() + 24 * 3_600_000))).toEqual({
    BOUGHT: 1,
    VISITED: 1,
  });
  const { rows } = await db.pool.query(
    "select subject_key, detail->'rows' as rows, user_name from audit_entry where operation = 'behaviour.sweep' order by id",
  );
  expect(rows.slice(0, 2)).toEqual([
    { subject_key: "VISITED", rows: 1, user_name: "Winnow" },
    { subject_key: "BOUGHT", rows: 1, user_name: "Winnow" },
  ]);
});

it("a sweep that is killed on the way is gone on with at once, by one process at a time, and no row goes unsaid", {
  timeout: 60_000,
}, async () => {
  const code = "VISITED";
  value(await saveBehaviourType(context, { code, description: "Visited", keepDays: 7, properties: [], isNew: true }));
  await db.pool.query(`
    insert into behaviour_source values ('shop') on conflict do nothing;
    insert into behaviour (source, source_id, type_code, occurred_at)
    select 'shop', 'old ' || n, '${code}', timestamptz '2026-01-01' from generate_series(1, 20050) n;
    delete from audit_entry where operation = 'behaviour.sweep';
    create function be_slow() returns trigger language plpgsql as $$
    begin if (select count(*) from gone) < 20000 then perform pg_sleep(0.7); end if; return null; end $$;
    create trigger slow after delete on behaviour referencing old table as gone for each statement execute function be_slow()`);
  const left = () => db.prisma.behaviour.count();
  const killed = spawn(process.execPath, ["--import", "tsx", "tests/support/behaviour-sweeper.ts"], {
    env: { ...process.env, DATABASE_URL: db.url },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await vi.waitFor(async () => expect(await left()).toBe(50), { timeout: 30_000, interval: 20 });
  expect(await sweepBehaviour(db, new Date()), "another process is at it").toBeNull();
  killed.kill("SIGKILL");
  const goneOn = await vi.waitFor(
    async () => {
      const deleted = await sweepBehaviour(db, new Date());
      if (!deleted) throw new Error("the claim is still held");
      return deleted;
    },
    { timeout: 10_000, interval: 50 },
  );
  expect([goneOn, await left()]).toEqual([{ [code]: 50 }, 0]);
  expect(await sweepBehaviour(db, new Date()), "the day is done").toBeNull();
  await db.pool.query("drop trigger slow on behaviour");
  const { rows } = await db.pool.query(
    "select (detail->'rows')::int as rows from audit_entry where operation = 'behaviour.sweep' order by id",
  );
  expect(rows).toEqual([{ rows: 20_000 }, { rows: 50 }]);
});
