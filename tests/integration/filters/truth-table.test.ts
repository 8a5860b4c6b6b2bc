import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aggregateKinds, aggregateOps, type FieldCondition, type Filter, type FilterValue, type RelationKey } from "@/lib/filters/schema";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";
import { matching } from "./matching";
import { holds } from "./plain-evaluator";
import { givenPlainWorld, kinds, plainWorld } from "./plain-world";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenPlainWorld(db);
});
afterAll(() => db.drop());

const expected = (filter: Filter) => plainWorld.filter((contact) => holds(filter, contact, kinds)).map((contact) => contact.contactNo);

/** The values each field is asked with; several are near misses of what is stored. */
const contactValues: Record<string, FilterValue[]> = {
  city: ["aarhus", " ÅRHUS ", "100%", "1_0", "o'brien", "A\\B", "jones & co", "STRASSE", "9", "10", ""],
  postCode: ["1000", "1004", "DK-2100", "w1 3al", ""],
  countryRegionCode: ["de", "GB", "XX", ""],
  correspondenceType: ["email", "phone", ""],
  minor: [true, false],
  createdAt: ["2026-03-15", "2026-03-16", "2026-07-01", ""],
};
const rowValues: Partial<Record<RelationKey, Record<string, FilterValue[]>>> = {
  mailingGroup: { code: ["GOLD", "vip", "NONE", ""] },
  profileAnswer: { lineNo: [11, "12", 13.5, ""], lastUpdatedOn: ["2026-03-15", "2024-02-29", ""] },
  interaction: {
    date: ["2026-01-01", "2026-03-16"],
    interactionTemplateCode: ["CALL", ""],
    costLcy: [0.5, "19.990", -3, "8"],
    durationMin: [9, 10],
    canceled: [true, false],
    postponed: [true],
  },
  behaviour: {
    type: ["visited", "BOUGHT", ""],
    occurredAt: ["2026-03-15", "2026-03-16", "2026-07-01"],
    source: ["shop", "WEB"],
    "text.page": ["/PRICING", "100%", "o'brien", ""],
    "number.amount": [0.5, "19.990", -3, "1000", ""],
    "flag.member": [true, false],
    "moment.due": ["2026-03-15", "2026-03-16", ""],
    "number.page": [1, ""],
  },
};
/** Over 28 and 29 February in years of both lengths, over the end of a year, the whole of one, a day, and one written the wrong way about. */
const yearly: [string, string][] = [
  ["2026-02-28", "2026-02-28"],
  ["2028-02-28", "2028-02-28"],
  ["2028-02-29", "2028-02-29"],
  ["2025-12-20", "2026-02-28"],
  ["2027-12-20", "2028-02-28"],
  ["2026-03-01", "2026-03-15"],
  ["2026-03-17", "2027-03-14"],
  ["2026-03-16", "2028-01-01"],
  ["2026-07-01", "2026-01-01"],
];
const patterns = ["*", "a*", "*US", "?rhus", "1_?", "*%*", "*\\*", "1??", "*'*", "dk-2?00"];

function conditionsOn(field: string, values: FilterValue[]): FieldCondition[] {
  const kind = kinds[field];
  const said = values.filter((value) => value !== "");
  const compare = (op: "is" | "isNot" | "less" | "lessOrEqual" | "greater" | "greaterOrEqual", of: FilterValue[]) =>
    of.map((value): FieldCondition => ({ kind: "field", field, op, value }));
  const ordered = kind !== "bool" && kind !== "enum";
  return [
    ...compare("is", values),
    ...compare("isNot", values),
    { kind: "field", field, op: "in", values },
    { kind: "field", field, op: "notIn", values },
    { kind: "field", field, op: "in", values: said.slice(0, 2) },
    { kind: "field", field, op: "isEmpty" },
    { kind: "field", field, op: "isNotEmpty" },
    ...(ordered ? (["less", "lessOrEqual", "greater", "greaterOrEqual"] as const).flatMap((op) => compare(op, said)) : []),
    ...(ordered
      ? (["between", "notBetween"] as const).flatMap((op) =>
          said.flatMap((low) => said.map((high): FieldCondition => ({ kind: "field", field, op, values: [low, high] }))),
        )
      : []),
    ...(kind === "day"
      ? yearly.map(([from, to]): FieldCondition => ({ kind: "field", field, op: "anniversary", values: [from, to] }))
      : []),
    ...(kind === "name" || kind === "code"
      ? patterns.flatMap((value): FieldCondition[] => [
          { kind: "field", field, op: "like", value },
          { kind: "field", field, op: "notLike", value },
        ])
      : []),
  ];
}

describe("each operator on each type, blanks included, as the plain evaluator has it", () => {
  it.each(Object.entries(contactValues))("contact: %s", async (field, values) => {
    for (const condition of conditionsOn(field, values)) {
      const negated: Filter = { kind: "not", of: condition };
      expect({ condition, found: await matching(db, condition) }).toEqual({ condition, found: expected(condition) });
      expect({ negated, found: await matching(db, negated) }).toEqual({ negated, found: expected(negated) });
    }
  });

  const rowFields = Object.entries(rowValues).flatMap(([relation, fields]) =>
    Object.entries(fields).map(([field, values]) => ({ relation: relation as RelationKey, field, values })),
  );
  it.each(rowFields)("$relation: $field", async ({ relation, field, values }) => {
    for (const where of conditionsOn(field, values)) {
      for (const match of ["any", "none", "all"] as const) {
        const filter: Filter = { kind: "relation", relation, match, where };
        expect({ filter, found: await matching(db, filter) }).toEqual({ filter, found: expected(filter) });
      }
    }
  });
});

const aField = fc.constantFrom(...Object.entries(contactValues).flatMap(([field, values]) => conditionsOn(field, values)));
const aRow = fc.constantFrom(
  ...Object.entries(rowValues).flatMap(([relation, fields]) =>
    Object.entries(fields).flatMap(([field, values]) =>
      conditionsOn(field, values).map((where) => ({ relation: relation as RelationKey, where })),
    ),
  ),
);
/** What a field of a relation's rows may come to. */
const aFigure = fc
  .record({
    of: fc.constantFrom(...aggregateKinds),
    nth: fc.nat(9),
    op: fc.constantFrom(...aggregateOps),
    value: fc.constantFrom(-3, 0, 0.5, 1, 2, 8.25, 10, 19.99),
  })
  .map(({ of, nth, op, value }) => (relation: RelationKey) => {
    const fields = Object.keys(rowValues[relation] ?? {}).filter((field) => of === "distinct" || kinds[field] === "number");
    const field = fields[nth % Math.max(1, fields.length)];
    // A relation without numbers can only be counted.
    return field
      ? { of, field, op, value }
      : { of: "distinct" as const, field: Object.keys(rowValues[relation] ?? {})[0] ?? "", op, value };
  });
const aRelation: fc.Arbitrary<Filter> = fc
  .tuple(
    aRow,
    aRow,
    fc.constantFrom("any", "none", "all", "count", "aggregate"),
    fc.constantFrom("alone", "all", "any", "not"),
    fc.nat(3),
    fc.constantFrom("is", "isNot", "less", "lessOrEqual", "greater", "greaterOrEqual"),
    aFigure,
  )
  .map(([first, second, match, joined, value, op, figure]): Filter => {
    const both = second.relation === first.relation ? [first.where, second.where] : [first.where];
    const where: Filter =
      joined === "alone"
        ? first.where
        : joined === "not"
          ? { kind: "not", of: { kind: "all", of: both } }
          : { kind: joined as "all" | "any", of: both };
    if (match === "aggregate") return { kind: "relation", relation: first.relation, match, where, ...figure(first.relation) };
    return match === "count"
      ? { kind: "relation", relation: first.relation, match, where, count: { op: op as "is", value } }
      : { kind: "relation", relation: first.relation, match: match as "any", where };
  });
const { filter: aFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    aField,
    aRelation,
    fc.record({ kind: fc.constant("all" as const), of: fc.array(tie("filter"), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant("any" as const), of: fc.array(tie("filter"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant("not" as const), of: tie("filter") }),
  ),
}));

it("random trees, as the plain evaluator has them", async () => {
  await fc.assert(
    fc.asyncProperty(aFilter, async (filter) => {
      expect(await matching(db, filter)).toEqual(expected(filter));
    }),
    { seed: 20260316, numRuns: 500 },
  );
}, 120_000);
