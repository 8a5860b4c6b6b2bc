import { type CatalogueField, findField } from "./catalogue";
import { readSyntax } from "./expression-syntax";
import type { Expression } from "./expression-tree";
import type { Lookup } from "./field-kinds";
import type { FieldCondition, Filter, RelationKey } from "./schema";

/** A code that a filter names, with the label of the field it stands in. */
export type NamedCode = Lookup & { code: string; field: string };

/** The codes a filter names one by one; patterns, ends of ranges and tokens as `%me` are none. */
export function codesOf(filter: Filter, relation: RelationKey | null = null): NamedCode[] {
  switch (filter.kind) {
    case "all":
    case "any":
      return filter.of.flatMap((part) => codesOf(part, relation));
    case "not":
      return codesOf(filter.of, relation);
    case "relation":
      return codesOf(filter.where, filter.relation);
    case "member":
      return [{ kind: filter.of, code: filter.no.trim().toUpperCase(), field: filter.of === "segment" ? "Segment" : "Logged segment" }];
    case "field":
      return conditionCodes(filter, findField(relation, filter.field));
    default:
      return filter satisfies never;
  }
}

function conditionCodes(condition: FieldCondition, field: CatalogueField | undefined): NamedCode[] {
  const lookup = field?.lookup;
  if (!field || !lookup) return [];
  return listedValues(condition).flatMap((value) =>
    value.trim() === "" ? [] : [{ ...lookup, code: value.trim().toUpperCase(), field: field.label }],
  );
}

function listedValues(condition: FieldCondition): string[] {
  switch (condition.op) {
    case "is":
    case "isNot":
      return [String(condition.value)];
    case "in":
    case "notIn":
      return condition.values.map(String);
    case "expression": {
      const syntax = readSyntax(condition.text);
      return syntax.ok ? equalOperands(syntax.value) : [];
    }
    default:
      return [];
  }
}

function equalOperands(expression: Expression): string[] {
  if (expression.kind === "any" || expression.kind === "all") return expression.of.flatMap(equalOperands);
  if (expression.kind === "range" || (expression.op !== "=" && expression.op !== "<>")) return [];
  const { text, quoted } = expression.operand;
  return /[*?]/.test(text) || (!quoted && text.startsWith("%")) ? [] : [text];
}
