import type { Option } from "@/components/ui/option";
import { type CatalogueField, propertyField, type Section, sectionOf, sections } from "@/lib/filters/catalogue";
import type { LookupKind } from "@/lib/filters/field-kinds";
import { propertyKey } from "@/lib/filters/properties";
import type { SectionKey } from "@/lib/filters/sections";

/** A code found on the server by what was typed. */
export type FoundValue = { kind: LookupKind; option: Option };

/** What choosing a suggestion does: show the field, or give it a value or an expression. */
export type SuggestionEffect = { set: "show" } | { set: "value"; value: Option } | { set: "text"; text: string };
/** One line below the search box. `value` is what sets it apart from the others. */
export type Suggestion = {
  value: string;
  label: string /** Lighter, behind the label: what a code is called, or its code. */;
  hint?: string | undefined;
  detail: string;
  section: SectionKey;
  field: string;
  effect: SuggestionEffect;
  /** The table that the value's code is of. */
  lookup?: LookupKind;
};
export type SuggestionGroup = { value: string; items: Suggestion[] };

/** Words people say for a section or a field that stand in neither's name. */
const alsoCalled: Record<string, string> = {
  "contact.city": "town place",
  "contact.email": "mail address",
  "contact.noOfInteractions": "contacted how often",
  "contact.dateOfLastInteraction": "contacted when",
  "contact.countryRegionCode": "land",
  "contact.postCode": "zip",
  "mailingGroup.code": "newsletter subscribed",
  "interaction.date": "contacted written called",
  "purchase.itemNo": "bought product article",
  "purchase.postingDate": "bought when",
  "purchase.amountLcy": "bought for spent turnover",
  "behaviour.type": "visited opened clicked submitted registered",
  "behaviour.occurredAt": "visited when",
  "consent.mayReach": "reachable consent",
  "consent.decision": "unsubscribed opted out agreed opt-in",
  "consent.purposeCode": "newsletter consent",
  "industryGroup.code": "branch trade",
  "businessRelation.code": "customer vendor prospect",
  "profileAnswer.answer": "question profile",
};

const mostFields = 7;
const mostValues = 12;
const words = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

type Candidate = { section: Section; field: CatalogueField; rank: number };

/** The fields whose name, section or other words fit every word typed, the closest first. */
function matchingFields(text: string): Candidate[] {
  const typed = words(text);
  if (typed.length === 0) return [];
  const start = text.trim().toLowerCase();
  return sections
    .flatMap((section) => section.fields.map((field) => ({ section, field, rank: rankOf(section, field, typed, start) })))
    .filter((candidate) => candidate.rank < Number.POSITIVE_INFINITY)
    .sort((left, right) => left.rank - right.rank);
}

function rankOf(section: Section, field: CatalogueField, typed: string[], start: string): number {
  const own = words(field.label);
  const around = [...words(section.title), ...words(section.one), ...words(alsoCalled[`${section.key}.${field.key}`] ?? "")];
  const fits = (word: string, among: string[]) => among.some((each) => each.startsWith(word));
  if (!typed.every((word) => fits(word, own) || fits(word, around))) return Number.POSITIVE_INFINITY;
  const byName = field.label.toLowerCase().startsWith(start) ? 0 : typed.every((word) => fits(word, own)) ? 2 : 4;
  return byName + (field.offered ? 0 : 1) + (section.key === "contact" ? 0 : 0.5);
}

const fieldDetail = (section: Section, field: CatalogueField) => (section.key === "contact" ? typeWords[field.type] : section.title);

/** What a field holds, in one word. */
export const typeWords: Record<CatalogueField["type"], string> = {
  code: "code",
  text: "text",
  int: "number",
  decimal: "number",
  bool: "yes or no",
  enum: "choice",
  date: "date",
  instant: "date and time",
};

/** "country dk" names the field Country/Region and leaves "dk"; null when the text does not begin with a field's name. */
export function fieldAndRest(text: string): { section: SectionKey; field: CatalogueField; rest: string } | null {
  const lower = text.trimStart().toLowerCase();
  const names = sections.flatMap((section) =>
    section.fields.flatMap((field) =>
      [field.label, ...field.label.split("/")].map((name) => ({ section: section.key, field, name: name.toLowerCase() })),
    ),
  );
  const best = names
    .filter(({ name }) => lower.startsWith(`${name} `) || lower.startsWith(`${name}:`) || lower.startsWith(`${name}=`))
    .sort((left, right) => right.name.length - left.name.length || Number(right.field.offered) - Number(left.field.offered))[0];
  if (!best) return null;
  const rest = text
    .trimStart()
    .slice(best.name.length)
    .replace(/^\s*(:|=|\bis\b)?\s*/iu, "")
    .trim();
  return rest === "" ? null : { section: best.section, field: best.field, rest };
}

/** The looked-up codes as conditions: once for each field that holds such codes, offered fields first. */
function valueSuggestions(found: readonly FoundValue[]): Suggestion[] {
  return found.flatMap(({ kind, option }) =>
    sections
      .flatMap((section) =>
        section.fields
          .filter(
            (field) =>
              field.lookup?.kind === kind &&
              (field.offered || !sections.some((other) => other.fields.some((each) => each.offered && each.lookup?.kind === kind))),
          )
          .map((field) => ({ section, field })),
      )
      .map(({ section, field }) => ({
        value: `${section.key}.${field.key}=${option.value}`,
        label: option.label,
        hint: option.hint === option.label ? undefined : option.hint,
        detail: section.key === "contact" || field.label === section.one ? field.label : `${field.label}, ${section.title.toLowerCase()}`,
        section: section.key,
        field: field.key,
        effect: { set: "value", value: option } as const,
        lookup: kind,
      })),
  );
}

/** Properties of behaviour, which only the server knows. */
function properties(found: readonly FoundValue[]): Pick<Candidate, "section" | "field">[] {
  const section = sectionOf("behaviour");
  return found.flatMap(({ kind, option }) => {
    const field = kind === "behaviourProperty" ? propertyField(option.value) : undefined;
    return field ? [{ section, field }] : [];
  });
}

/** Options of properties that hold a choice; the hint names the property. */
function propertyChoices(found: readonly FoundValue[]): Suggestion[] {
  return found.flatMap(({ kind, option: { value, label, hint = "" } }): Suggestion[] => {
    const field = kind === "behaviourChoice" ? propertyField(propertyKey({ name: hint, kind: "choice" })) : undefined;
    if (!field) return [];
    const { key } = field;
    const detail = `${field.label}, ${sectionOf("behaviour").title.toLowerCase()}`;
    return [
      {
        value: `behaviour.${key}=${value}`,
        label,
        detail,
        section: "behaviour",
        field: key,
        effect: { set: "value", value: { value, label } },
        lookup: kind,
      },
    ];
  });
}

/** Choices of fields with a fixed list, such as *Company* or *Very Positive*. */
function choiceSuggestions(text: string): Suggestion[] {
  const typed = words(text);
  if (typed.length === 0) return [];
  return sections.flatMap((section) =>
    section.fields.flatMap((field) =>
      (field.options ?? [])
        .filter((option) => typed.every((word) => words(option.label).some((each) => each.startsWith(word))))
        .map(
          (option): Suggestion => ({
            value: `${section.key}.${field.key}=${option.value}`,
            label: option.label,
            detail: section.key === "contact" ? field.label : `${field.label}, ${section.title.toLowerCase()}`,
            section: section.key,
            field: field.key,
            effect: { set: "value", value: { value: option.value, label: option.label } },
          }),
        ),
    ),
  );
}

/** What the text itself may mean: a city, a part of a name, an address, a number. */
function typedSuggestions(text: string): Suggestion[] {
  const typed = text.trim();
  if (typed.length < 2) return [];
  const as = (field: string, label: string, expression: string): Suggestion => ({
    value: `typed ${field}`,
    label,
    detail: "as typed",
    section: "contact",
    field,
    effect: { set: "text", text: expression },
  });
  const safe = /[|&()<>='*?]|\.\./.test(typed) ? `'${typed.replaceAll("'", "''")}'` : typed;
  const part = /[|&()<>='*?]|\.\./.test(typed) ? safe : `*${typed}*`;
  if (typed.includes("@")) return [as("email", `Email contains ${typed}`, part)];
  if (/^\p{L}{0,3}-?\d/u.test(typed))
    return [
      as("contactNo", `No. is ${typed}`, safe),
      as("postCode", `Post Code begins with ${typed}`, /[|&()<>='*?]|\.\./.test(typed) ? safe : `${typed}*`),
    ];
  return [as("city", `City is ${typed}`, safe), as("name", `Name contains ${typed}`, part)];
}

/**
 * What a person may mean by a text: fields by name, choices and codes by what they are called, and the text itself as a city, name
 * or number. Fields first, unless the text says a field and a value.
 */
export function findConditions(text: string, found: readonly FoundValue[]): SuggestionGroup[] {
  if (text.trim() === "") return [];
  const named = fieldAndRest(text);
  const asTyped: Suggestion[] = named
    ? [
        {
          value: "named",
          label: `${named.field.label}: ${named.rest}`,
          detail: "as typed",
          section: named.section,
          field: named.field.key,
          effect: { set: "text", text: named.rest },
        },
      ]
    : [];
  const candidates = matchingFields(text);
  const shown = ({ section, field }: Pick<Candidate, "section" | "field">): Suggestion => ({
    value: `${section.key}.${field.key}`,
    label: field.label,
    detail: fieldDetail(section, field),
    section: section.key,
    field: field.key,
    effect: { set: "show" },
  });
  const typed = text.trim().toLowerCase();
  const held = properties(found);
  // *Page* is a property of that very name; *Pager* only begins with it.
  const isNamed = ({ field }: Pick<Candidate, "field">) => field.label.toLowerCase() === typed;
  const isExact = held.some(isNamed) && !candidates.some(isNamed);
  const fields = (isExact ? [...held, ...candidates.slice(0, mostFields)] : [...candidates.slice(0, mostFields), ...held]).map(shown);
  const closeness = ({ label }: Suggestion) => (label.toLowerCase() === typed ? 0 : label.toLowerCase().startsWith(typed) ? 1 : 2);
  const values = distinct([...valueSuggestions(found), ...propertyChoices(found), ...choiceSuggestions(text)])
    .sort((left, right) => closeness(left) - closeness(right))
    .slice(0, mostValues);
  // A code that is known is better than the same letters as typed.
  const known = named !== null && values.some((each) => each.section === named.section && each.field === named.field.key);
  const byName = { value: "Fields", items: known ? fields : [...asTyped, ...fields] };
  const byValue = { value: "Values", items: values };
  // A field whose name was begun goes before values, one that only has to do with the words goes behind them.
  const fieldsFirst = !known && (isExact || named !== null || (candidates[0]?.rank ?? Number.POSITIVE_INFINITY) < 2);
  const groups: SuggestionGroup[] = [
    ...(fieldsFirst ? [byName, byValue] : [byValue, byName]),
    { value: "Text", items: named ? (known ? asTyped : []) : typedSuggestions(text) },
  ];
  return groups.filter((group) => group.items.length > 0);
}

function distinct(suggestions: Suggestion[]): Suggestion[] {
  return [...new Map(suggestions.map((each) => [each.value, each])).values()];
}
