import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { lookupKinds } from "@/lib/filters/field-kinds";
import { describeCodes, listLookupValues, namesOfCodes, unknownCodes } from "@/lib/filters/queries";
import type { Filter } from "@/lib/filters/schema";
import { nameKey } from "@/lib/filters/words";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  await db.pool.query(
    "insert into value_entry (contact_id, company_id, item_no, posting_date) values (101, 100, 'LAMP', '2026-01-02'), (100, 100, 'DESK', '2026-01-03'), (101, 100, 'DESK', '2026-01-03')",
  );
});
afterAll(() => db.drop());

const text = (field: string, expression: string): Filter => ({ kind: "field", field, op: "expression", text: expression });

it("offers codes with descriptions, those that begin with the search first", async () => {
  expect(await listLookupValues(context, { lookup: "salesperson" })).toEqual([
    { code: "JO", description: "Jim Olive" },
    { code: "MK", description: "Mary King" },
    { code: "PS", description: "Peter Saddow" },
  ]);
  expect((await listLookupValues(context, { lookup: "country", search: "d" })).map((value) => value.code)).toEqual(["DE", "DK", "SE"]);
  expect(await listLookupValues(context, { lookup: "answer", search: "high" })).toEqual([
    { code: "LEADS:20", description: "Budget: High" },
  ]);
  expect((await listLookupValues(context, { lookup: "item" })).map((value) => value.code)).toEqual(["DESK", "LAMP"]);
});

it("offers the options of a choice for its own property, and says which do not exist there", async () => {
  await db.pool.query(
    "insert into behaviour_property (name, kind, label, options) values ('size', 'choice', 'Size', '{S,M,L}'), ('tier', 'choice', 'Tier', '{Gold,Lilac}'), ('page', 'text', 'Page', '{}')",
  );
  const options = async (of: string, search = "") =>
    (await listLookupValues(context, { lookup: "behaviourChoice", of, search })).map(({ code }) => code);
  expect([await options("size"), await options("tier"), await options("page"), await options("tier", "li")]).toEqual([
    ["L", "M", "S"],
    ["Gold", "Lilac"],
    [],
    ["Lilac"],
  ]);
  expect(await listLookupValues(context, { lookup: "behaviourChoice", search: "l" })).toEqual([
    { code: "L", description: "size" },
    { code: "Lilac", description: "tier" },
    { code: "Gold", description: "tier" },
  ]);
  const sized = (value: string): Filter => ({ kind: "field", field: "choice.size", op: "is", value });
  const where: Filter = { kind: "any", of: [sized("s"), sized("Gold"), { kind: "field", field: "choice.tier", op: "is", value: "Gold" }] };
  const filter: Filter = { kind: "relation", relation: "behaviour", match: "any", where };
  expect((await unknownCodes(db.prisma, filter)).map((named) => [named.field, named.code])).toEqual([["Size", "GOLD"]]);
  expect(await namesOfCodes(db.prisma, filter)).toEqual(new Map());
});

it("answers for every kind, also to a hostile search", async () => {
  for (const lookup of lookupKinds) {
    for (const search of ["", "'; drop table contact; --", "100%", "_", "\\", "\0"])
      expect(Array.isArray(await listLookupValues(context, { lookup, search }))).toBe(true);
  }
  expect(await listLookupValues(context, { lookup: "mailingGroup", search: "_" })).toEqual([]);
});

it("offers 50 at most", async () => {
  await db.pool.query("insert into territory select 'T' || n, 'Territory ' || n from generate_series(1, 120) n");
  const offered = await listLookupValues(context, { lookup: "territory", search: "territory" });
  expect(offered).toHaveLength(50);
  expect(offered.slice(0, 3).map((value) => value.code)).toEqual(["T1", "T2", "T3"]);
});

it("says what codes are called, and which do not exist", async () => {
  const filter: Filter = {
    kind: "all",
    of: [
      text("salespersonCode", "jo|XX|%me|A*|P..Z"),
      text("countryRegionCode", "GB|ZZ"),
      {
        kind: "relation",
        relation: "mailingGroup",
        match: "none",
        where: { kind: "field", field: "code", op: "in", values: ["news", "NOPE"] },
      },
      { kind: "member", of: "segment", no: "SM77777", is: true },
      { kind: "relation", relation: "purchase", match: "any", where: { kind: "field", field: "itemNo", op: "is", value: "lamp" } },
    ],
  };
  const names = await namesOfCodes(db.prisma, filter);
  expect(Object.fromEntries(names)).toEqual({
    [nameKey("salesperson", "JO")]: "Jim Olive",
    [nameKey("mailingGroup", "NEWS")]: "Newsletter",
  });
  expect(new Map(await describeCodes(context, { filters: [filter] }))).toEqual(names);
  expect((await unknownCodes(db.prisma, filter)).map((named) => [named.field, named.code])).toEqual([
    ["Salesperson", "XX"],
    ["Country/Region", "ZZ"],
    ["Mailing Group", "NOPE"],
    ["Segment", "SM77777"],
  ]);
});
