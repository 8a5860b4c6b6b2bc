import fc from "fast-check";
import { sections } from "@/lib/filters/catalogue";
import type { Filter, RelationKey } from "@/lib/filters/schema";
import { aggregateKinds, aggregateOps, askedOperators, relationKeys } from "@/lib/filters/schema";

const value = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom("", "GB", "-30D", "t", "2026-01-31", "*"),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
);
const comparing = ["is", "isNot", "less", "lessOrEqual", "greater", "greaterOrEqual"] as const;

/** A condition on a field, with any operator and any values the schema lets through, fitting or not. */
function condition(field: fc.Arbitrary<string>): fc.Arbitrary<Filter> {
  const kind = fc.constant("field" as const);
  const text = fc.string({ minLength: 1, maxLength: 12 });
  return fc.oneof(
    fc.record({ kind, field, op: fc.constantFrom(...comparing), value }),
    fc.record({
      kind,
      field,
      op: fc.constantFrom("in" as const, "notIn" as const),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind, field, op: fc.constantFrom("between" as const, "notBetween" as const), values: fc.tuple(value, value) }),
    fc.record({ kind, field, op: fc.constant("anniversary" as const), values: fc.tuple(value, value) }),
    fc.record({
      kind,
      field,
      op: fc.constantFrom("like" as const, "notLike" as const),
      value: fc.oneof(text, fc.constantFrom("*a*", "a*", "*a")),
    }),
    fc.record({ kind, field, op: fc.constant("ask" as const), as: fc.constantFrom(...askedOperators), name: text, hint: text }),
    fc.record({ kind, field, op: fc.constantFrom("isEmpty" as const, "isNotEmpty" as const) }),
    fc.record({ kind, field, op: fc.constant("expression" as const), text: fc.string({ maxLength: 12 }) }),
  );
}

const fieldsOf = (key: string) => sections.find((section) => section.key === key)?.fields.map((field) => field.key) ?? [];
const member: fc.Arbitrary<Filter> = fc.record({
  kind: fc.constant("member" as const),
  of: fc.constantFrom("segment" as const, "loggedSegment" as const),
  no: fc.string({ minLength: 1, maxLength: 8 }),
  is: fc.boolean(),
});

/** Groups in groups over what `leaf` draws, empty and single ones and doubled negations too. */
function tree(leaf: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.record({ kind: fc.constant("all" as const), of: fc.array(tie("filter"), { maxLength: 3 }) }),
      fc.record({ kind: fc.constant("any" as const), of: fc.array(tie("filter"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ kind: fc.constant("not" as const), of: tie("filter") }),
    ),
  })).filter;
}

const relation: fc.Arbitrary<Filter> = fc
  .constantFrom(...relationKeys)
  .chain((key: RelationKey) =>
    fc.record({
      key: fc.constant(key),
      where: tree(condition(fc.constantFrom(...fieldsOf(key)))),
      how: fc.oneof(
        fc.record({ match: fc.constantFrom("any" as const, "none" as const, "all" as const) }),
        fc.record({
          match: fc.constant("aggregate" as const),
          of: fc.constantFrom(...aggregateKinds),
          field: fc.constantFrom(...fieldsOf(key)),
          op: fc.constantFrom(...aggregateOps),
          value: fc.integer({ min: -9, max: 9 }),
        }),
        fc.record({ match: fc.constant("count" as const), count: fc.record({ op: fc.constantFrom(...comparing), value: fc.nat(9) }) }),
      ),
    }),
  )
  .map(({ key, where, how }): Filter => ({ kind: "relation", relation: key, where, ...how }));

/** Filters of every shape that the schema allows and that could be asked: fields where they belong. */
export const anyFilter: fc.Arbitrary<Filter> = tree(fc.oneof(condition(fc.constantFrom(...fieldsOf("contact"))), relation, member));

/** The same, with fields of nobody and relations inside relations, which are refused only when asked. */
export const anyShape: fc.Arbitrary<Filter> = tree(
  fc.oneof(
    condition(fc.string({ minLength: 1, maxLength: 6 })),
    member,
    anyFilter.map((where): Filter => ({ kind: "relation", relation: "purchase", match: "any", where })),
  ),
);
