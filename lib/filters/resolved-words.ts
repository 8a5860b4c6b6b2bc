import { ok, type Result } from "@/lib/result";
import type { CatalogueField } from "./catalogue";
import { type Claim, claimOf } from "./claims";
import type { FilterClock } from "./clock";
import { readDate } from "./date-syntax";
import { parseExpression } from "./expression";
import type { ExpressionError } from "./expression-error";
import { readSyntax } from "./expression-syntax";
import type { Expression } from "./expression-tree";
import { predicate } from "./field-words";
import { isExact, localTime } from "./instants";
import type { FieldCondition, Filter, FilterValue } from "./schema";
import { type CodeNames, merged, plain, type Words } from "./words";

/** What an expression comes to at a clock, and whether that moves with the calendar or the user. */
export type ResolvedExpression = { words: Words; moves: boolean };

/**
 * What an expression means now, in words without the field: `t-30D..t` is from 14 Feb 2026 to 16 Mar 2026. To be shown beside the
 * expression where it `moves`, with the clock's time zone.
 */
export function resolveExpression(
  text: string,
  field: CatalogueField,
  clock: FilterClock,
  names: CodeNames = new Map(),
): Result<ResolvedExpression, ExpressionError> {
  const parsed = parseExpression(text, field, clock);
  if (!parsed.ok) return parsed;
  const claim = treeClaim(parsed.value, field, clock);
  const syntax = readSyntax(text);
  return ok({ words: merged(claim ? predicate(claim, field, names) : [plain(text)]), moves: syntax.ok && moves(syntax.value, field) });
}

function treeClaim(filter: Filter, field: CatalogueField, clock: FilterClock): Claim | null {
  if (filter.kind === "field") return claimOf(field.type === "instant" ? onTheWall(filter, clock) : filter, field);
  if (filter.kind !== "any" && filter.kind !== "all") return null;
  const of = filter.of.map((part) => treeClaim(part, field, clock)).filter((part) => part !== null);
  return of.length === filter.of.length ? { kind: filter.kind, of } : null;
}

/** Exact moments as the clock on the wall shows them. */
function onTheWall(condition: FieldCondition, { timeZone }: FilterClock): FieldCondition {
  const shown = (value: FilterValue) => (isExact(String(value)) ? localTime(new Date(String(value)), timeZone) : value);
  if (condition.op === "between") return { ...condition, values: [shown(condition.values[0]), shown(condition.values[1])] };
  return "value" in condition && typeof condition.value === "string" ? { ...condition, value: String(shown(condition.value)) } : condition;
}

function moves(expression: Expression, field: CatalogueField): boolean {
  if (expression.kind === "any" || expression.kind === "all") return expression.of.some((part) => moves(part, field));
  const operands = expression.kind === "range" ? [expression.from, expression.to] : [expression.operand];
  return operands.some((operand) => {
    if (!operand) return false;
    if (field.type !== "date" && field.type !== "instant") return !operand.quoted && /^%[a-z]/i.test(operand.text);
    const read = readDate(operand.text);
    return !read.ok || read.value.kind !== "plain" || read.value.year === null; // what is no plain day is a word, a formula or a time
  });
}
