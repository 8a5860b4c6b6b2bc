import type { CatalogueField } from "./catalogue";
import { type Claim, claimOf } from "./claims";
import { monthNames } from "./date-syntax";
import { dateInWords, namedRange } from "./date-words";
import type { FieldCondition } from "./schema";
import { type CodeNames, joinWords, nameKey, plain, strong, type Words } from "./words";

/** A condition on a field as a sentence: Country/Region is GB or DK. An expression that cannot be read is shown as it is, and said so. */
export function fieldWords(condition: FieldCondition, field: CatalogueField, names: CodeNames): Words {
  const claim = claimOf(condition, field);
  if (claim) return claimSentence(claim, field, names);
  if (condition.op === "ask") return [plain(`${field.label} is still to be filled in: `), strong(condition.name)];
  return [plain(`${field.label} `), strong(condition.op === "expression" ? condition.text : ""), plain(" (cannot be read)")];
}

/** The field's label and what is claimed of it. Answers of one question speak of the question: Budget is High or Low. */
export function claimSentence(claim: Claim, field: CatalogueField, names: CodeNames): Words {
  const question = field.lookup?.kind === "answer" && claim.kind === "values" ? sharedQuestion(claim.values, names) : null;
  if (question === null || claim.kind !== "values") return [plain(`${field.label} `), ...predicate(claim, field, names)];
  const answers = claim.values.map((code) => [strong((names.get(nameKey("answer", code)) ?? code).slice(question.length + 2))]);
  return [plain(`${question} is ${claim.negated ? "not " : ""}`), ...joinWords(answers, ", ", " or ")];
}

function sharedQuestion(codes: string[], names: CodeNames): string | null {
  const questions = codes.map((code) => /^(.+?): /.exec(names.get(nameKey("answer", code)) ?? "")?.[1] ?? null);
  const [first] = questions;
  return first && questions.every((question) => question === first) ? first : null;
}

/** What is claimed, from the verb on: is GB or DK, begins with 4, is in the last 30 days. */
export function predicate(claim: Claim, field: CatalogueField, names: CodeNames): Words {
  switch (claim.kind) {
    case "any":
    case "all": {
      const parts = claim.of.map((part) =>
        claim.kind === "all" && part.kind === "any"
          ? [plain("("), ...predicate(part, field, names), plain(")")]
          : predicate(part, field, names),
      );
      return joinWords(parts, ", ", claim.kind === "all" ? " and " : parts.length === 2 && parts.every(isShort) ? " or " : ", or ");
    }
    case "empty":
      return [plain(claim.negated ? "is not empty" : "is empty")];
    case "pattern":
      return patternWords(claim.pattern, claim.negated);
    case "yearly":
      return [plain("has its anniversary "), ...dateClaim(stretch(claim))];
    case "values":
    case "range":
    case "beyond":
      return field.type === "date" || field.type === "instant" ? datePredicate(claim) : valuePredicate(claim, field, names);
    default:
      return claim satisfies never;
  }
}

/** Joins nothing itself, so that two of them need no comma between them: contains ham or contains ton. */
function isShort(words: Words): boolean {
  return words.every(({ text, strong: isValue }) => isValue || !/ (or|and|to) /.test(text));
}

function patternWords(pattern: string, negated: boolean): Words {
  const found = /^(\*?)([^*?]+)(\*?)$/.exec(pattern);
  const [, before, core, after] = found ?? [];
  const verbs =
    before && after
      ? ["contains", "contain"]
      : before
        ? ["ends with", "end with"]
        : after
          ? ["begins with", "begin with"]
          : ["matches", "match"];
  return [plain(negated ? `does not ${verbs[1]} ` : `${verbs[0]} `), strong(core ?? pattern)];
}

/** One day is a value, two are the ends of a stretch. */
function stretch({ from, to }: { from: string; to: string }): ValueClaim {
  return from.toUpperCase() === to.toUpperCase() ? { kind: "values", negated: false, values: [from] } : { kind: "range", from, to };
}

type ValueClaim = Extract<Claim, { kind: "values" | "range" | "beyond" }>;

function valuePredicate(claim: ValueClaim, field: CatalogueField, names: CodeNames): Words {
  const shown = (value: string) => strong(shownValue(value, field, names));
  const isNumber = field.type === "int" || field.type === "decimal";
  switch (claim.kind) {
    case "values":
      return [
        plain(claim.negated ? "is not " : "is "),
        ...joinWords(
          claim.values.map((value) => [shown(value)]),
          ", ",
          " or ",
        ),
      ];
    case "range":
      if (claim.from !== null && claim.to !== null)
        return [plain(claim.negated ? "is not from " : "is from "), shown(claim.from), plain(" to "), shown(claim.to)];
      return claim.from !== null
        ? [plain(isNumber ? "is at least " : "is from "), shown(claim.from), plain(isNumber ? "" : " on")]
        : [plain(isNumber ? "is at most " : "is up to "), shown(claim.to ?? "")];
    case "beyond":
      return [
        plain(claim.side === "less" ? (isNumber ? "is below " : "comes before ") : isNumber ? "is above " : "comes after "),
        shown(claim.value),
      ];
    default:
      return claim satisfies never;
  }
}

/** A value as people know it: the name of a code where one is known, the caption of an enum, Yes or No. */
export function shownValue(value: string, field: CatalogueField, names: CodeNames): string {
  if (field.lookup) return names.get(nameKey(field.lookup.kind, value)) ?? value;
  if (field.type === "enum") return field.options?.find((option) => option.value === value)?.label ?? value;
  if (field.type === "decimal") return grouped(value);
  if (field.type !== "bool") return value;
  return /^(yes|true|1)$/i.test(value) ? "Yes" : /^(no|false|0)$/i.test(value) ? "No" : value;
}

/** 1000 as 1,000; what is no plain number as typed. */
export function grouped(value: string): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(value.trim()) ?? [];
  return whole === "" ? value : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${fraction}`;
}

function datePredicate(claim: ValueClaim): Words {
  const words = dateClaim(claim);
  const [first] = words;
  const withoutOn = first?.text === "on " ? words.slice(1) : words;
  return [plain(claim.kind !== "beyond" && claim.negated ? "is not " : "is "), ...withoutOn];
}

/** When something was, without a verb: in the last 30 days, on 5 Feb 2026, from 1 Jan 2026 to 31 Jan 2026, before yesterday. */
export function dateClaim(claim: ValueClaim): Words {
  const day = (text: string) => strong(dateInWords(text));
  switch (claim.kind) {
    case "values": {
      const days = joinWords(
        claim.values.map((value) => [day(value)]),
        ", ",
        " or ",
      );
      const [first] = claim.values.map(dateInWords);
      if (first && monthNames.some((name) => name === first)) return [plain("in "), ...days];
      return /^\d+ [A-Z]|^\d\S*$/.test(first ?? "") ? [plain("on "), ...days] : days;
    }
    case "range": {
      const named = claim.from !== null && claim.to !== null ? namedRange(claim.from, claim.to) : null;
      if (named) return named.startsWith("in ") ? [plain("in "), strong(named.slice(3))] : [strong(named)];
      if (claim.from !== null && claim.to !== null) return [plain("from "), day(claim.from), plain(" to "), day(claim.to)];
      return claim.from !== null ? [plain("from "), day(claim.from), plain(" on")] : [plain("up to "), day(claim.to ?? "")];
    }
    case "beyond":
      return [plain(claim.side === "less" ? "before " : "after "), day(claim.value)];
    default:
      return claim satisfies never;
  }
}
