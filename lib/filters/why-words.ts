import { findField, type Section, sectionOf } from "./catalogue";
import { claimOf } from "./claims";
import { dayInWords } from "./date-words";
import type { LookupKind } from "./field-kinds";
import { grouped, predicate, shownValue } from "./field-words";
import { figureName, textOf } from "./in-words";
import type { FieldCondition, MemberCondition, RelationCondition } from "./schema";
import type { Finding, Leaf } from "./why-sql";
import { type CodeNames, joinWords, nameKey, plain } from "./words";

/** The contact an explanation is about. */
export type Asked = { name: string; type: "company" | "person"; companyName: string | null; hasCompany: boolean };

/** The codes among what was found, so that their names can be looked up. */
export function actualCodes(leaf: Leaf, finding: Finding | undefined): { kind: LookupKind; code: string }[] {
  if (leaf.kind === "member" || !finding || (leaf.kind === "relation" && leaf.match === "aggregate")) return [];
  const field = leaf.kind === "field" ? findField(null, leaf.field) : findField(leaf.relation, sectionOf(leaf.relation).keyField);
  const kind = field?.lookup?.kind;
  return kind ? finding.values.map((code) => ({ kind, code })) : [];
}

/** What the contact has, as a sentence: "Country/Region is GB, not US or CA.", "The company has no Industry Group." */
export function actualWords(leaf: Leaf, finding: Finding, contact: Asked, names: CodeNames): string {
  switch (leaf.kind) {
    case "field":
      return fieldSentence(leaf, finding, names);
    case "relation":
      return relationSentence(leaf, finding, contact, names);
    case "member":
      return memberSentence(leaf, finding, contact, names);
    default:
      return leaf satisfies never;
  }
}

function fieldSentence(condition: FieldCondition, finding: Finding, names: CodeNames): string {
  const field = findField(null, condition.field);
  if (!field) return "";
  const isDay = field.type === "date" || field.type === "instant";
  const [value] = finding.values;
  const actual = value === undefined ? "empty" : isDay ? dayInWords(value) : shownValue(value, field, names);
  const claim = claimOf(condition, field);
  if (finding.held || !claim) return `${field.label} is ${actual}.`;
  const asked = textOf(predicate(claim, field, names));
  const plainValues = claim.kind === "values" && !claim.negated;
  return plainValues
    ? `${field.label} is ${actual}, not ${asked.replace(/^is /, "")}.`
    : `${field.label} is ${actual}; asked for: ${asked}.`;
}

function relationSentence(condition: RelationCondition, finding: Finding, contact: Asked, names: CodeNames): string {
  const section = sectionOf(condition.relation);
  const owner = section.throughCompany && contact.type === "person" ? (contact.companyName ?? "The company") : contact.name;
  if (section.throughCompany && !contact.hasCompany)
    return `${contact.name} belongs to no company, and ${section.many} are those of the company.`;
  if (finding.total === 0)
    return `${section.throughCompany && contact.type === "person" ? "The company" : contact.name} has no ${section.one}.`;
  const through =
    section.throughCompany && contact.type === "person" && finding.matched > 0 ? " People are matched through their company." : "";
  return `${owner} ${hasWords(section, condition, finding, names)}.${through}`;
}

function hasWords(section: Section, condition: RelationCondition, { total, matched, values }: Finding, names: CodeNames): string {
  const counted = (count: number) => `${count.toLocaleString("en-GB")} ${count === 1 ? section.one : section.many}`;
  if (condition.match === "aggregate") {
    const { before, after } = figureName(condition);
    const [figure] = values;
    return `has ${counted(matched)} that ${matched === 1 ? "matches" : "match"}; ${before} is ${figure === undefined ? "nothing" : grouped(figure)}${after}`;
  }
  const key = findField(condition.relation, section.keyField);
  const isDay = key?.type === "date";
  const some = values.slice(0, 3).map((value) => [plain(key && !isDay ? shownValue(value, key, names) : dayInWords(value))]);
  const more = values.length > 3 ? " and more" : "";
  const listed = textOf(joinWords(some, ", ", more ? ", " : " and ")) + more;
  if (key?.lookup?.kind === "answer") return matched > 0 ? `answered ${listed}` : `answered ${listed}, nothing that was asked for`;
  if (isDay)
    return matched > 0
      ? `has ${counted(matched)} that ${matched === 1 ? "matches" : "match"}: ${listed}`
      : `has ${counted(total)}, none that matches: ${listed}`;
  return matched > 0 ? `has ${section.one} ${listed}` : `has ${section.one} ${listed}, none that was asked for`;
}

function memberSentence(condition: MemberCondition, { held }: Finding, contact: Asked, names: CodeNames): string {
  const called = names.get(nameKey(condition.of, condition.no)) ?? condition.no;
  const stands = held === condition.is;
  if (condition.of === "segment") return `${contact.name} ${stands ? "stands" : "does not stand"} on segment ${called}.`;
  return `${contact.name} ${stands ? "stood" : "did not stand"} on logged segment ${called}.`;
}
