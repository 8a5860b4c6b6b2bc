import { formatDay } from "@/components/ui/format";
import type { CatalogueField } from "@/lib/filters/catalogue";
import { sections } from "@/lib/filters/catalogue";
import { claimOf } from "@/lib/filters/claims";
import type { FilterClock } from "@/lib/filters/clock";
import { parseExpression } from "@/lib/filters/expression";
import { predicate } from "@/lib/filters/field-words";
import { inWords, textOf } from "@/lib/filters/in-words";
import { isExact } from "@/lib/filters/instants";
import type { FieldCondition, Filter } from "@/lib/filters/schema";
import { type CodeNames, nameKey, type Words } from "@/lib/filters/words";
import { type CriteriaDraft, catalogueField, type FieldDraft } from "./criteria-draft";

/** What the chosen codes are called, as the pickers said when they were chosen. */
export function namesOfDraft(draft: CriteriaDraft): CodeNames {
  const names = sections.flatMap(({ key }) =>
    draft[key].fields.flatMap((field) => {
      const kind = catalogueField(key, field.key)?.lookup?.kind;
      return kind ? field.chosen.map((option): [string, string] => [nameKey(kind, option.value), option.label]) : [];
    }),
  );
  return new Map([...names, ...draft.members.map(({ of, no, name }): [string, string] => [nameKey(of, no), name])]);
}

/** The whole filter as the sentence of the side pane. */
export function draftInWords(filter: Filter, names: CodeNames): Words {
  return inWords(filter, names);
}

/**
 * What one field asks for, from the verb on: "is GB or DK", "begins with DK-2", "is in the last 30 days: 23 Dec 2025 to 22 Jan 2026".
 * Null when nothing is set, or one choice says it itself.
 */
export function fieldMeaning(field: FieldDraft, entry: CatalogueField, names: CodeNames, clock: FilterClock): string | null {
  const condition = conditionOf(field);
  if (condition === null) return null;
  const claim = claimOf(condition, entry);
  if (claim === null) return null;
  const words = textOf(predicate(claim, entry, names));
  const days = field.asText && (entry.type === "date" || entry.type === "instant") ? resolvedDays(field.text, entry, clock) : null;
  return days === null || words.includes(days) ? words : `${words}: ${days}`;
}

function conditionOf(field: FieldDraft): FieldCondition | null {
  if (field.asText) return field.text.trim() === "" ? null : { kind: "field", field: field.key, op: "expression", text: field.text.trim() };
  return field.chosen.length < 2 ? null : { kind: "field", field: field.key, op: "in", values: field.chosen.map((option) => option.value) };
}

/** The days that a relative date stands for today; null when there is not one stretch of days. */
function resolvedDays(text: string, entry: CatalogueField, clock: FilterClock): string | null {
  const read = parseExpression(text, entry, clock);
  if (!read.ok || read.value.kind !== "field") return null;
  const condition = read.value;
  const values = "values" in condition ? condition.values : "value" in condition ? [condition.value] : [];
  if (values.some((value) => isExact(String(value)))) return null; // its words say all there is
  const day = (value: unknown) => (typeof value === "string" ? formatDay(value.slice(0, 10)) : "");
  if (condition.op === "between") return `${day(condition.values[0])} to ${day(condition.values[1])}`;
  if (condition.op === "greaterOrEqual") return `from ${day(condition.value)} on`;
  if (condition.op === "lessOrEqual") return `up to ${day(condition.value)}`;
  return null;
}
