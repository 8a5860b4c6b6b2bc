import type { CatalogueField } from "./catalogue";
import type { FieldCondition, Filter, FilterValue } from "./schema";

/**
 * Writes conditions on one field as an expression that reads back as the same. Null when that cannot be said in the language: another
 * field, `not`, or a value that holds `*` or `?` itself.
 */
export function formatExpression(filter: Filter, field: CatalogueField): string | null {
  return write(filter, field)?.text ?? null;
}

type Written = { text: string; binds: "any" | "all" | "one" };

function write(filter: Filter, field: CatalogueField): Written | null {
  switch (filter.kind) {
    case "any":
    case "all":
      return writeGroup(filter.kind, filter.of, field);
    case "field":
      return filter.field === field.key ? writeCondition(filter, field) : null;
    case "not":
    case "relation":
    case "member":
      return null;
    default:
      return filter satisfies never;
  }
}

function writeGroup(kind: "any" | "all", of: Filter[], field: CatalogueField): Written | null {
  const parts = of.map((part) => write(part, field));
  const texts = parts.flatMap((part) => (part === null ? [] : [kind === "all" && part.binds === "any" ? `(${part.text})` : part.text]));
  if (texts.length < of.length || texts.length === 0) return null;
  return texts.length === 1 ? (parts[0] ?? null) : { text: texts.join(kind === "any" ? "|" : "&"), binds: kind };
}

const prefixes = { is: "", isNot: "<>", less: "<", lessOrEqual: "<=", greater: ">", greaterOrEqual: ">=" } as const;

function writeCondition(condition: FieldCondition, field: CatalogueField): Written | null {
  switch (condition.op) {
    case "expression":
      return { text: condition.text.trim(), binds: "any" };
    case "ask":
      return null;
    case "isEmpty":
    case "isNotEmpty":
      return { text: condition.op === "isEmpty" ? "''" : "<>''", binds: "one" };
    case "like":
    case "notLike":
      return { text: `${condition.op === "like" ? "" : "<>"}${quotedIfNeeded(condition.value, field)}`, binds: "one" };
    case "in":
      return writeGroup(
        "any",
        condition.values.map((value) => ({ kind: "field", field: field.key, op: "is", value })),
        field,
      );
    case "notIn":
      return writeGroup(
        "all",
        condition.values.map((value) => ({ kind: "field", field: field.key, op: "isNot", value })),
        field,
      );
    case "between":
    case "notBetween":
    case "anniversary": {
      const [low, high] = condition.values.map((value) => writeValue(value, field));
      if (!low || !high) return null;
      if (condition.op === "notBetween") return { text: `<${low}|>${high}|''`, binds: "any" };
      if (condition.op === "between") return { text: `${low}..${high}`, binds: "one" };
      return { text: low === high ? `~${low}` : `~${low}..${high}`, binds: "one" };
    }
    case "is":
    case "isNot":
    case "less":
    case "lessOrEqual":
    case "greater":
    case "greaterOrEqual": {
      const text =
        writeValue(condition.value, field) ?? (condition.op === "is" || condition.op === "isNot" ? emptyText(condition.value) : null);
      return text === null ? null : { text: prefixes[condition.op] + text, binds: "one" };
    }
    default:
      return condition satisfies never;
  }
}

function emptyText(value: FilterValue): string | null {
  return String(value).trim() === "" ? "''" : null;
}

/** Null for blanks and for values whose `*` or `?` would be read as wildcards. */
function writeValue(value: FilterValue, field: CatalogueField): string | null {
  if (field.type === "bool")
    return value === true || value === "true" ? "Yes" : value === false || value === "false" ? "No" : String(value);
  if (field.type === "enum") return field.options?.find((option) => option.value === value)?.label ?? String(value);
  const text = String(value).trim();
  return text === "" || /[*?]/.test(text) ? null : quotedIfNeeded(text, field);
}

function quotedIfNeeded(written: string, field: CatalogueField): string {
  const text = written.trim();
  const needed = /[|&()<>=]|\.\.|^[@'%]|^\.|\.$/.test(text) && (field.type === "text" || field.type === "code");
  return needed ? `'${text.replaceAll("'", "''")}'` : text;
}
