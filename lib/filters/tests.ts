import { err, ok, type Result } from "@/lib/result";
import { type DaysOfYear, daysOfYear } from "./calendar";
import type { CatalogueField } from "./catalogue";
import type { FilterClock } from "./clock";
import type { FilterError } from "./errors";
import type { CompareOp, FieldCondition, FilterValue } from "./schema";
import { readDays, readValue, type Scalar } from "./values";

/** One end of a range. `value` is text, an exact number, a day, or a time on the wall clock or exact, as the field's type has it. */
export type Bound = { value: string; inclusive: boolean };

/** A value that can be equal to what a field holds. */
export type Exact = Extract<Scalar, { kind: "text" | "number" | "bool" | "enum" }>;

/** What a column is asked, before negation. A blank column satisfies none but `blank`. */
export type Test =
  | { kind: "blank" }
  | { kind: "equal"; values: Exact[] }
  | { kind: "like"; pattern: string }
  | { kind: "order"; low: Bound | null; high: Bound | null }
  /** Whatever the year. */
  | ({ kind: "yearly" } & DaysOfYear);

export type FieldTests = { negated: boolean; anyOf: Test[] };
type PlainCondition = Exclude<FieldCondition, { op: "expression" | "ask" }>;

/** What a condition asks of its field: any of some tests, or none of them. Refused when operator or value do not fit the field's type. */
export function resolveField(condition: PlainCondition, field: CatalogueField, clock: FilterClock): Result<FieldTests, FilterError> {
  switch (condition.op) {
    case "isEmpty":
    case "isNotEmpty":
      return ok({ negated: condition.op === "isNotEmpty", anyOf: [{ kind: "blank" }] });
    case "like":
    case "notLike":
      return patternTest(condition.op, condition.value, field);
    case "is":
    case "isNot":
      return equality(condition.op === "isNot", [condition.value], field, clock);
    case "in":
    case "notIn":
      return equality(condition.op === "notIn", condition.values, field, clock);
    case "between":
    case "notBetween": {
      const [low, high] = condition.values;
      const tests = order(condition.op, low, high, field, clock);
      return tests.ok ? ok({ ...tests.value, negated: condition.op === "notBetween" }) : tests;
    }
    case "anniversary":
      return anniversary(condition.values, field, clock);
    case "greater":
    case "greaterOrEqual":
      return order(condition.op, condition.value, null, field, clock);
    case "less":
    case "lessOrEqual":
      return order(condition.op, null, condition.value, field, clock);
    default:
      return condition satisfies never;
  }
}

function patternTest(op: "like" | "notLike", value: string, field: CatalogueField): Result<FieldTests, FilterError> {
  if (field.type !== "text" && field.type !== "code") return err(wrongOperator(field, op));
  const pattern = field.type === "code" ? value.trim().toUpperCase() : value.trim();
  if (pattern.includes("\0")) return err(badValue(field, value, "characters that can be stored", "Jones*"));
  return ok({ negated: op === "notLike", anyOf: [pattern === "" ? { kind: "blank" } : { kind: "like", pattern }] });
}

function equality(negated: boolean, values: FilterValue[], field: CatalogueField, clock: FilterClock): Result<FieldTests, FilterError> {
  const exact: Exact[] = [];
  const anyOf: Test[] = [];
  for (const value of values) {
    const read = readValue(field, value, clock);
    if (!read.ok) return err(badValue(field, value, read.error.expected, read.error.example));
    const scalar = read.value;
    if (scalar.kind === "blank") anyOf.push({ kind: "blank" });
    else if (scalar.kind === "days" || scalar.kind === "times")
      anyOf.push({ kind: "order", low: lowEnd(scalar, true), high: highEnd(scalar, true) });
    else exact.push(scalar);
  }
  if (exact.length > 0) anyOf.unshift({ kind: "equal", values: exact });
  return ok({ negated, anyOf });
}

function order(
  op: CompareOp | "between" | "notBetween",
  low: FilterValue | null,
  high: FilterValue | null,
  field: CatalogueField,
  clock: FilterClock,
): Result<FieldTests, FilterError> {
  if (field.type === "bool" || field.type === "enum") return err(wrongOperator(field, op));
  const ends: (Scalar | null)[] = [];
  for (const value of [low, high]) {
    const read = value === null ? null : readValue(field, value, clock);
    if (read && !read.ok) return err(badValue(field, value, read.error.expected, read.error.example));
    if (read?.value.kind === "blank") return err(badValue(field, value, "a value", "1000"));
    ends.push(read ? read.value : null);
  }
  const [first, last] = ends;
  const test: Test = {
    kind: "order",
    low: first ? lowEnd(first, op !== "greater") : null,
    high: last ? highEnd(last, op !== "less") : null,
  };
  return ok({ negated: false, anyOf: [test] });
}

function anniversary(values: [FilterValue, FilterValue], field: CatalogueField, clock: FilterClock): Result<FieldTests, FilterError> {
  if (field.type !== "date" && field.type !== "instant") return err(wrongOperator(field, "anniversary"));
  const [from, to] = values.map((value) => readDays(String(value), clock));
  for (const [at, read] of [from, to].entries()) {
    if (read && !read.ok) return err(badValue(field, values[at] ?? null, read.error.expected, read.error.example));
  }
  if (!from?.ok || !to?.ok) throw new Error("an anniversary has two ends");
  return ok({ negated: false, anyOf: [{ kind: "yearly", ...daysOfYear(from.value.from, to.value.to) }] });
}

/** From the first day of several on, or after the last of them. */
function lowEnd(scalar: Scalar, inclusive: boolean): Bound {
  if (scalar.kind === "days") return { value: inclusive ? scalar.from : scalar.to, inclusive };
  return scalar.kind === "times"
    ? { value: inclusive ? scalar.from : scalar.before, inclusive: true }
    : { value: written(scalar), inclusive };
}

/** Up to the last day of several, or before the first of them. */
function highEnd(scalar: Scalar, inclusive: boolean): Bound {
  if (scalar.kind === "days") return { value: inclusive ? scalar.to : scalar.from, inclusive };
  return scalar.kind === "times"
    ? { value: inclusive ? scalar.before : scalar.from, inclusive: false }
    : { value: written(scalar), inclusive };
}

function written(scalar: Scalar): string {
  return scalar.kind === "number" ? scalar.number : scalar.kind === "text" ? scalar.text : "";
}

/** What fields of each type hold, in words. */
export const holds: Record<CatalogueField["type"], string> = {
  code: "codes",
  text: "text",
  int: "numbers",
  decimal: "numbers",
  bool: "Yes or No",
  enum: "one of a few words",
  date: "days",
  instant: "moments",
};

function wrongOperator(field: CatalogueField, op: string): FilterError {
  return { code: "operator_not_for_type", field: field.label, op, type: holds[field.type] };
}

function badValue(field: CatalogueField, value: FilterValue | null, expected: string, example: string): FilterError {
  return { code: "bad_value", field: field.label, value: String(value), expected, example };
}
