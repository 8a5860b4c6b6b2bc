import { err, ok, type Result } from "@/lib/result";
import type { CatalogueField } from "./catalogue";
import type { FilterClock } from "./clock";
import type { ExpressionError, OperandProblem } from "./expression-error";
import {
  anniversaryOf,
  cased,
  emptyHasNoOrder,
  hasOrder,
  isPattern,
  isText,
  noNul,
  noOrder,
  noOrderInPatterns,
  noWildcard,
} from "./expression-rules";
import { readSyntax } from "./expression-syntax";
import { resolveToken } from "./expression-token";
import type { Comparison, Expression, Operand } from "./expression-tree";
import { isExact, lastBefore } from "./instants";
import type { CompareOp, FieldCondition, Filter } from "./schema";
import { readDays, readValue, type Scalar } from "./values";

/**
 * What an expression on a field means at this clock: a tree of plain conditions on that field, with `|` and `&` as any and all, days as
 * "YYYY-MM-DD", codes in upper case, enum keys, and blanks as *is empty*. Refused at the place of the mistake.
 */
export function parseExpression(text: string, field: CatalogueField, clock: FilterClock): Result<Filter, ExpressionError> {
  const syntax = readSyntax(text);
  return syntax.ok ? resolve(syntax.value, field, clock) : syntax;
}

function resolve(expression: Expression, field: CatalogueField, clock: FilterClock): Result<Filter, ExpressionError> {
  const anniversary = anniversaryOf(expression, field);
  if (anniversary) return resolveAnniversary(anniversary, field, clock);
  switch (expression.kind) {
    case "any":
    case "all":
      return resolveChain(expression.kind, expression.of, field, clock);
    case "compare":
      return resolveComparison(expression.op, expression.operand, field, clock);
    case "range":
      return resolveRange(expression.from, expression.to, field, clock);
    default:
      return expression satisfies never;
  }
}

function resolveChain(kind: "any" | "all", of: Expression[], field: CatalogueField, clock: FilterClock): Result<Filter, ExpressionError> {
  const parts: Filter[] = [];
  for (const part of of) {
    const resolved = resolve(part, field, clock);
    if (!resolved.ok) return resolved;
    if (resolved.value.kind === kind) parts.push(...resolved.value.of);
    else parts.push(resolved.value);
  }
  return ok(gather(kind, parts, field.key));
}

/** `DK|SE|NO` is one condition, and so is `<>DK&<>SE`. */
function gather(kind: "any" | "all", parts: Filter[], field: string): Filter {
  const one = kind === "any" ? "is" : "isNot";
  const many = kind === "any" ? "in" : "notIn";
  const values = parts.flatMap((part) =>
    part.kind === "field" && part.op === one ? [part.value] : part.kind === "field" && part.op === many ? part.values : [],
  );
  const others = parts.filter((part) => part.kind !== "field" || (part.op !== one && part.op !== many));
  const listed: FieldCondition[] =
    values.length > 1
      ? [{ kind: "field", field, op: many, values: [...new Set(values)] }]
      : values.map((value) => ({ kind: "field", field, op: one, value }));
  const of: Filter[] = [...listed, ...others];
  return of.length === 1 && of[0] ? of[0] : { kind, of };
}

function resolveComparison(op: Comparison, operand: Operand, field: CatalogueField, clock: FilterClock): Result<Filter, ExpressionError> {
  const negated = op === "<>";
  const equality = negated || op === "=";
  if (operand.text === "") {
    return equality ? ok({ kind: "field", field: field.key, op: negated ? "isNotEmpty" : "isEmpty" }) : refuse(operand, emptyHasNoOrder);
  }
  if (equality && isPattern(operand, field)) {
    return operand.text.includes("\0")
      ? refuse(operand, noNul(field))
      : ok({ kind: "field", field: field.key, op: negated ? "notLike" : "like", value: cased(operand.text, field) });
  }
  if (!equality && !hasOrder(field)) return refuse(operand, noOrder(field));
  if (!equality && isPattern(operand, field)) return refuse(operand, noOrderInPatterns(op));
  const value = read(operand, field, clock);
  return value.ok ? ok(compare(field.key, op, value.value)) : value;
}

function resolveRange(
  from: Operand | null,
  to: Operand | null,
  field: CatalogueField,
  clock: FilterClock,
): Result<Filter, ExpressionError> {
  const end = from ?? to;
  if (end && !hasOrder(field)) return refuse(end, noOrder(field));
  const low = from && read(from, field, clock);
  if (low && !low.ok) return low;
  const high = to && read(to, field, clock);
  if (high && !high.ok) return high;
  if (low && high) return ok({ kind: "field", field: field.key, op: "between", values: [firstOf(low.value), lastOf(high.value)] });
  if (low) return ok(compare(field.key, ">=", low.value));
  return high ? ok(compare(field.key, "<=", high.value)) : err(unreachable);
}

function resolveAnniversary(
  { from, to }: { from: Operand; to: Operand },
  field: CatalogueField,
  clock: FilterClock,
): Result<Filter, ExpressionError> {
  const [first, last] = [readDays(from.text, clock), readDays(to.text, clock)];
  if (!first.ok) return refuse(from, first.error);
  return last.ok
    ? ok({ kind: "field", field: field.key, op: "anniversary", values: [first.value.from, last.value.to] })
    : refuse(to, last.error);
}

const unreachable: ExpressionError = {
  code: "value_expected",
  at: 0,
  length: 1,
  expected: "a value",
  message: "A value was expected.",
  example: "1000..1999",
};

/** The operand's value, a token replaced by what it stands for. Wildcards mean nothing here. */
function read(operand: Operand, field: CatalogueField, clock: FilterClock): Result<Scalar, ExpressionError> {
  if (!isText(field) && /[*?]/.test(operand.text)) return refuse(operand, noWildcard(field));
  const token = operand.quoted || !isText(field) ? ok(operand.text) : resolveToken(operand.text, field, clock);
  const value = token.ok ? readValue(field, token.value, clock) : token;
  return value.ok ? value : refuse(operand, value.error);
}

function refuse(operand: Operand, problem: OperandProblem): { ok: false; error: ExpressionError } {
  return err({ ...problem, at: operand.at, length: operand.length });
}

const comparing: Record<Exclude<Comparison, "=" | "<>">, CompareOp> = {
  "<": "less",
  "<=": "lessOrEqual",
  ">": "greater",
  ">=": "greaterOrEqual",
};

function compare(field: string, op: Comparison, value: Scalar): Filter {
  const [first, last] = [firstOf(value), lastOf(value)];
  switch (op) {
    case "=":
      return first === last
        ? { kind: "field", field, op: "is", value: first }
        : { kind: "field", field, op: "between", values: [first, last] };
    case "<>": {
      if (first === last) return { kind: "field", field, op: "isNot", value: first };
      const before: Filter = { kind: "field", field, op: "less", value: first };
      return { kind: "any", of: [before, { kind: "field", field, op: "greater", value: last }, { kind: "field", field, op: "isEmpty" }] };
    }
    default:
      return { kind: "field", field, op: comparing[op], value: op === "<" || op === ">=" ? first : last };
  }
}

/** The value, of several days the first, as conditions carry it. */
function firstOf(value: Scalar): string | boolean {
  switch (value.kind) {
    case "blank":
      return "";
    case "text":
      return value.text;
    case "number":
      return value.number;
    case "bool":
      return value.bool;
    case "enum":
      return value.value;
    case "days":
      return value.from;
    case "times":
      return asWritten(value.from, value.before, "first");
    default:
      return value satisfies never;
  }
}

function lastOf(value: Scalar): string | boolean {
  if (value.kind === "days") return value.to;
  return value.kind === "times" ? asWritten(value.from, value.before, "last") : firstOf(value);
}

/** A stretch of time as one value of its own precision: the day, the minute or the second it begins or ends with. */
function asWritten(from: string, before: string, end: "first" | "last"): string {
  if (isExact(from)) return end === "first" ? from : lastBefore(before);
  const span = Date.parse(`${before}Z`) - Date.parse(`${from}Z`);
  const size = Math.min(span, 86_400_000);
  const at = end === "first" ? from : new Date(Date.parse(`${before}Z`) - size).toISOString().slice(0, 19);
  return size === 86_400_000 ? at.slice(0, 10) : size === 60_000 ? at.slice(0, 16) : at;
}
