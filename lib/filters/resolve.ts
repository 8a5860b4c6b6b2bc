import { err, ok, type Result } from "@/lib/result";
import { type CatalogueField, findField, sectionOf } from "./catalogue";
import type { FilterClock } from "./clock";
import type { FilterError } from "./errors";
import { parseExpression } from "./expression";
import {
  bounds,
  type CompareOp,
  type FieldCondition,
  type Filter,
  type MemberCondition,
  type RelationCondition,
  type RelationKey,
} from "./schema";
import { holds, resolveField, type Test } from "./tests";

/**
 * A filter with its names, operators and values checked, its dates fixed at one clock, and every negation pushed down to the leaves:
 * what the compiler turns into SQL without a further question.
 */
export type Resolved =
  | { kind: "all" | "any"; of: Resolved[] }
  | { kind: "test"; field: CatalogueField; negated: boolean; test: Test }
  | { kind: "rows"; relation: RelationKey; negated: boolean; where: Resolved; mentioned: ReadonlySet<string> }
  | { kind: "count"; relation: RelationKey; op: "is" | "isNot" | CompareOp; value: number; where: Resolved; mentioned: ReadonlySet<string> }
  | ({ kind: "aggregate"; relation: RelationKey; negated: boolean; where: Resolved; mentioned: ReadonlySet<string> } & Figure)
  | { kind: "member"; of: "segment" | "loggedSegment"; no: string; negated: boolean };

/** What is asked of the rows of an aggregate taken together. */
type Figure = Pick<Extract<RelationCondition, { match: "aggregate" }>, "of" | "field" | "op" | "value">;

/** Checks a filter and fixes its dates. Refused with the first condition that cannot be used. */
export function resolveFilter(filter: Filter, clock: FilterClock): Result<Resolved, FilterError> {
  const conditions = { left: bounds.nodes };
  return resolve(filter, { clock, relation: null, negated: false, conditions });
}

type Place = { clock: FilterClock; relation: RelationKey | null; negated: boolean; conditions: { left: number } };

function resolve(filter: Filter, place: Place): Result<Resolved, FilterError> {
  switch (filter.kind) {
    case "all":
    case "any":
      return resolveGroup(filter.kind, filter.of, place);
    case "not":
      return resolve(filter.of, { ...place, negated: !place.negated });
    case "field":
      return resolveCondition(filter, place);
    case "relation":
      return place.relation ? err(nested(place.relation)) : resolveRelation(filter, place);
    case "member":
      return place.relation ? err(nested(place.relation)) : resolveMember(filter, place.negated);
    default:
      return filter satisfies never;
  }
}

function nested(relation: RelationKey): FilterError {
  return { code: "relation_inside_relation", section: sectionOf(relation).title };
}

function resolveMember({ of, no, is }: MemberCondition, negated: boolean): Result<Resolved, FilterError> {
  const field = of === "segment" ? "Segment" : "Logged segment";
  if (no.includes("\0"))
    return err({ code: "bad_value", field, value: no, expected: "a number", example: of === "segment" ? "SM00001" : "12" });
  return ok({ kind: "member", of, no: no.trim(), negated: is === negated });
}

/** Negated, *all* is *any* of the negated parts, and the other way round. */
function resolveGroup(kind: "all" | "any", parts: Filter[], place: Place): Result<Resolved, FilterError> {
  const of: Resolved[] = [];
  for (const part of parts) {
    const resolved = resolve(part, place);
    if (!resolved.ok) return resolved;
    of.push(resolved.value);
  }
  return ok({ kind: (kind === "all") === place.negated ? "any" : "all", of });
}

function resolveCondition(condition: FieldCondition, place: Place): Result<Resolved, FilterError> {
  const section = sectionOf(place.relation);
  const field = findField(place.relation, condition.field);
  if (!field) return err({ code: "unknown_field", field: condition.field, section: section.title });
  if (condition.op === "ask") return err({ code: "placeholder_left", field: field.label, name: condition.name });
  if (condition.op === "expression") {
    const tree = parseExpression(condition.text, field, place.clock);
    return tree.ok
      ? resolve(tree.value, place)
      : err({ code: "unreadable_expression", field: field.label, text: condition.text, error: tree.error });
  }
  if (--place.conditions.left < 0) return err({ code: "too_many_conditions", most: bounds.nodes });
  const tests = resolveField(condition, field, place.clock);
  if (!tests.ok) return tests;
  const { negated, anyOf } = tests.value;
  const turned = negated !== place.negated;
  const of = anyOf.map((test): Resolved => ({ kind: "test", field, negated: turned, test }));
  return ok(of.length === 1 && of[0] ? of[0] : { kind: turned ? "all" : "any", of });
}

function resolveRelation(condition: RelationCondition, place: Place): Result<Resolved, FilterError> {
  const inside = { ...place, relation: condition.relation, negated: false };
  const where = resolve(condition.where, inside);
  if (!where.ok) return where;
  const { relation } = condition;
  const mentioned = fieldsOf(condition.where);
  const rows = (negated: boolean, matching = where.value): Resolved => ({ kind: "rows", relation, negated, where: matching, mentioned });
  switch (condition.match) {
    case "any":
      return ok(rows(place.negated));
    case "none":
      return ok(rows(!place.negated));
    case "all": {
      const failing = resolve(condition.where, { ...inside, negated: true });
      if (!failing.ok) return failing;
      return ok({ kind: place.negated ? "any" : "all", of: [rows(place.negated), rows(!place.negated, failing.value)] });
    }
    case "count": {
      const { op, value } = condition.count;
      return ok({ kind: "count", relation, op: place.negated ? opposite[op] : op, value, where: where.value, mentioned });
    }
    case "aggregate": {
      const { of, field, op, value } = condition;
      const refused = refusedFigure(condition);
      if (refused) return err(refused);
      return ok({ kind: "aggregate", relation, of, field, op, value, negated: place.negated, where: where.value, mentioned });
    }
    default:
      return condition satisfies never;
  }
}

/** Values of any field can be counted; only numbers can be summed up. */
function refusedFigure({ relation, of, field: key }: Extract<RelationCondition, { match: "aggregate" }>): FilterError | null {
  const field = findField(relation, key);
  if (!field) return { code: "unknown_field", field: key, section: sectionOf(relation).title };
  if (of === "distinct" || canBeSummed(field)) return null;
  return { code: "operator_not_for_type", field: field.label, op: of, type: holds[field.type] };
}

/** Whether a field has a sum, a minimum, a maximum and an average. */
export function canBeSummed({ type }: Pick<CatalogueField, "type">): boolean {
  return type === "int" || type === "decimal";
}

const opposite = {
  is: "isNot",
  isNot: "is",
  less: "greaterOrEqual",
  greaterOrEqual: "less",
  greater: "lessOrEqual",
  lessOrEqual: "greater",
} as const;

/** The fields a filter speaks of. */
function fieldsOf(filter: Filter): Set<string> {
  if (filter.kind === "field") return new Set([filter.field]);
  if (filter.kind === "all" || filter.kind === "any") return new Set(filter.of.flatMap((part) => [...fieldsOf(part)]));
  return filter.kind === "not" ? fieldsOf(filter.of) : new Set();
}
