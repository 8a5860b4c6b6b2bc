/** What an expression may say of a field of each type, and the sentences that refuse the rest. */
import type { CatalogueField } from "./catalogue";
import type { OperandProblem } from "./expression-error";
import type { Comparison, Expression, Operand } from "./expression-tree";

/** Whether `*` and `?` mean something in a field. */
export function isText(field: CatalogueField): boolean {
  return field.type === "code" || field.type === "text";
}

/** Whether a value is a pattern. */
export function isPattern(operand: Operand, field: CatalogueField): boolean {
  return isText(field) && /[*?]/.test(operand.text);
}

/** `~t..7D` on a date: between which days it has its anniversary, whatever its year. Null for everything else. */
export function anniversaryOf(expression: Expression, field: CatalogueField): { from: Operand; to: Operand } | null {
  if (field.type !== "date" && field.type !== "instant") return null;
  if (expression.kind !== "range" && (expression.kind !== "compare" || expression.op !== "=")) return null;
  const first = expression.kind === "range" ? expression.from : expression.operand;
  if (!first || first.quoted || !/^~./.test(first.text)) return null;
  const from = { ...first, text: first.text.slice(1).trim(), at: first.at + 1, length: first.length - 1 };
  const to = expression.kind === "range" ? expression.to : from;
  return to && { from, to };
}

/** A pattern in the case of its field. */
export function cased(text: string, field: CatalogueField): string {
  return field.type === "code" ? text.toUpperCase() : text;
}

/** Whether a field can be asked for ranges. */
export function hasOrder(field: CatalogueField): boolean {
  return field.type !== "bool" && field.type !== "enum";
}

export const emptyHasNoOrder: OperandProblem = {
  code: "value_expected",
  expected: "a value",
  message: "Empty has no order. Type <>'' for not empty.",
  example: "<>''",
};

export function noOrder(field: CatalogueField): OperandProblem {
  const labels = field.type === "bool" ? ["Yes", "No"] : (field.options ?? []).map((option) => option.label);
  const example = labels.slice(0, 2).join("|");
  return {
    code: "no_order_here",
    expected: labels.join(", "),
    message: `${field.label} has no order, so no ranges. Type ${example}.`,
    example,
  };
}

export function noOrderInPatterns(op: Comparison): OperandProblem {
  const message = `After ${op} a value without * and ? was expected. Type for example ${op}K.`;
  return { code: "no_wildcard_here", expected: "a value without * and ?", message, example: `${op}K` };
}

export function noWildcard(field: CatalogueField): OperandProblem {
  const example = {
    int: "10..20",
    decimal: "10..20",
    date: "-30D..t",
    instant: "-30D..t",
    bool: "Yes",
    enum: field.options?.[0]?.label ?? "",
    code: "",
    text: "",
  }[field.type];
  return {
    code: "no_wildcard_here",
    expected: "a value without * and ?",
    message: `* and ? mean nothing in ${field.label}. Type for example ${example}.`,
    example,
  };
}

export function noNul(field: CatalogueField): OperandProblem {
  return {
    code: "bad_value",
    expected: "characters that can be stored",
    message: `${field.label} holds no NUL character. Take it away.`,
    example: "Jones*",
  };
}
