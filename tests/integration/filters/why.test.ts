import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWordsText, textOf } from "@/lib/filters/in-words";
import type { Filter } from "@/lib/filters/schema";
import { type Explanation, explain } from "@/lib/filters/why";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { clock, matching } from "./matching";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
});
afterAll(() => db.drop());

const ids = { C100: 100, P101: 101, P102: 102, C200: 200, P201: 201, P202: 202, C300: 300, P301: 301, P900: 900 };

async function why(filter: Filter, contactNo: keyof typeof ids): Promise<Explanation> {
  const explained = await explain(db.prisma, filter, ids[contactNo], clock);
  if (!explained.ok || !explained.value) throw new Error("there is no explanation");
  return explained.value;
}
const text = (field: string, expression: string): Filter => ({ kind: "field", field, op: "expression", text: expression });
const has = (
  relation: "industryGroup" | "businessRelation" | "profileAnswer" | "interaction" | "mailingGroup",
  ...of: Filter[]
): Filter => ({ kind: "relation", relation, match: "any", where: { kind: "all", of } });

describe("what a contact has, in a sentence", () => {
  const cases: [Filter, keyof typeof ids, boolean, string][] = [
    [text("countryRegionCode", "US|CA"), "P201", false, "Country/Region is GB, not US or CA."],
    [text("countryRegionCode", "GB|DK"), "P201", true, "Country/Region is GB."],
    [text("email", "*@birch.example"), "P102", false, "Email is empty; asked for: ends with @birch.example."],
    [text("salespersonCode", "MK"), "P201", true, "Salesperson is Mary King."],
    [text("correspondenceType", "Hard Copy"), "P201", false, "Correspondence Type is Email, not Hard Copy."],
    [
      text("dateOfLastInteraction", "t-30D..t"),
      "P101",
      false,
      "Date of Last Interaction is 5 Feb 2026; asked for: is in the last 30 days.",
    ],
    [text("noOfInteractions", "0"), "P900", true, "No. of Interactions is 0."],
    [
      has("businessRelation", text("code", "CUST")),
      "P101",
      true,
      "Alder Foods has Business Relation Customer. People are matched through their company.",
    ],
    [has("businessRelation", text("code", "CUST")), "C100", true, "Alder Foods has Business Relation Customer."],
    [has("businessRelation", text("code", "VEND")), "P101", false, "Alder Foods has Business Relation Customer, none that was asked for."],
    [
      has("industryGroup", text("code", "FOOD")),
      "P900",
      false,
      "Finn Solo belongs to no company, and Industry Groups are those of the company.",
    ],
    [has("profileAnswer", text("answer", "LEADS:20|LEADS:30")), "P202", true, "Dan Brown answered Budget: High."],
    [
      has("profileAnswer", text("answer", "LEADS:30")),
      "P202",
      false,
      "Dan Brown answered Budget: High and Channels: Mail, nothing that was asked for.",
    ],
    [has("interaction", text("date", "t-60D..t")), "P101", true, "Anna Alt has 1 Interaction that matches: 5 Feb 2026."],
    [
      has("interaction", text("interactionTemplateCode", "VISIT")),
      "P101",
      false,
      "Anna Alt has 2 Interactions, none that matches: 5 Feb 2026 and 10 Jan 2026.",
    ],
    [has("interaction"), "P201", false, "Cara Bell has no Interaction."],
    [
      {
        kind: "relation",
        relation: "interaction",
        match: "aggregate",
        of: "distinct",
        field: "date",
        op: "is",
        value: 2,
        where: { kind: "all", of: [] },
      },
      "P101",
      true,
      "Anna Alt has 2 Interactions that match; number of different days of Date is 2.",
    ],
    [
      {
        kind: "relation",
        relation: "interaction",
        match: "aggregate",
        of: "minimum",
        field: "costLcy",
        op: "greater",
        value: 1e6,
        where: text("interactionTemplateCode", "VISIT"),
      },
      "P101",
      false,
      "Anna Alt has 0 Interactions that match; smallest Cost is nothing.",
    ],
    [has("mailingGroup", text("code", "NEWS")), "P900", true, "Finn Solo has Mailing Group Newsletter."],
    [{ kind: "member", of: "segment", no: "SM00001", is: true }, "P900", false, "Finn Solo does not stand on segment SM00001."],
  ];
  it.each(cases)("%j of %s", async (filter, contactNo, held, actual) => {
    expect(await why(filter, contactNo)).toMatchObject({ kind: "condition", held, actual });
  });

  it("a company whose industry group was taken away has none", async () => {
    await db.pool.query("delete from contact_industry_group where contact_id = 300");
    expect((await why(has("industryGroup", text("code", "FOOD")), "P301")).actual).toBe("The company has no Industry Group.");
    await db.pool.query("insert into contact_industry_group values (300, 'PRESS')");
  });
});

it("the tree says at each node whether it held, and agrees with who is matched", async () => {
  const filter: Filter = {
    kind: "all",
    of: [
      { kind: "any", of: [text("countryRegionCode", "GB"), has("mailingGroup")] },
      { kind: "not", of: text("type", "Company") },
      { kind: "relation", relation: "profileAnswer", match: "none", where: text("lineNo", "30") },
    ],
  };
  const members = await matching(db, filter);
  for (const [contactNo] of Object.entries(ids)) {
    if (!(contactNo in ids)) continue;
    const explained = await explain(db.prisma, filter, ids[contactNo as keyof typeof ids], clock);
    expect(explained.ok && explained.value?.held).toBe(members.includes(contactNo));
  }
  const tree = await why(filter, "P201");
  expect(tree.of.map((part) => [part.kind, part.held])).toEqual([
    ["any", true],
    ["not", true],
    ["condition", false],
  ]);
  expect(textOf(tree.words)).toBe(inWordsText(filter));
});

it("explains nothing for a contact that is not there, and refuses what cannot be read", async () => {
  expect(await explain(db.prisma, { kind: "all", of: [] }, 4_711, clock)).toEqual({ ok: true, value: null });
  const refused = await explain(db.prisma, text("postCode", "1.."), 100, clock);
  expect(refused.ok).toBe(true);
  expect((await explain(db.prisma, text("postCode", "1|"), 100, clock)).ok).toBe(false);
});

it("explains as many conditions as a filter may have", async () => {
  const filter: Filter = { kind: "any", of: Array.from({ length: 199 }, (_, index) => text("city", `Town ${index}`)) };
  expect((await why(filter, "P201")).of).toHaveLength(199);
});
