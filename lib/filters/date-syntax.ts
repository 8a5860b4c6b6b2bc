import { err, ok, type Result } from "@/lib/result";
import type { Unit } from "./calendar";
import type { OperandProblem } from "./expression-error";

export const dateWords = ["TODAY", "WORKDATE", "NOW", "YESTERDAY", "TOMORROW", "WEEK", "MONTH", "QUARTER"] as const;
export type DateWord = (typeof dateWords)[number];

/** One step of a date formula: so many units, the end (or with − the start) of the current unit, the next (or last) 10th or Thursday. */
export type DateStep =
  | { kind: "count"; count: number; unit: Unit }
  | { kind: "end" | "start"; unit: Unit }
  | { kind: "dayOfMonth" | "weekday"; number: number; direction: 1 | -1 };

export const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/**
 * A date as written, relative ones still relative. `month` and `year` that are not written are those of the work date. *elapsed* is so many hours or
 * minutes from this moment, which moments are compared with and days are not.
 */
export type DateOperand =
  | { kind: "elapsed"; count: number; unit: "H" | "MIN" }
  | { kind: "month"; month: number }
  | { kind: "relative"; word: DateWord | null; steps: DateStep[] }
  | { kind: "plain"; dayOfMonth: number; month: number | null; year: number | null }
  | { kind: "weekday"; weekday: number; week: number };

const weekdays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/**
 * Reads one date: `2026-03-16`, `16/3/2026` (day first, any separator), 2, 4, 6 or 8 digits, `mon23`, `march`, a word as `t` or `week`, a formula as
 * `-30D`, `-CM`, `CQ-34D`, `D10`, `WD4`, or a word with a formula; `-3H`, `90MIN`. Accounting periods and closing dates are refused with the reason.
 */
export function readDate(text: string): Result<DateOperand, OperandProblem> {
  const written = text.trim().toUpperCase();
  const read = withoutSupport(written) ?? plainDate(written) ?? weekdayOfWeek(written) ?? monthOfYear(written) ?? elapsedTime(written);
  return read ?? relativeDate(written) ?? err(unreadable(text));
}

function unreadable(text: string): OperandProblem {
  const example = "-30D..t";
  const expected = "a day (16/03/2026), a word (today, week) or a formula (-30D)";
  return { code: "bad_value", expected, message: `“${text}” is no date. Type ${expected}.`, example };
}

function withoutSupport(written: string): { ok: false; error: OperandProblem } | null {
  if (/^P(E(R(I(O(D)?)?)?)?)?\d*$/.test(written)) {
    const message = "Accounting periods are not known here: there is no general ledger. Type the days, for example 01/01/2026..31/03/2026.";
    return err({ code: "not_supported", expected: "days", message, example: "01/01/2026..31/03/2026" });
  }
  if (/^C\s*\d/.test(written)) {
    const message = "Closing dates are not known here: there is no general ledger. Type the day without C, for example 31/12/2026.";
    return err({ code: "not_supported", expected: "a day without C", message, example: "31/12/2026" });
  }
  return null;
}

function plainDate(written: string): { ok: true; value: DateOperand } | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written);
  if (iso) return plain(iso[3], iso[2], iso[1]);
  const separated = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{2}|\d{4}))?$/.exec(written);
  if (separated) return plain(separated[1], separated[2], separated[3]);
  const digits = /^(\d{2})(?:(\d{2})(\d{2}|\d{4})?)?$/.exec(written);
  return digits && plain(digits[1], digits[2], digits[3]);
}

function plain(day: string | undefined, month: string | undefined, year: string | undefined): { ok: true; value: DateOperand } {
  return ok({
    kind: "plain",
    dayOfMonth: Number(day),
    month: month === undefined ? null : Number(month),
    year: year === undefined ? null : fullYear(year),
  });
}

/** Two digits: 50 to 99 are 19xx, 00 to 49 are 20xx. */
function fullYear(year: string): number {
  return year.length === 4 ? Number(year) : Number(year) + (Number(year) >= 50 ? 1900 : 2000);
}

function weekdayOfWeek(written: string): { ok: true; value: DateOperand } | null {
  const found = /^([A-Z]{2,9})\s*(\d{1,2})$/.exec(written);
  const weekday = weekdays.findIndex((name) => found?.[1] !== undefined && found[1] !== "WD" && name.startsWith(found[1]));
  return found && weekday >= 0 ? ok({ kind: "weekday", weekday: weekday + 1, week: Number(found[2]) }) : null;
}

/** The name of a month, or its beginning. */
function monthOfYear(written: string): { ok: true; value: DateOperand } | null {
  const month = written.length < 3 ? -1 : monthNames.findIndex((name) => name.toUpperCase().startsWith(written));
  return month >= 0 ? ok({ kind: "month", month: month + 1 }) : null;
}

function elapsedTime(written: string): { ok: true; value: DateOperand } | null {
  const [, now, sign, count, unit] = /^(N(?:OW?)?)?\s*([+-]?)\s*(\d{1,4})(H|MIN)$/.exec(written) ?? [];
  if ((unit !== "H" && unit !== "MIN") || (now && !sign)) return null;
  return ok({ kind: "elapsed", count: Number(count) * (sign === "-" ? -1 : 1), unit });
}

function relativeDate(written: string): { ok: true; value: DateOperand } | null {
  const letters = /^[A-Z]+(?=\s*([+-]|$))/.exec(written)?.[0];
  const word = letters === undefined ? undefined : dateWords.find((candidate) => candidate.startsWith(letters)); // the first hit wins: W is WORKDATE
  const steps = readSteps(word && letters ? written.slice(letters.length) : written, word !== undefined);
  return steps && ok({ kind: "relative", word: word ?? null, steps });
}

/** The steps of a formula; null when it is none. After a word it may be missing, and its first step needs a sign. */
function readSteps(formula: string, afterWord: boolean): DateStep[] | null {
  const steps: DateStep[] = [];
  let rest = formula.trim();
  if (rest === "") return afterWord ? steps : null;
  while (rest !== "") {
    const found = /^([+-]?)\s*(?:(\d{1,4})([DWMQY])|C([DWMQY])|(WD|D)(\d{1,2}))(?=\s*(?:[+-]|$))\s*/.exec(rest);
    if (!found || (found[1] === "" && (afterWord || steps.length > 0)) || steps.length >= 20) return null;
    const step = readStep(found);
    if (!step) return null;
    steps.push(step);
    rest = rest.slice(found[0].length);
  }
  return steps;
}

function readStep([, sign, count, unit, current, next, number]: (string | undefined)[]): DateStep | null {
  const direction = sign === "-" ? -1 : 1;
  if (count !== undefined && isUnit(unit)) return { kind: "count", count: direction * Number(count), unit };
  if (isUnit(current)) return { kind: direction === 1 ? "end" : "start", unit: current };
  const kind = next === "D" ? "dayOfMonth" : "weekday";
  const value = Number(number);
  return value >= 1 && value <= (kind === "weekday" ? 7 : 31) ? { kind, number: value, direction } : null;
}

function isUnit(text: string | undefined): text is Unit {
  return text === "D" || text === "W" || text === "M" || text === "Q" || text === "Y";
}
