import type { Option } from "@/components/ui/option";
import { type CatalogueField, findField, type Section, sections } from "@/lib/filters/catalogue";
import type { FilterClock } from "@/lib/filters/clock";
import { parseExpression } from "@/lib/filters/expression";
import type { ExpressionError } from "@/lib/filters/expression-error";
import { formatExpression } from "@/lib/filters/format-expression";
import type { Filter, MemberCondition } from "@/lib/filters/schema";
import {
  emptySections,
  filterToSections,
  type SectionField,
  type SectionKey,
  type SectionMatch,
  sectionsToFilter,
} from "@/lib/filters/sections";
import { type CodeNames, nameKey } from "@/lib/filters/words";

/** One field as it stands in the dialog: chosen values, or an expression as typed. Only one of the two counts, by `asText`. */
export type FieldDraft = { key: string; asText: boolean; chosen: readonly Option[]; text: string };
export type SectionDraft = { open: boolean; match: SectionMatch; fields: readonly FieldDraft[] };

/** *On segment …* or *was on logged segment …*, which belongs to no section, and what the segment is called. */
export type MemberDraft = MemberCondition & { name: string };

/** What the dialog of Add, Reduce and Refine edits: the sections, each with the fields that are shown in it, and other segments to be on. */
export type CriteriaDraft = Readonly<Record<SectionKey, SectionDraft>> & { readonly members: readonly MemberDraft[] };

export type DraftChange =
  | { do: "choose"; section: SectionKey; field: string; chosen: readonly Option[] }
  | { do: "type"; section: SectionKey; field: string; text: string }
  /** One more value, from the search box; opens the section and shows the field. */
  | { do: "add value"; section: SectionKey; field: string; value: Option }
  | { do: "show field"; section: SectionKey; field: string }
  | { do: "switch"; section: SectionKey; field: string; asText: boolean }
  | { do: "match"; section: SectionKey; match: SectionMatch }
  | { do: "open"; section: SectionKey; open: boolean }
  | { do: "drop member"; member: MemberDraft }
  | { do: "replace"; draft: CriteriaDraft }
  | { do: "clear" };

/** Whether values of a field are picked rather than typed. */
export function isPicked(field: CatalogueField): boolean {
  return field.lookup !== undefined || field.options !== undefined || field.type === "bool";
}

const emptyField = (field: CatalogueField): FieldDraft => ({ key: field.key, asText: !isPicked(field), chosen: [], text: "" });

/** Nothing set: each section with the fields it offers, the first one open. */
export function emptyDraft(): CriteriaDraft {
  const draftOf = (section: Section): SectionDraft => ({
    open: section.key === "contact",
    match: "any",
    fields: section.fields.filter((field) => field.offered).map(emptyField),
  });
  const drafts = new Map(sections.map((section) => [section.key, draftOf(section)]));
  const of = (key: SectionKey): SectionDraft => drafts.get(key) ?? { open: false, match: "any", fields: [] };
  return {
    contact: of("contact"),
    profileAnswer: of("profileAnswer"),
    mailingGroup: of("mailingGroup"),
    interaction: of("interaction"),
    jobResponsibility: of("jobResponsibility"),
    industryGroup: of("industryGroup"),
    businessRelation: of("businessRelation"),
    purchase: of("purchase"),
    behaviour: of("behaviour"),
    consent: of("consent"),
    members: [],
  };
}

/** The draft that stands for a filter, its codes under the names given; null when the filter says more than the sections can hold. */
export function draftOf(filter: Filter, names: CodeNames): CriteriaDraft | null {
  const parts = filter.kind === "all" ? filter.of : [filter];
  const members = parts.flatMap((part) =>
    part.kind === "member" ? [{ ...part, name: names.get(nameKey(part.of, part.no)) ?? part.no }] : [],
  );
  const state = filterToSections({ kind: "all", of: parts.filter(({ kind }) => kind !== "member") });
  if (!state) return null;
  return sections.reduce<CriteriaDraft>(
    (draft, { key }) => {
      const { match, fields } = state[key];
      if (fields.length === 0) return draft;
      const set = fields.reduce(
        (before, field) => withField(before, key, field.field, (_, entry) => draftField(field, entry, names)),
        draft,
      );
      return withSection(set, key, (section) => ({ ...section, open: true, match }));
    },
    { ...emptyDraft(), members },
  );
}

function draftField(field: SectionField, entry: CatalogueField, names: CodeNames): FieldDraft {
  if (field.mode === "text") return { key: entry.key, asText: true, chosen: [], text: field.text };
  const labelOf = (value: string) =>
    (entry.lookup && names.get(nameKey(entry.lookup.kind, value))) ??
    entry.options?.find((option) => option.value === value)?.label ??
    value;
  if (entry.type === "bool") return { key: entry.key, asText: false, chosen: field.values.map(yesOrNo), text: "" };
  if (isPicked(entry))
    return { key: entry.key, asText: false, chosen: field.values.map((value) => ({ value, label: labelOf(value) })), text: "" };
  return {
    key: entry.key,
    asText: true,
    chosen: [],
    text: expressionOf(
      entry,
      field.values.map((value) => ({ value, label: value })),
    ),
  };
}

const yesOrNo = (value: string): Option => ({ value, label: value === "true" ? "Yes" : "No" });

/** The catalogue's entry of a field of the dialog. */
export function catalogueField(section: SectionKey, key: string): CatalogueField | undefined {
  return findField(section === "contact" ? null : section, key);
}

/** The draft after one change. Fields that the catalogue does not know are not shown. */
export function changeDraft(draft: CriteriaDraft, change: DraftChange): CriteriaDraft {
  switch (change.do) {
    case "choose":
      return withField(draft, change.section, change.field, (field) => ({ ...field, chosen: change.chosen }));
    case "type":
      return withField(draft, change.section, change.field, (field) => ({ ...field, asText: true, text: change.text }));
    case "add value":
      return withSection(
        withField(draft, change.section, change.field, (field, entry) => addValue(field, entry, change.value)),
        change.section,
        (section) => ({ ...section, open: true }),
      );
    case "show field":
      return withSection(
        withField(draft, change.section, change.field, (field) => field),
        change.section,
        (section) => ({ ...section, open: true }),
      );
    case "switch":
      return withField(draft, change.section, change.field, (field, entry) => switchEntry(field, entry, change.asText));
    case "match":
      return withSection(draft, change.section, (section) => ({ ...section, match: change.match }));
    case "open":
      return withSection(draft, change.section, (section) => ({ ...section, open: change.open }));
    case "drop member":
      return { ...draft, members: draft.members.filter((member) => member !== change.member) };
    case "replace":
      return change.draft;
    case "clear":
      return emptyDraft();
    default:
      return change satisfies never;
  }
}

function withSection(draft: CriteriaDraft, key: SectionKey, change: (section: SectionDraft) => SectionDraft): CriteriaDraft {
  return { ...draft, [key]: change(draft[key]) };
}

function withField(
  draft: CriteriaDraft,
  key: SectionKey,
  fieldKey: string,
  change: (field: FieldDraft, entry: CatalogueField) => FieldDraft,
): CriteriaDraft {
  const entry = catalogueField(key, fieldKey);
  if (!entry) return draft;
  return withSection(draft, key, (section) => {
    if (section.fields.some((field) => field.key === fieldKey))
      return { ...section, fields: section.fields.map((field) => (field.key === fieldKey ? change(field, entry) : field)) };
    return { ...section, fields: [...section.fields, change(emptyField(entry), entry)] };
  });
}

/** A value more; in a field that holds an expression it becomes one more alternative. */
function addValue(field: FieldDraft, entry: CatalogueField, value: Option): FieldDraft {
  if (field.asText) return { ...field, text: [field.text.trim(), expressionOf(entry, [value])].filter(Boolean).join("|") };
  return field.chosen.some((each) => each.value === value.value) ? field : { ...field, chosen: [...field.chosen, value] };
}

/** From choices to an expression that means the same, and back while the expression is plain alternatives. */
function switchEntry(field: FieldDraft, entry: CatalogueField, asText: boolean): FieldDraft {
  if (asText === field.asText) return field;
  if (asText) return { ...field, asText, text: expressionOf(entry, field.chosen) };
  const plain = /^[^<>=.&()*?'@]*$/u.test(field.text)
    ? field.text
        .split("|")
        .map((part) => part.trim())
        .filter(Boolean)
    : [];
  return {
    ...field,
    asText,
    chosen: plain.map(
      (value) => field.chosen.find((option) => option.value.toLowerCase() === value.toLowerCase()) ?? { value, label: value },
    ),
  };
}

/** Values as an expression that means any of them. */
function expressionOf(entry: CatalogueField, values: readonly Option[]): string {
  if (values.length === 0) return "";
  return (
    formatExpression({ kind: "field", field: entry.key, op: "in", values: values.map((option) => option.value) }, entry) ??
    values.map((option) => option.value).join("|")
  );
}

/** Whether a field says anything. */
export function isSet(field: FieldDraft): boolean {
  return field.asText ? field.text.trim() !== "" : field.chosen.length > 0;
}

/** Whether a draft says anything. */
export function isSetAtAll(draft: CriteriaDraft): boolean {
  return draft.members.length > 0 || sections.some((section) => countSet(draft[section.key]) > 0);
}

/** How many fields of a section are set. */
export function countSet(section: SectionDraft): number {
  return section.fields.filter(isSet).length;
}

type FilterGroup = Extract<Filter, { kind: "all" }>;

/** A field that could not be read; the numbers leave it out. */
export type Unreadable = { section: SectionKey; field: string; label: string; error: ExpressionError };

/** The filter of a draft as the sections mean it. What cannot be read is left out and listed. Nothing set is everybody. */
export function readDraft(draft: CriteriaDraft, clock: FilterClock): { filter: FilterGroup; unreadable: Unreadable[] } {
  const unreadable: Unreadable[] = [];
  const state = emptySections();
  for (const section of sections) {
    const { match, fields } = draft[section.key];
    const readable = fields.filter(isSet).filter((field) => {
      const entry = catalogueField(section.key, field.key);
      const mistake = entry && mistakeIn(field, entry, clock);
      if (entry && mistake) unreadable.push({ section: section.key, field: field.key, label: entry.label, error: mistake });
      return entry && !mistake;
    });
    state[section.key] = { match, fields: readable.map(sectionField) };
  }
  const members = draft.members.map(({ name: _, ...member }) => member);
  return { filter: { kind: "all", of: [...sectionsToFilter(state).of, ...members] }, unreadable };
}

/** What is wrong with a typed expression, at its place in the text as typed; null for choices and for what can be read. */
export function mistakeIn(field: FieldDraft, entry: CatalogueField, clock: FilterClock): ExpressionError | null {
  if (!field.asText || field.text.trim() === "") return null;
  const read = parseExpression(field.text, entry, clock);
  return read.ok ? null : read.error;
}

function sectionField(field: FieldDraft): SectionField {
  return field.asText
    ? { field: field.key, mode: "text", text: field.text.trim() }
    : { field: field.key, mode: "tokens", values: field.chosen.map((option) => option.value) };
}
