import type { CatalogueField } from "@/lib/filters/catalogue";
import { claimOf } from "@/lib/filters/claims";
import { formatExpression } from "@/lib/filters/format-expression";
import type { FieldCondition, FilterValue } from "@/lib/filters/schema";
import type { Choice } from "./choices";
import type { Operand } from "./tree";

const plainPattern = /^(\*?)([^*?]*)(\*?)$/;

/** The choice that a pattern stands for: `*a*` is *contains a*. */
export function patternChoice(pattern: FilterValue | null | undefined, negated: boolean): Choice {
  const [, before, , after] = plainPattern.exec(String(pattern ?? "**")) ?? [];
  if (before && after) return negated ? "containsNot" : "contains";
  if (after) return negated ? "beginsNot" : "begins";
  if (before) return negated ? "endsNot" : "ends";
  return negated ? "likeNot" : "like";
}

/** Several words behind one *contains*, *begins with* or *ends with*, as `*a*|*b*` has them; null for every other expression. */
export function severalPatterns(row: Operand, field: CatalogueField): { choice: Choice; texts: readonly string[] } | null {
  const [text] = row.values;
  if (row.op !== "expression" || typeof text !== "string") return null;
  const claim = claimOf({ kind: "field", field: field.key, op: "expression", text }, field);
  if (claim?.kind !== "any" && claim?.kind !== "all") return null;
  const patterns = claim.of.flatMap((part) => (part.kind === "pattern" && part.negated === (claim.kind === "all") ? [part.pattern] : []));
  const [choice, ...others] = new Set(patterns.map((pattern) => patternChoice(pattern, claim.kind === "all")));
  if (choice === undefined || others.length > 0 || patterns.length < claim.of.length || choice.startsWith("like")) return null;
  return { choice, texts: patterns.map(patternText) };
}

/** Whether a value still makes sense under another operator: what is more than a value in an expression does not. */
export function isPlainValue(value: FilterValue, op: Operand["op"]): boolean {
  return op !== "expression" || !/[|&()<>=]|\.\./.test(String(value));
}

/** The words behind *contains*, *begins with* or *ends with*: any of them, or with the negated ones none (T-15). Without words it is no condition. */
export function patternOperand(choice: Choice, texts: readonly string[], field: CatalogueField): Operand {
  const negated = choice.endsWith("Not");
  const op = negated ? "notLike" : "like";
  const before = choice.startsWith("contains") || choice.startsWith("ends") ? "*" : "";
  const after = choice.startsWith("contains") || choice.startsWith("begins") ? "*" : "";
  const [first = null, ...more] = texts.map((text) => `${before}${text}${after}`);
  if (first === null || more.length === 0) return { op, values: [first], choice };
  const of = [first, ...more].map((value): FieldCondition => ({ kind: "field", field: field.key, op, value }));
  return { op: "expression", values: [formatExpression({ kind: negated ? "all" : "any", of }, field)], choice };
}

/** What was typed there; of other conditions the values that still make sense as words. */
export function patternTexts(row: Operand, field: CatalogueField): readonly string[] {
  const several = severalPatterns(row, field);
  if (several) return several.texts;
  return row.values.flatMap((value) => (value !== null && isPlainValue(value, row.op) ? [patternText(value)] : []));
}

/** The words inside a pattern of *contains*, *begins with* and *ends with*; other patterns as they are. */
function patternText(value: FilterValue | null | undefined): string {
  const text = String(value ?? "");
  const [, , core] = plainPattern.exec(text) ?? [];
  return core ?? text;
}
