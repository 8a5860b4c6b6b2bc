import type { CatalogueField } from "./catalogue";
import { anniversaryOf } from "./expression-rules";
import { readSyntax } from "./expression-syntax";
import type { Expression, Operand } from "./expression-tree";
import type { FieldCondition } from "./schema";

/** What a condition says of its field, as typed: relative dates relative, codes by code. The form that words are made from. */
export type Claim =
  | { kind: "any" | "all"; of: Claim[] }
  | { kind: "values"; negated: boolean; values: string[] }
  | { kind: "empty"; negated: boolean }
  | { kind: "pattern"; negated: boolean; pattern: string }
  | { kind: "range"; from: string | null; to: string | null; negated?: true }
  | { kind: "yearly"; from: string; to: string }
  | { kind: "beyond"; side: "less" | "greater"; value: string };

/** What a condition claims; null for an expression that cannot be read, and for a placeholder. */
export function claimOf(condition: FieldCondition, field: CatalogueField): Claim | null {
  switch (condition.op) {
    case "is":
    case "isNot":
    case "in":
    case "notIn": {
      const values = "values" in condition ? condition.values : [condition.value];
      return valuesClaim(
        condition.op === "isNot" || condition.op === "notIn",
        values.map((value) => String(value).trim()),
      );
    }
    case "isEmpty":
    case "isNotEmpty":
      return { kind: "empty", negated: condition.op === "isNotEmpty" };
    case "like":
    case "notLike":
      return { kind: "pattern", negated: condition.op === "notLike", pattern: condition.value.trim() };
    case "between":
    case "notBetween": {
      const [from, to] = condition.values.map(String);
      return { kind: "range", from: from ?? null, to: to ?? null, ...(condition.op === "notBetween" && { negated: true }) };
    }
    case "anniversary":
      return { kind: "yearly", from: String(condition.values[0]), to: String(condition.values[1]) };
    case "less":
    case "greater":
      return { kind: "beyond", side: condition.op, value: String(condition.value) };
    case "lessOrEqual":
      return { kind: "range", from: null, to: String(condition.value) };
    case "greaterOrEqual":
      return { kind: "range", from: String(condition.value), to: null };
    case "ask":
      return null;
    case "expression": {
      const syntax = readSyntax(condition.text);
      return syntax.ok ? expressionClaim(syntax.value, field) : null;
    }
    default:
      return condition satisfies never;
  }
}

function valuesClaim(negated: boolean, values: string[]): Claim {
  const written = values.filter((value) => value !== "");
  const parts: Claim[] = written.length > 0 ? [{ kind: "values", negated, values: written }] : [];
  if (written.length < values.length) parts.push({ kind: "empty", negated });
  return parts.length === 1 && parts[0] ? parts[0] : { kind: negated ? "all" : "any", of: parts };
}

function expressionClaim(expression: Expression, field: CatalogueField): Claim {
  const anniversary = anniversaryOf(expression, field);
  if (anniversary) return { kind: "yearly", from: anniversary.from.text, to: anniversary.to.text };
  switch (expression.kind) {
    case "any":
    case "all":
      return gathered(
        expression.kind,
        expression.of.map((part) => expressionClaim(part, field)),
      );
    case "range":
      return { kind: "range", from: expression.from?.text ?? null, to: expression.to?.text ?? null };
    case "compare":
      return comparison(expression.op, expression.operand, field);
    default:
      return expression satisfies never;
  }
}

function comparison(op: "=" | "<>" | "<" | "<=" | ">" | ">=", operand: Operand, field: CatalogueField): Claim {
  const { text } = operand;
  switch (op) {
    case "=":
    case "<>": {
      const negated = op === "<>";
      const isText = field.type === "text" || field.type === "code";
      if (text === "") return { kind: "empty", negated };
      return isText && /[*?]/.test(text) ? { kind: "pattern", negated, pattern: text } : { kind: "values", negated, values: [text] };
    }
    case "<":
    case ">":
      return { kind: "beyond", side: op === "<" ? "less" : "greater", value: text };
    case "<=":
      return { kind: "range", from: null, to: text };
    case ">=":
      return { kind: "range", from: text, to: null };
    default:
      return op satisfies never;
  }
}

/** `DK|SE` is one list of values, and so is `<>DK&<>SE`. */
function gathered(kind: "any" | "all", of: Claim[]): Claim {
  const isListed = (claim: Claim) => claim.kind === "values" && claim.negated === (kind === "all");
  const values = of.flatMap((claim) => (claim.kind === "values" && isListed(claim) ? claim.values : []));
  const rest = of.filter((claim) => !isListed(claim));
  const parts: Claim[] = values.length > 0 ? [{ kind: "values", negated: kind === "all", values }, ...rest] : rest;
  return parts.length === 1 && parts[0] ? parts[0] : { kind, of: parts };
}

/** Whether some part of a claim is a negation. */
export function isNegative(claim: Claim): boolean {
  if (claim.kind === "any" || claim.kind === "all") return claim.of.some(isNegative);
  return "negated" in claim && claim.negated === true;
}
