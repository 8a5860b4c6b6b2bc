import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findThings } from "@/lib/habits/find-things";
import { listPins, orderPins, setPin } from "@/lib/habits/pins";
import { mostPins, visitsKept } from "@/lib/habits/schema";
import { listVisits, recordVisit } from "@/lib/habits/visits";
import { ok } from "@/lib/result";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  await db.pool.query(`insert into segment (segment_no, description, date) values
    ('SM1', 'Press and media', '2026-01-01'), ('SM2', 'Working place, Press', '2026-01-01'), ('SM3', '100% spring', '2026-01-01')`);
  await db.pool.query(`insert into logged_segment (entry_no, segment_no, description, created_on, logged_at, user_name, no_of_interactions)
    values (7, 'SM0', 'Pressed letters', '2026-01-01', now(), 'Ada', 12)`);
});
afterAll(() => db.drop());

const another = () =>
  testContext(db, { user: { id: "vera", name: "Vera Viewer", email: "vera@example.test", role: "viewer", salespersonCode: null } });
const titles = async (search: string, scope: "everything" | "contacts" | "numbers" = "everything") =>
  (await findThings(context, { search, scope })).map(({ kind, things }) => [kind, things.map(({ title }) => title)]);

describe("what the palette finds", () => {
  it("groups segments, contacts, logged segments and campaigns, names that begin so first", async () => {
    expect(await titles("press")).toEqual([
      ["segment", ["Press and media", "Working place, Press"]],
      ["loggedSegment", ["Pressed letters"]],
    ]);
    expect(await titles("spr")).toEqual([
      ["segment", ["100% spring"]],
      ["campaign", ["Spring"]],
    ]);
    expect(await titles("cara bell")).toEqual([["contact", ["Cara Bell"]]]);
  });

  it("takes signs for themselves, and short words as beginnings", async () => {
    expect(await titles("100%")).toEqual([["segment", ["100% spring"]]]);
    expect(await titles("%%%")).toEqual([]);
    expect(await titles("\\")).toEqual([]);
    expect(await titles("ev", "contacts")).toEqual([["contact", ["Eva Carl"]]]);
  });

  it("looks among contacts only, or by number only", async () => {
    expect((await titles("alder", "contacts")).map(([kind]) => kind)).toEqual(["contact"]);
    expect(await titles("101", "numbers")).toEqual([["contact", ["Anna Alt"]]]);
    expect(await titles("3", "numbers")).toEqual([
      ["segment", ["100% spring"]],
      ["interactionLogEntry", ["Product letter"]],
    ]);
    expect(await titles("7", "numbers")).toEqual([["loggedSegment", ["Pressed letters"]]]);
  });

  it("says how many there are when it shows only some", async () => {
    await db.pool.query(
      `insert into contact (contact_no, type, name) select 'X' || n, 'person', 'Zzyx ' || n from generate_series(1, 60) n`,
    );
    const [found] = await findThings(context, { search: "zzyx" });
    expect(found).toMatchObject({ kind: "contact", total: 50, orMore: true });
    expect(found?.things).toHaveLength(5);
  });

  it("leads to the page of each thing, whatever its number holds", async () => {
    await db.pool.query("insert into contact (contact_no, type, name) values ('A/B 50%', 'person', 'Slash Person')");
    const [found] = await findThings(context, { search: "slash person" });
    expect(found?.things[0]?.href).toBe("/contacts/A%2FB%2050%25");
  });
});

describe("what was opened", () => {
  it("comes back the newest first, once each, for its own person only", async () => {
    for (const [kind, key, second] of [
      ["segment", "SM1", 1],
      ["contact", "P101", 2],
      ["campaign", "CP1", 3],
      ["segment", "SM1", 4],
    ] as const)
      expect(await recordVisit({ ...context, now: new Date(Date.UTC(2026, 2, 16, 9, 0, second)) }, { kind, key })).toEqual(ok(null));
    expect((await listVisits(context, {})).map(({ title }) => title)).toEqual(["Press and media", "Spring", "Anna Alt"]);
    expect(await listVisits(await another(), {})).toEqual([]);
  });

  it("keeps the last fifty, and leaves out what is deleted or never was", async () => {
    for (let n = 1; n <= visitsKept + 5; n++)
      await recordVisit(
        { ...context, now: new Date(Date.UTC(2026, 2, 17, 0, 0, n)) },
        { kind: "contact", key: n > visitsKept ? `X${n}` : `N${n}` },
      );
    const { rows } = await db.pool.query("select count(*)::int as n from visit where user_id = $1", [context.user.id]);
    expect(rows).toEqual([{ n: visitsKept }]);
    expect((await listVisits(context, { limit: 50 })).map(({ key }) => key)).toEqual(["X55", "X54", "X53", "X52", "X51"]);
    await db.pool.query("delete from contact where contact_no = 'X55'");
    expect((await listVisits(context, { limit: 1 })).map(({ key }) => key)).toEqual(["X54"]);
  });
});

describe("pins", () => {
  const keys = async (of = context) => (await listPins(of, {})).map(({ key }) => key);

  it("stand in the order of pinning until they are put into another, and go when what is pinned goes", async () => {
    for (const pin of [
      { kind: "segment", key: "SM1" },
      { kind: "loggedSegment", key: "7" },
      { kind: "contact", key: "P202" },
      { kind: "campaign", key: "CP1" },
      { kind: "segment", key: "SM1" },
    ] as const)
      expect(await setPin(context, { ...pin, pinned: true })).toEqual(ok(null));
    expect(await keys()).toEqual(["SM1", "7", "P202", "CP1"]);
    await orderPins(context, {
      order: [
        { kind: "campaign", key: "CP1" },
        { kind: "contact", key: "P202" },
      ],
    });
    expect(await keys()).toEqual(["CP1", "P202", "SM1", "7"]);
    expect(await setPin(context, { kind: "contact", key: "P202", pinned: false })).toEqual(ok(null));
    await db.pool.query("delete from logged_segment where entry_no = 7");
    expect(await keys()).toEqual(["CP1", "SM1"]);
    expect(await keys(await another())).toEqual([]);
  });

  it("are refused for what is not there, and beyond their number", async () => {
    expect(await setPin(context, { kind: "contact", key: "P999", pinned: true })).toEqual({
      ok: false,
      error: { code: "thing_not_found", kind: "contact", key: "P999" },
    });
    const vera = await another();
    for (let n = 1; n <= mostPins; n++) expect(await setPin(vera, { kind: "contact", key: `X${n}`, pinned: true })).toEqual(ok(null));
    expect(await setPin(vera, { kind: "contact", key: "X51", pinned: true })).toEqual({
      ok: false,
      error: { code: "too_many_pins", most: mostPins },
    });
    expect(await keys(vera)).toHaveLength(mostPins);
  });
});
