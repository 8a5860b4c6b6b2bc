import { type CatalogueField, findField, type Section, sectionOf, sections } from "./catalogue";
import { formatExpression } from "./format-expression";
import type { FieldCondition, Filter, RelationKey } from "./schema";

/** What stands in one field of a section: values picked one by one (any of them), or an expression as typed. */
export type SectionField = { field: string; mode: "tokens"; values: string[] } | { field: string; mode: "text"; text: string };

/**
 * How a relation is to match: some row does, none does, or (`all`) there is a row for each of the values picked in the section's key
 * field: *in GOLD and in VIP*.
 */
export type SectionMatch = "any" | "none" | "all";
export type SectionState = { match: SectionMatch; fields: SectionField[] };
export type SectionKey = Section["key"];

/** What the dialogs of Add, Reduce and Refine edit. */
export type SectionsState = Record<SectionKey, SectionState>;

/** A dialog with nothing in it. */
export function emptySections(): SectionsState {
  const empty = (): SectionState => ({ match: "any", fields: [] });
  return {
    contact: empty(),
    profileAnswer: empty(),
    mailingGroup: empty(),
    interaction: empty(),
    jobResponsibility: empty(),
    industryGroup: empty(),
    businessRelation: empty(),
    purchase: empty(),
    behaviour: empty(),
    consent: empty(),
  };
}

/** Whether a field restricts anything: picked values or some text. */
export function isSet(field: SectionField): boolean {
  return field.mode === "tokens" ? field.values.length > 0 : field.text.trim() !== "";
}

/** The filter a dialog stands for: every section with a filter must match, the fields of one section on the same row. */
export function sectionsToFilter(state: SectionsState): Extract<Filter, { kind: "all" }> {
  const of = sections.flatMap((section) => {
    const { match, fields } = state[section.key];
    const set = fields.filter(isSet);
    if (set.length === 0) return [];
    if (section.key === "contact") return set.map((field) => conditionOf(field, null));
    return relationConditions(section.key, match, set, section.keyField);
  });
  return { kind: "all", of };
}

function relationConditions(relation: RelationKey, match: SectionMatch, fields: SectionField[], keyField: string): Filter[] {
  const conditions = (set: SectionField[]): Filter => ({ kind: "all", of: set.map((field) => conditionOf(field, relation)) });
  if (match !== "all") return [{ kind: "relation", relation, match, where: conditions(fields) }];
  const key = fields.find((field) => field.field === keyField);
  const each =
    key?.mode === "tokens"
      ? key.values.map((value) => fields.map((field) => (field === key ? { ...key, values: [value] } : field)))
      : [fields];
  return each.map((set) => ({ kind: "relation", relation, match: "any", where: conditions(set) }));
}

function conditionOf(field: SectionField, relation: RelationKey | null): FieldCondition {
  if (field.mode === "text") return { kind: "field", field: field.field, op: "expression", text: field.text };
  const isBool = findField(relation, field.field)?.type === "bool";
  const values = field.values.map((value) => (isBool && (value === "true" || value === "false") ? value === "true" : value));
  const [only] = values;
  return only !== undefined && values.length === 1
    ? { kind: "field", field: field.field, op: "is", value: only }
    : { kind: "field", field: field.field, op: "in", values };
}

/** The dialog that stands for a filter, or null when the filter says more than the sections can. */
export function filterToSections(filter: Filter): SectionsState | null {
  const state = emptySections();
  const parts = filter.kind === "all" ? filter.of : [filter];
  for (const part of parts) {
    if (part.kind === "field" && !put(state.contact, part, null)) return null;
    if (part.kind === "relation" && !putRelation(state[part.relation], part)) return null;
    if (part.kind !== "field" && part.kind !== "relation") return null;
  }
  return state;
}

function put(section: SectionState, condition: FieldCondition, relation: RelationKey | null): boolean {
  const field = findField(relation, condition.field);
  const written = field && !section.fields.some((other) => other.field === field.key) ? fieldOf(condition, field) : null;
  if (written) section.fields.push(written);
  return written !== null;
}

function fieldOf(condition: FieldCondition, field: CatalogueField): SectionField | null {
  if (condition.op === "is") return { field: field.key, mode: "tokens", values: [String(condition.value)] };
  if (condition.op === "in") return { field: field.key, mode: "tokens", values: condition.values.map(String) };
  if (condition.op === "expression") return { field: field.key, mode: "text", text: condition.text };
  const text = formatExpression(condition, field);
  return text === null ? null : { field: field.key, mode: "text", text };
}

function putRelation(section: SectionState, condition: Extract<Filter, { kind: "relation" }>): boolean {
  if (condition.match !== "any" && condition.match !== "none") return false;
  const where = condition.where.kind === "all" ? condition.where.of : [condition.where];
  const rows: SectionState = { match: condition.match, fields: [] };
  if (where.length === 0 || !where.every((part) => part.kind === "field" && put(rows, part, condition.relation))) return false;
  if (section.fields.length === 0) {
    Object.assign(section, rows);
    return true;
  }
  return rows.match === "any" && section.match !== "none" && putOneMore(section, rows, sectionOf(condition.relation).keyField);
}

/** The same relation once more: in GOLD, and in VIP too. Only the one value of the key field may differ. */
function putOneMore(section: SectionState, more: SectionState, keyField: string): boolean {
  const keyOf = (state: SectionState) => state.fields.find((field) => field.field === keyField);
  const restOf = (state: SectionState) => JSON.stringify(state.fields.filter((field) => field.field !== keyField));
  const [here, there] = [keyOf(section), keyOf(more)];
  if (here?.mode !== "tokens" || there?.mode !== "tokens" || there.values.length !== 1 || restOf(section) !== restOf(more)) return false;
  if (section.match === "any" && here.values.length !== 1) return false;
  here.values.push(...there.values);
  section.match = "all";
  return true;
}
