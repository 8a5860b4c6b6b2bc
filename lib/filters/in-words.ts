import { findField, type Section, sectionOf } from "./catalogue";
import { type Claim, claimOf, isNegative } from "./claims";
import { claimSentence, dateClaim, fieldWords } from "./field-words";
import type { FieldCondition, Filter, MemberCondition, RelationCondition, RelationKey } from "./schema";
import { type CodeNames, joinWords, merged, nameKey, plain, strong, type Words } from "./words";

const noNames: CodeNames = new Map();

/** A filter in plain words: Country/Region is GB or DK and Interaction in the last 30 days. `names` says what codes are called. */
export function inWords(filter: Filter, names: CodeNames = noNames): Words {
  return merged(say(filter, null, names));
}

/** The same as one plain string. */
export function inWordsText(filter: Filter, names: CodeNames = noNames): string {
  return textOf(inWords(filter, names));
}

/** Words without their weights. */
export function textOf(words: Words): string {
  return words.map((part) => part.text).join("");
}

function say(filter: Filter, relation: RelationKey | null, names: CodeNames): Words {
  switch (filter.kind) {
    case "all":
    case "any":
      return sayGroup(filter.kind, filter.of, relation, names);
    case "not":
      return filter.of.kind === "member"
        ? memberWords({ ...filter.of, is: !filter.of.is }, names)
        : [plain("not ("), ...say(filter.of, relation, names), plain(")")];
    case "field": {
      const field = findField(relation, filter.field);
      return field ? fieldWords(filter, field, names) : [plain(`${filter.field} (not known)`)];
    }
    case "relation":
      return relationWords(filter, names);
    case "member":
      return memberWords(filter, names);
    default:
      return filter satisfies never;
  }
}

function sayGroup(kind: "all" | "any", of: Filter[], relation: RelationKey | null, names: CodeNames): Words {
  if (of.length === 0) return [plain(kind === "any" ? "Nobody" : relation ? "any" : "Everybody")];
  const parts = of.map((part) => {
    const words = say(part, relation, names);
    const needsBrackets = of.length > 1 && (part.kind === "all" || part.kind === "any") && part.kind !== kind && part.of.length > 1;
    return needsBrackets ? [plain("("), ...words, plain(")")] : words;
  });
  return joinWords(parts, kind === "all" ? " and " : " or ");
}

function memberWords({ of, no, is }: MemberCondition, names: CodeNames): Words {
  const name = names.get(nameKey(of, no));
  const verb = of === "segment" ? (is ? "on segment " : "not on segment ") : is ? "was on logged segment " : "was not on logged segment ";
  return [plain(verb), strong(name ? `${name} (${no})` : no)];
}

function relationWords(condition: RelationCondition, names: CodeNames): Words {
  const section = sectionOf(condition.relation);
  const only = onlyClaim(condition.where, section);
  if (condition.match === "aggregate") return figureWords(condition, names);
  const deed = deedWords(condition, names);
  if (deed) return deed;
  if (condition.match !== "count" && only)
    return only.isDate ? datedWords(condition.match, only.claim, section) : keyWords(condition.match, only, section, names);
  const anyRow = condition.where.kind === "all" && condition.where.of.length === 0;
  const where = anyRow ? [] : [plain(" where "), ...say(condition.where, condition.relation, names)];
  switch (condition.match) {
    case "any":
      return anyRow ? [plain(`has ${article(section.one)} `), strong(section.one)] : [plain(section.one), ...where];
    case "none":
      return anyRow ? [plain("has no "), strong(section.one)] : [plain(`no ${section.one}`), ...where];
    case "all":
      return anyRow ? [plain(`has ${article(section.one)} `), strong(section.one)] : [plain(`only ${section.many}`), ...where];
    case "count": {
      const { op, value } = condition.count;
      const noun = value === 1 ? section.one : section.many;
      const dated = only?.isDate ? [plain(" "), ...dateWordsOf(only.claim)] : where;
      return [plain(`${countWords[op]} `), strong(value.toLocaleString("en-GB")), plain(` ${noun}`), ...dated];
    }
    default:
      return condition satisfies never;
  }
}

/** Visited at least 3 times in the last 30 days where Page contains pricing: a type of behaviour is what somebody did, and when. */
function deedWords(condition: Exclude<RelationCondition, { match: "aggregate" }>, names: CodeNames): Words | null {
  const { relation, match, where } = condition;
  if (relation !== "behaviour" || match === "all" || where.kind !== "all") return null;
  const type = where.of.find((part) => part.kind === "field" && part.field === "type");
  if (type?.kind !== "field" || type.op !== "is") return null;
  const others = where.of.filter((part) => part !== type);
  const occurred = findField(relation, "occurredAt");
  const dates = others.flatMap((part) => {
    const claim = part.kind === "field" && part.field === "occurredAt" && occurred ? claimOf(part, occurred) : null;
    return claim && isWhen(claim) && !isNegative(claim) ? [{ part, words: dateWordsOf(claim) }] : [];
  });
  const [when] = dates;
  const code = String(type.value);
  const name = strong(names.get(nameKey("behaviourType", code)) ?? code);
  const rest = others.filter((part) => part !== when?.part);
  return [
    ...(match === "none" ? [plain("never "), name] : [name]),
    ...(match === "count" ? timesWords(condition.count) : []),
    ...(when ? [plain(" "), ...when.words] : []),
    ...(rest.length > 0 ? [plain(" where "), ...say({ kind: "all", of: rest }, relation, names)] : []),
  ];
}

function timesWords({ op, value }: Extract<RelationCondition, { match: "count" }>["count"]): Words {
  return [plain(` ${countWords[op]} `), strong(value.toLocaleString("en-GB")), plain(value === 1 ? " time" : " times")];
}

type Figure = Extract<RelationCondition, { match: "aggregate" }>;

/** What a figure is called, before and after what is said of it: *smallest Amount*, *Amount … in all*. */
export function figureName({ relation, of, field: key }: Figure): { before: string; after: string } {
  const field = findField(relation, key);
  const label = field?.label ?? key;
  const isDay = field?.type === "instant" || field?.type === "date";
  return {
    sum: { before: label, after: " in all" },
    minimum: { before: `smallest ${label}`, after: "" },
    maximum: { before: `largest ${label}`, after: "" },
    average: { before: `average ${label}`, after: "" },
    distinct: { before: `number of different ${isDay ? "days of " : ""}${label}`, after: "" },
  }[of];
}

/** Amount is above 1,000 in all, of Purchases where Posting Date is in the last year. */
function figureWords(condition: Figure, names: CodeNames): Words {
  const { relation, op, value, where } = condition;
  const { before, after } = figureName(condition);
  const anyRow = where.kind === "all" && where.of.length === 0;
  return [
    plain(`${before} ${figureOps[op]} `),
    strong(value.toLocaleString("en-GB", { maximumFractionDigits: 20 })),
    plain(`${after}, of ${sectionOf(relation).many}`),
    ...(anyRow ? [] : [plain(" where "), ...say(where, relation, names)]),
  ];
}

const figureOps = { is: "is", less: "is below", lessOrEqual: "is at most", greater: "is above", greaterOrEqual: "is at least" };

const countWords = {
  is: "exactly",
  isNot: "any number but",
  less: "fewer than",
  lessOrEqual: "at most",
  greater: "more than",
  greaterOrEqual: "at least",
};

function article(noun: string): string {
  return /^[AEIOU]/i.test(noun) ? "an" : "a";
}

type OnlyClaim = { claim: Claim; condition: FieldCondition; isDate: boolean };

/** The claim on the field that names a row, where nothing else is asked of the row. */
function onlyClaim(where: Filter, section: Section): OnlyClaim | null {
  const condition = where.kind === "all" && where.of.length === 1 ? where.of[0] : where;
  if (condition?.kind !== "field" || condition.field !== section.keyField || section.key === "contact") return null;
  const field = findField(section.key, condition.field);
  const claim = field ? claimOf(condition, field) : null;
  const isDate = field?.type === "date";
  if (!field || !claim || (field.type === "code" && section.keyField === "itemNo")) return null;
  if (isDate && (!isWhen(claim) || isNegative(claim))) return null;
  return { claim, condition, isDate };
}

function isWhen(claim: Claim): claim is Extract<Claim, { kind: "values" | "range" | "beyond" }> {
  return claim.kind === "values" || claim.kind === "range" || claim.kind === "beyond";
}

function dateWordsOf(claim: Claim): Words {
  return isWhen(claim) ? dateClaim(claim) : [];
}

/** Interaction in the last 30 days. */
function datedWords(match: "any" | "none" | "all", claim: Claim, section: Section): Words {
  const when = dateWordsOf(claim);
  return [plain(match === "any" ? `${section.one} ` : match === "none" ? `no ${section.one} ` : `only ${section.many} `), ...when];
}

/** Mailing Group is NEWS or VIP; no Mailing Group is NEWS; a Mailing Group is not NEWS (one other than it). */
function keyWords(match: "any" | "none" | "all", { claim }: OnlyClaim, section: Section, names: CodeNames): Words {
  const field = section.key === "contact" ? undefined : findField(section.key, section.keyField);
  const sentence = field ? claimSentence(claim, field, names) : [];
  const prefix = { any: isNegative(claim) ? "a " : "", none: "no ", all: "every " }[match];
  return [plain(prefix), ...sentence];
}
