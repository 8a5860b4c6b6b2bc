import fc from "fast-check";
import type { Filter } from "@/lib/filters/schema";
import { cities, countries, groupCodes, industryCodes, jobCodes, type ModelContact, type World } from "./world";

const anyCase = <T extends string>(values: readonly T[]) =>
  fc.constantFrom(...values.flatMap((value) => [value, value.toLowerCase(), value.toUpperCase()]));

function fieldFilters(field: string, values: readonly string[]): fc.Arbitrary<Filter> {
  const value = anyCase(values);
  return fc.oneof(
    fc.record({
      kind: fc.constant("field" as const),
      field: fc.constant(field),
      op: fc.constantFrom("is" as const, "isNot" as const),
      value,
    }),
    fc.record({
      kind: fc.constant("field" as const),
      field: fc.constant(field),
      op: fc.constantFrom("in" as const, "notIn" as const),
      values: fc.array(value, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      kind: fc.constant("field" as const),
      field: fc.constant(field),
      op: fc.constantFrom("isEmpty" as const, "isNotEmpty" as const),
    }),
    fc.record({
      kind: fc.constant("field" as const),
      field: fc.constant(field),
      op: fc.constantFrom("like" as const, "notLike" as const),
      value: fc.constantFrom("*a*", "?e*", "*s", "d?"),
    }),
  );
}

const flags = fc.record({
  kind: fc.constant("field" as const),
  field: fc.constant("excludeFromSegment"),
  op: fc.constant("is" as const),
  value: fc.boolean(),
});
const types = fc.record({
  kind: fc.constant("field" as const),
  field: fc.constant("type"),
  op: fc.constantFrom("is" as const, "isNot" as const),
  value: fc.constantFrom("company", "person"),
});

const anyRow: Filter = { kind: "all", of: [] };
function relationFilters(relation: "mailingGroup" | "jobResponsibility" | "industryGroup", codes: readonly string[]): fc.Arbitrary<Filter> {
  const where: fc.Arbitrary<Filter> = fc.oneof(
    fc.constant(anyRow),
    fc.record({
      kind: fc.constant("field" as const),
      field: fc.constant("code"),
      op: fc.constantFrom("is" as const, "isNot" as const),
      value: anyCase(codes),
    }),
  );
  return fc.oneof(
    fc.record({
      kind: fc.constant("relation" as const),
      relation: fc.constant(relation),
      match: fc.constantFrom("any" as const, "none" as const, "all" as const),
      where,
    }),
    fc.record({
      kind: fc.constant("relation" as const),
      relation: fc.constant(relation),
      match: fc.constant("count" as const),
      where,
      count: fc.record({
        op: fc.constantFrom("is" as const, "isNot" as const, "less" as const, "greaterOrEqual" as const),
        value: fc.nat({ max: 2 }),
      }),
    }),
    fc.record({
      kind: fc.constant("relation" as const),
      relation: fc.constant(relation),
      match: fc.constant("aggregate" as const),
      where,
      of: fc.constant("distinct" as const),
      field: fc.constant("code"),
      op: fc.constantFrom("is" as const, "less" as const, "greaterOrEqual" as const),
      value: fc.nat({ max: 2 }),
    }),
  );
}

/** *On this segment* and *not on this segment*, as of the moment the filter is evaluated. */
export const thisSegment = "THIS";
const member = fc.boolean().map((isMember): Filter => ({ kind: "member", of: "segment", no: thisSegment, is: isMember }));

/** Filters over everything a world holds, all the ways to combine conditions included. */
export const filters: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter; leaf: Filter }>((tie) => ({
  leaf: fc.oneof(
    fieldFilters("city", cities),
    fieldFilters("countryRegionCode", countries),
    flags,
    types,
    relationFilters("mailingGroup", groupCodes),
    relationFilters("jobResponsibility", jobCodes),
    relationFilters("industryGroup", industryCodes),
    member,
  ),
  filter: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc.constant(anyRow),
    fc.array(tie("filter"), { maxLength: 3 }).map((of): Filter => ({ kind: "all", of })),
    fc.array(tie("filter"), { minLength: 1, maxLength: 3 }).map((of): Filter => ({ kind: "any", of })),
    tie("filter").map((of): Filter => ({ kind: "not", of })),
  ),
})).filter;

/** Names this segment in a filter by its number. */
export function withSegmentNo(filter: Filter, segmentNo: string): Filter {
  if (filter.kind === "member") return { ...filter, no: segmentNo };
  if (filter.kind === "all" || filter.kind === "any") return { ...filter, of: filter.of.map((part) => withSegmentNo(part, segmentNo)) };
  return filter.kind === "not" ? { kind: "not", of: withSegmentNo(filter.of, segmentNo) } : filter;
}

/** Whether a filter holds for a contact, in plain words of JavaScript: blank satisfies no positive operator and every negated one. */
export function holds(filter: Filter, contact: ModelContact, world: World, members: ReadonlySet<number>): boolean {
  switch (filter.kind) {
    case "all":
      return filter.of.every((part) => holds(part, contact, world, members));
    case "any":
      return filter.of.some((part) => holds(part, contact, world, members));
    case "not":
      return !holds(filter.of, contact, world, members);
    case "member":
      return members.has(contact.id) === filter.is;
    case "field":
      return fieldHolds(filter, fieldOf(contact, filter.field));
    case "relation": {
      const rows = rowsOf(contact, filter.relation, world);
      const matching = rows.filter((code) => rowHolds(filter.where, code));
      if (filter.match === "any") return matching.length > 0;
      if (filter.match === "none") return matching.length === 0;
      if (filter.match === "all") return rows.length > 0 && matching.length === rows.length;
      if (filter.match === "aggregate") return compare(new Set(matching).size, filter.op, filter.value);
      return "count" in filter && compare(matching.length, filter.count.op, filter.count.value);
    }
    default:
      return filter satisfies never;
  }
}

function fieldOf(contact: ModelContact, field: string): string | boolean | null {
  if (field === "city") return contact.city;
  if (field === "countryRegionCode") return contact.country;
  if (field === "type") return contact.type;
  if (field === "excludeFromSegment") return contact.excluded;
  throw new Error(`the model knows no field ${field}`);
}

function rowsOf(contact: ModelContact, relation: string, world: World): string[] {
  if (relation === "mailingGroup") return contact.groups;
  if (relation === "jobResponsibility") return contact.jobs;
  if (relation === "industryGroup") return world.find(({ id }) => id === contact.companyId)?.industries ?? [];
  throw new Error(`the model knows no relation ${relation}`);
}

function rowHolds(where: Filter, code: string): boolean {
  return where.kind === "field" ? fieldHolds(where, code) : true;
}

function fieldHolds(condition: Extract<Filter, { kind: "field" }>, value: string | boolean | null): boolean {
  const same = (other: unknown) => value !== null && String(value).toLowerCase() === String(other).toLowerCase();
  switch (condition.op) {
    case "is":
      return same(condition.value);
    case "isNot":
      return !same(condition.value);
    case "in":
      return condition.values.some(same);
    case "notIn":
      return !condition.values.some(same);
    case "isEmpty":
      return value === null;
    case "isNotEmpty":
      return value !== null;
    case "like":
    case "notLike": {
      const pattern = new RegExp(`^${condition.value.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i");
      return (value !== null && pattern.test(String(value))) === (condition.op === "like");
    }
    default:
      throw new Error(`the model knows no operator ${condition.op}`);
  }
}

function compare(left: number, op: string, right: number): boolean {
  if (op === "is") return left === right;
  if (op === "isNot") return left !== right;
  return op === "less" ? left < right : left >= right;
}
