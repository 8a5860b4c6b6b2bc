import { z } from "zod";
import { timeZoneNamed } from "./instants";

/** The relations of a contact that a filter can speak about, each a section of Add, Reduce and Refine beside the contact itself. */
export const relationKeys = [
  "profileAnswer",
  "mailingGroup",
  "interaction",
  "jobResponsibility",
  "industryGroup",
  "businessRelation",
  "purchase",
  "consent",
  "behaviour",
] as const;
export type RelationKey = (typeof relationKeys)[number];

export const bounds = { nodes: 200, depth: 10, patternLength: 200, expressionLength: 2048, values: 500 } as const;

export type FilterValue = string | number | boolean;
/** The operators that take a value: what a placeholder can become. */
export const askedOperators = [
  ...(["is", "isNot", "in", "notIn", "less", "lessOrEqual", "greater", "greaterOrEqual"] as const),
  ...(["between", "notBetween", "anniversary", "like", "notLike", "expression"] as const),
] as const;
export type AskedOperator = (typeof askedOperators)[number];

export type CompareOp = "less" | "lessOrEqual" | "greater" | "greaterOrEqual";

/**
 * One condition on one field. Values are text as a person types it (`"GB"`, `"2026-01-31"`, `"t-30D"`, `"12.5"`), numbers or booleans; enum
 * values are the keys of the catalogue. Wildcards (`*`, `?`) count in `like`, `notLike` and `expression` only.
 */
export type FieldCondition =
  | { kind: "field"; field: string; op: "is" | "isNot" | CompareOp; value: FilterValue }
  | { kind: "field"; field: string; op: "in" | "notIn"; values: FilterValue[] }
  | { kind: "field"; field: string; op: "between" | "notBetween"; values: [FilterValue, FilterValue] }
  /** Whether the day has its anniversary between two days, these included (T-22); with the same day twice, on that day. */
  | { kind: "field"; field: string; op: "anniversary"; values: [FilterValue, FilterValue] }
  | { kind: "field"; field: string; op: "like" | "notLike"; value: string }
  | { kind: "field"; field: string; op: "isEmpty" | "isNotEmpty" }
  | { kind: "field"; field: string; op: "expression"; text: string }
  /** The place of a condition in a template: what is asked of the field is still to be given, as `hint` says. Refused wherever a filter is used (T-24). */
  | { kind: "field"; field: string; op: "ask"; as: AskedOperator; name: string; hint: string };

/** What can be made of one field of several rows: `distinct` is how many different values it has, of moments how many days. */
export const aggregateKinds = ["sum", "minimum", "maximum", "average", "distinct"] as const;
export type AggregateKind = (typeof aggregateKinds)[number];
/** There is no *is not*: nothing has no smallest value, and whether that differs from 5 is not for us to say. */
export const aggregateOps = ["is", "less", "lessOrEqual", "greater", "greaterOrEqual"] as const;
export type AggregateOp = (typeof aggregateOps)[number];

/**
 * A condition on the rows a relation has for a contact: some row matches `where`, none does, there are rows and `all` of them do,
 * so many do, or what their `field` comes to is so much. Nothing sums up to 0 and has 0 different values; it has no minimum, maximum or
 * average, which then match no value. `where` speaks of the relation's own fields, all on the same row; `{ kind: "all", of: [] }` is any row.
 */
export type RelationCondition = { kind: "relation"; relation: RelationKey; where: Filter } & (
  | { match: "any" | "none" | "all" }
  | { match: "count"; count: { op: "is" | "isNot" | CompareOp; value: number } }
  | { match: "aggregate"; of: AggregateKind; field: string; op: AggregateOp; value: number }
);

/** Whether the contact stands on a segment now (its current step), or stood on a logged segment when it was logged. */
export type MemberCondition = { kind: "member"; of: "segment" | "loggedSegment"; no: string; is: boolean };

/** A filter over contacts: a tree of all, any and not over conditions. */
export type Filter =
  | { kind: "all"; of: Filter[] }
  | { kind: "any"; of: Filter[] }
  | { kind: "not"; of: Filter }
  | FieldCondition
  | RelationCondition
  | MemberCondition;

/** The filter that every contact satisfies. */
export const everybody: Filter = { kind: "all", of: [] };

/** Text that can be kept, as JSON too: without U+0000 and halves of surrogates. */
const text = z.string().overwrite((typed) => typed.replaceAll("\0", "").toWellFormed());
const name = text.min(1).max(60);
const value = z.union([text.max(bounds.patternLength, `A value has at most ${bounds.patternLength} characters.`), z.number(), z.boolean()]);
const pattern = text.min(1).max(bounds.patternLength, `A pattern has at most ${bounds.patternLength} characters.`);
const comparing = ["is", "isNot", "less", "lessOrEqual", "greater", "greaterOrEqual"] as const;

const fieldCondition = z.discriminatedUnion("op", [
  z.strictObject({ kind: z.literal("field"), field: name, op: z.enum(comparing), value }),
  z.strictObject({ kind: z.literal("field"), field: name, op: z.enum(["in", "notIn"]), values: z.array(value).min(1).max(bounds.values) }),
  z.strictObject({
    kind: z.literal("field"),
    field: name,
    op: z.enum(["between", "notBetween", "anniversary"]),
    values: z.tuple([value, value]),
  }),
  z.strictObject({ kind: z.literal("field"), field: name, op: z.enum(["like", "notLike"]), value: pattern }),
  z.strictObject({ kind: z.literal("field"), field: name, op: z.enum(["isEmpty", "isNotEmpty"]) }),
  z.strictObject({ kind: z.literal("field"), field: name, op: z.literal("expression"), text: text.max(bounds.expressionLength) }),
  z.strictObject({
    kind: z.literal("field"),
    field: name,
    op: z.literal("ask"),
    as: z.enum(askedOperators),
    name,
    hint: text.max(200),
  }),
]);

const memberCondition = z.strictObject({
  kind: z.literal("member"),
  of: z.enum(["segment", "loggedSegment"]),
  no: text.min(1).max(60),
  is: z.boolean(),
});

const relationPart = { kind: z.literal("relation"), relation: z.enum(relationKeys) };
const tree: z.ZodType<Filter, Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ kind: z.literal("all"), of: z.array(tree) }),
    z.strictObject({ kind: z.literal("any"), of: z.array(tree).min(1) }),
    z.strictObject({ kind: z.literal("not"), of: tree }),
    fieldCondition,
    memberCondition,
    z.strictObject({ ...relationPart, match: z.enum(["any", "none", "all"]), where: tree }),
    z.strictObject({
      ...relationPart,
      match: z.literal("count"),
      count: z.strictObject({ op: z.enum(comparing), value: z.int().min(0).max(1_000_000_000) }),
      where: tree,
    }),
    z.strictObject({
      ...relationPart,
      match: z.literal("aggregate"),
      of: z.enum(aggregateKinds),
      field: name,
      op: z.enum(aggregateOps),
      value: z.number().min(-1e15).max(1e15),
      where: tree,
    }),
  ]),
);

/**
 * A filter as it comes from a page, the API or a column: its shape and its bounds (200 conditions and groups, 10 deep). Whether its fields,
 * operators and values exist and fit is told by `compileFilter`, in sentences a person can act on.
 */
export const filterSchema: z.ZodType<Filter, Filter> = z.custom<Filter>().superRefine(withinBounds).pipe(tree);

function withinBounds(filter: unknown, context: z.RefinementCtx): void {
  let nodes = 0;
  let level: unknown[] = [filter];
  for (let depth = 1; level.length > 0; depth++) {
    nodes += level.length;
    const tooDeep = depth > bounds.depth;
    if (tooDeep) context.addIssue(`A filter may be at most ${bounds.depth} levels deep.`);
    const tooMany = nodes > bounds.nodes;
    if (tooMany) context.addIssue(`A filter may have at most ${bounds.nodes} conditions and groups.`);
    if (tooDeep || tooMany) return;
    level = level.flatMap(childrenOf);
  }
}

function childrenOf(node: unknown): unknown[] {
  if (typeof node !== "object" || node === null) return [];
  const below = ["of" in node ? node.of : null, "where" in node ? node.where : null];
  return below.flatMap((part) => (Array.isArray(part) ? part : typeof part === "object" && part !== null ? [part] : []));
}

/** A time zone by its name. */
export const timeZoneSchema = z
  .string()
  .refine((name) => timeZoneNamed(name) !== null, "A time zone is named as Europe/Berlin or Pacific/Auckland is.")
  .overwrite((name) => timeZoneNamed(name) ?? name);
