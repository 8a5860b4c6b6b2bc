import type { Unit } from "./calendar";
import { type DateOperand, type DateStep, monthNames, readDate } from "./date-syntax";

const months = monthNames.map((name) => name.slice(0, 3));
const units: Record<Unit, string> = { D: "day", W: "week", M: "month", Q: "quarter", Y: "year" };
const timeUnits: Record<Elapsed["unit"], string> = { H: "hour", MIN: "minute" };
type Elapsed = Extract<DateOperand, { kind: "elapsed" }>;

/** "2026-02-05" as 5 Feb 2026; other text as it is. */
export function dayInWords(day: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return found ? `${Number(found[3])} ${months[Number(found[2]) - 1]} ${Number(found[1])}` : day;
}

/** A date as typed, in words: 5 Feb 2026, today, 30 days ago, the end of this month. Times and what cannot be said stay as typed. */
export function dateInWords(text: string): string {
  const read = readDate(text);
  return (read.ok && say(read.value)) || text.trim();
}

function say(operand: DateOperand): string | null {
  if (operand.kind === "weekday") return null;
  if (operand.kind === "plain") {
    const month = operand.month && months[operand.month - 1];
    if (!month) return null;
    return operand.year === null ? `${operand.dayOfMonth} ${month}` : `${operand.dayOfMonth} ${month} ${operand.year}`;
  }
  if (operand.kind === "month") return monthNames[operand.month - 1] ?? null;
  if (operand.kind === "elapsed") {
    const { count, unit } = operand;
    return count === 0 ? "now" : `${plural(Math.abs(count), timeUnits[unit])} ${count < 0 ? "ago" : "from now"}`;
  }
  const { word, steps } = operand;
  const [step] = steps;
  if (steps.length > 1) return shiftedEdge(operand);
  switch (word) {
    case null:
    case "TODAY":
      return step ? sayStep(step, "today") : "today";
    case "WORKDATE":
      return step ? sayStep(step, "the work date") : "the work date";
    case "WEEK":
    case "MONTH":
    case "QUARTER":
      return step ? shifted(word, step) : `this ${word.toLowerCase()}`;
    case "NOW":
    case "YESTERDAY":
    case "TOMORROW":
      return step ? null : word.toLowerCase();
    default:
      return word satisfies never;
  }
}

function sayStep(step: DateStep, from: string): string | null {
  if (step.kind === "end" || step.kind === "start") return step.unit === "D" ? from : `the ${step.kind} of this ${units[step.unit]}`;
  if (step.kind !== "count") return null;
  if (step.count === 0) return from;
  const length = plural(Math.abs(step.count), units[step.unit]);
  if (step.count > 0) return `${length} after ${from}`;
  return from === "today" ? `${length} ago` : `${length} before ${from}`;
}

function shifted(word: "WEEK" | "MONTH" | "QUARTER", step: DateStep): string | null {
  const own: Unit = word === "WEEK" ? "W" : word === "MONTH" ? "M" : "Q";
  if (step.kind !== "count") return null;
  const days = step.unit === "D" && own === "W" ? step.count / 7 : step.unit === own ? step.count : Number.NaN;
  return days === -1 ? `last ${units[own]}` : days === 1 ? `next ${units[own]}` : null;
}

/** -CM-1M is the start of last month. (Only the start: a month's end moved by months need not be an end.) */
function shiftedEdge({ word, steps }: Extract<DateOperand, { kind: "relative" }>): string | null {
  const [edge, by, more] = steps;
  const plainEdge = (word === null || word === "TODAY") && edge?.kind === "start" && by?.kind === "count" && more === undefined;
  if (!plainEdge || edge.unit !== by.unit || Math.abs(by.count) !== 1) return null;
  return `the start of ${by.count < 0 ? "last" : "next"} ${units[edge.unit]}`;
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** The last 30 days, the last year. */
function span(count: number, unit: string): string {
  return count === 1 ? unit : plural(count, unit);
}

/** A range with a name of its own: in the last 30 days, in the next 2 weeks, in the last 3 hours, this month, last month. */
export function namedRange(from: string, to: string): string | null {
  const [since, until] = [elapsed(from), elapsed(to)];
  if (since && until) return elapsedWords(since, until);
  const [low, high] = [relative(from), relative(to)];
  if (!low || !high) return null;
  return spanWords(low, high) ?? wholeWords(low, high);
}

/** So many hours or minutes from this moment; for NOW none. */
function elapsed(text: string): Elapsed | null {
  const read = readDate(text);
  if (!read.ok) return null;
  if (read.value.kind === "elapsed") return read.value;
  const { value } = read;
  return value.kind === "relative" && value.word === "NOW" && value.steps.length === 0 ? { kind: "elapsed", count: 0, unit: "H" } : null;
}

function elapsedWords(since: Elapsed, until: Elapsed): string | null {
  if (since.count < 0 && until.count === 0) return `in the last ${span(-since.count, timeUnits[since.unit])}`;
  return since.count === 0 && until.count > 0 ? `in the next ${span(until.count, timeUnits[until.unit])}` : null;
}

function relative(text: string): DateStep[] | null {
  const read = readDate(text);
  return read.ok && read.value.kind === "relative" && (read.value.word === null || read.value.word === "TODAY") ? read.value.steps : null;
}

function spanWords(low: DateStep[], high: DateStep[]): string | null {
  const [back] = low;
  const [ahead] = high;
  if (high.length === 0 && low.length === 1 && back?.kind === "count" && back.count < 0)
    return `in the last ${span(-back.count, units[back.unit])}`;
  if (low.length === 0 && high.length === 1 && ahead?.kind === "count" && ahead.count > 0)
    return `in the next ${span(ahead.count, units[ahead.unit])}`;
  return null;
}

function wholeWords(low: DateStep[], high: DateStep[]): string | null {
  const [start, back, more] = low;
  const [first, second, third] = high;
  if (start?.kind !== "start" || start.unit === "D" || more || third) return null;
  const { unit } = start;
  const isEnd = (step: DateStep | undefined) => step?.kind === "end" && step.unit === unit;
  const isStep = (step: DateStep | undefined, count: 1 | -1) => step?.kind === "count" && step.count === count && step.unit === unit;
  if (!back && !second && isEnd(first)) return `this ${units[unit]}`;
  // -1M+CM is the end of last month whatever its length; CM-1M is so only where this month is not the shorter one.
  const isLast = isStep(back, -1) && ((isEnd(first) && isStep(second, -1)) || (isStep(first, -1) && isEnd(second)));
  if (isLast) return `last ${units[unit]}`;
  return isStep(back, 1) && isStep(first, 1) && isEnd(second) ? `next ${units[unit]}` : null;
}
