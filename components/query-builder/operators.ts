import { isPicked } from "@/components/filters/criteria-draft";
import type { CatalogueField } from "@/lib/filters/catalogue";
import type { FilterValue } from "@/lib/filters/schema";
import type { Choice } from "./choices";
import { isPlainValue, patternChoice, patternOperand, patternTexts, severalPatterns } from "./patterns";
import { isPeriodWord, periodOf } from "./periods";
import { isTime, readRelativeSpan, relativeUnits, type SpanUnit, spanValues } from "./relative-dates";
import type { Operand } from "./tree";

/** What is typed or picked behind a choice. */
export type ValueKind = "none" | "picked" | "typed" | "words" | "one" | "two" | "span" | "period" | "expression";

const numberWords: Partial<Record<Choice, string>> = {
  less: "is below",
  lessOrEqual: "is at most",
  greater: "is above",
  greaterOrEqual: "is at least",
};
const dateWords: Partial<Record<Choice, string>> = {
  is: "is on",
  isNot: "is not on",
  less: "is before",
  lessOrEqual: "is on or before",
  greater: "is after",
  greaterOrEqual: "is on or after",
};
const words: Record<Choice, string> = {
  is: "is",
  isNot: "is not",
  contains: "contains",
  containsNot: "does not contain",
  begins: "begins with",
  beginsNot: "does not begin with",
  ends: "ends with",
  endsNot: "does not end with",
  like: "matches",
  likeNot: "does not match",
  less: "comes before",
  lessOrEqual: "is up to",
  greater: "comes after",
  greaterOrEqual: "is from",
  between: "is between",
  notBetween: "is not between",
  inLast: "is in the last",
  inNext: "is in the next",
  notInLast: "is not in the last",
  notInNext: "is not in the next",
  moreThanAgo: "is longer ago than",
  moreThanAhead: "is further ahead than",
  period: "is within",
  yearlyNext: "has its anniversary in the next",
  yearlyLast: "had its anniversary in the last",
  yearlyIn: "has its anniversary",
  yearlyBetween: "has its anniversary between",
  isEmpty: "is empty",
  isNotEmpty: "is not empty",
  expression: "is, as an expression",
};

const isDate = (field: CatalogueField) => field.type === "date" || field.type === "instant";
const isNumber = (field: CatalogueField) => field.type === "int" || field.type === "decimal";

/** A choice in words, as the field's type has it. */
export function choiceWords(choice: Choice, field: CatalogueField): string {
  return (isDate(field) ? dateWords[choice] : isNumber(field) ? numberWords[choice] : undefined) ?? words[choice];
}

const order: readonly Choice[] = ["less", "lessOrEqual", "greater", "greaterOrEqual", "between", "notBetween"];
const spans: readonly Choice[] = ["inLast", "inNext", "notInLast", "notInNext", "moreThanAgo", "moreThanAhead"];
const yearly: readonly Choice[] = ["yearlyNext", "yearlyLast", "yearlyIn", "yearlyBetween"];
const blanks: readonly Choice[] = ["isEmpty", "isNotEmpty"];
const texts: readonly Choice[] = ["is", "isNot", "contains", "containsNot", "begins", "beginsNot", "ends", "endsNot", "like", "likeNot"];

/** The choices a field offers, in the order they are read. */
export function choicesFor(field: CatalogueField): readonly Choice[] {
  if (field.type === "bool" || field.type === "enum") return ["is", "isNot", ...blanks];
  if (isDate(field)) return [...spans, "period", "is", "isNot", ...order, ...yearly, ...blanks, "expression"];
  if (isNumber(field))
    return ["greater", "greaterOrEqual", "less", "lessOrEqual", "between", "notBetween", "is", "isNot", ...blanks, "expression"];
  return [...texts, ...(field.type === "code" && !field.lookup ? order : []), ...blanks, "expression"];
}

/** What a new condition on the field begins with. */
export function firstOperand(field: CatalogueField): Operand {
  return withChoice({ op: "is", values: [] }, choicesFor(field)[0] ?? "is", field);
}

/** The choice a row shows. */
export function choiceOf(row: Operand, field: CatalogueField): Choice {
  return row.choice ?? choiceOfOperator(row, field);
}

function choiceOfOperator(row: Operand, field: CatalogueField): Choice {
  switch (row.op) {
    case "is":
    case "in":
      return isDate(field) && row.op === "is" && isPeriodWord(row.values[0]) ? "period" : "is";
    case "isNot":
    case "notIn":
      return "isNot";
    case "like":
    case "notLike":
      return patternChoice(row.values[0], row.op === "notLike");
    case "expression":
      return severalPatterns(row, field)?.choice ?? "expression";
    case "between":
      return betweenChoice(row.values, field);
    case "notBetween": {
      const read = isDate(field) ? span(row.values) : null;
      return read ? (read.direction === "ago" ? "notInLast" : "notInNext") : "notBetween";
    }
    case "anniversary": {
      const read = span(row.values);
      if (read) return read.direction === "ago" ? "yearlyLast" : "yearlyNext";
      return periodOf(row) ? "yearlyIn" : "yearlyBetween";
    }
    case "less":
      return isDate(field) && span(row.values)?.direction === "ago" ? "moreThanAgo" : "less";
    case "greater":
      return isDate(field) && span(row.values)?.direction === "ahead" ? "moreThanAhead" : "greater";
    default:
      return row.op;
  }
}

function betweenChoice(values: Operand["values"], field: CatalogueField): Choice {
  if (!isDate(field)) return "between";
  const read = span(values);
  if (read) return read.direction === "ago" ? "inLast" : "inNext";
  return periodOf({ op: "between", values }) ? "period" : "between";
}

function span(values: Operand["values"]) {
  return readRelativeSpan(values.map((value) => (value === null ? "" : String(value))));
}

/** What is asked for behind a choice. */
export function valueKind(choice: Choice, field: CatalogueField): ValueKind {
  switch (choice) {
    case "isEmpty":
    case "isNotEmpty":
      return "none";
    case "is":
    case "isNot":
      return isPicked(field) ? "picked" : "typed";
    case "between":
    case "notBetween":
    case "yearlyBetween":
      return "two";
    case "inLast":
    case "inNext":
    case "notInLast":
    case "notInNext":
    case "moreThanAgo":
    case "moreThanAhead":
    case "yearlyNext":
    case "yearlyLast":
      return "span";
    case "period":
    case "yearlyIn":
      return "period";
    case "expression":
      return "expression";
    case "contains":
    case "containsNot":
    case "begins":
    case "beginsNot":
    case "ends":
    case "endsNot":
      return "words";
    default:
      return "one";
  }
}

/** The same row under another choice, with as much of its values as still makes sense. */
export function withChoice(row: Operand, choice: Choice, field: CatalogueField): Operand {
  return { ...operandOf(row, choice, field), choice };
}

function operandOf(row: Operand, choice: Choice, field: CatalogueField): Operand {
  const kept = row.values.filter((value): value is FilterValue => value !== null && isPlainValue(value, row.op));
  const [first = null, second = null] = kept;
  switch (choice) {
    case "isEmpty":
    case "isNotEmpty":
      return { op: choice, values: [] };
    case "is":
    case "isNot":
      return listOperand(kept, choice === "isNot");
    case "contains":
    case "containsNot":
    case "begins":
    case "beginsNot":
    case "ends":
    case "endsNot":
      return patternOperand(choice, patternTexts(row, field), field);
    case "like":
    case "likeNot":
      return { op: choice === "like" ? "like" : "notLike", values: [first === null ? null : String(first)] };
    case "between":
    case "notBetween":
      return { op: choice, values: [first, second] };
    case "yearlyBetween":
      return { op: "anniversary", values: [first, second] };
    case "inLast":
    case "inNext":
    case "notInLast":
    case "notInNext":
    case "moreThanAgo":
    case "moreThanAhead": {
      const read = span(row.values);
      return spanOperand(choice, read?.count ?? 1, read?.unit ?? "Y");
    }
    case "yearlyNext":
    case "yearlyLast": {
      const read = span(row.values);
      return spanOperand(choice, read?.count ?? 7, read && !isTime(read.unit) ? read.unit : "D");
    }
    case "period":
      return { op: "is", values: ["t"] };
    case "yearlyIn":
      return { op: "anniversary", values: ["t", "t"] };
    case "expression":
      return { op: "expression", values: [kept.join("|")] };
    case "less":
    case "lessOrEqual":
    case "greater":
    case "greaterOrEqual":
      return { op: choice, values: [field.type === "bool" ? null : first] };
    default:
      return choice satisfies never;
  }
}

/** Picked or typed values as one condition: one value is *is*, several are *is any of*. */
export function listOperand(values: readonly FilterValue[], negated: boolean): Operand {
  const choice = negated ? "isNot" : "is";
  return values.length < 2 ? { op: choice, values, choice } : { op: negated ? "notIn" : "in", values, choice };
}

/** Choices behind which a number and a unit stand: the operator, and on which side of today. */
const spanChoices = {
  inLast: ["between", "ago"],
  inNext: ["between", "ahead"],
  notInLast: ["notBetween", "ago"],
  notInNext: ["notBetween", "ahead"],
  moreThanAgo: ["less", "ago"],
  moreThanAhead: ["greater", "ahead"],
  yearlyNext: ["anniversary", "ahead"],
  yearlyLast: ["anniversary", "ago"],
} as const satisfies Partial<Record<Choice, readonly [Operand["op"], "ago" | "ahead"]>>;
export type SpanChoice = keyof typeof spanChoices;

export function isSpanChoice(choice: Choice): choice is SpanChoice {
  return Object.hasOwn(spanChoices, choice);
}

/** In the last 30 days, in the next 2 weeks, longer ago than a year, with its anniversary in the next 7 days. */
export function spanOperand(choice: SpanChoice, count: number | null, unit: SpanUnit): Operand {
  const [op, direction] = spanChoices[choice];
  const values = spanValues(direction, count, unit);
  if (op !== "less" && op !== "greater") return { op, values, choice };
  return { op, values: [values[direction === "ago" ? 0 : 1] ?? null], choice };
}

/** The units that a choice counts in: hours and minutes of moments only, and no anniversary has any. */
export function unitsOf(choice: Choice, field: CatalogueField): typeof relativeUnits {
  const withTime = field.type === "instant" && !yearly.includes(choice);
  return withTime ? relativeUnits : relativeUnits.filter(({ value }) => !isTime(value));
}
