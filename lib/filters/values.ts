import { err, ok, type Result } from "@/lib/result";
import { addDays } from "./calendar";
import type { CatalogueField } from "./catalogue";
import type { FilterClock } from "./clock";
import { type DayRange, resolveDate } from "./date-range";
import { readDate } from "./date-syntax";
import type { OperandProblem } from "./expression-error";
import { exactTimes, laterBy, splitTime } from "./instants";
import { bounds, type FilterValue } from "./schema";

/**
 * A value as the field's type compares it. Text is trimmed, codes are upper-case, numbers are exact decimal text; days are the first and the
 * last one; times, on the wall clock or exact, run from `from` up to but not including `before`.
 */
export type Scalar =
  | { kind: "blank" }
  | { kind: "text"; text: string }
  | { kind: "number"; number: string }
  | { kind: "bool"; bool: boolean }
  | { kind: "enum"; value: string }
  | ({ kind: "days" } & DayRange)
  | { kind: "times"; from: string; before: string };

/** Reads a typed value for a field. Empty text is *blank*, for every type. */
export function readValue(field: CatalogueField, value: FilterValue, clock: FilterClock): Result<Scalar, OperandProblem> {
  const text = String(value).trim();
  if (text === "") return ok({ kind: "blank" });
  if (text.length > bounds.patternLength) return err(tooLong);
  if (text.includes("\0"))
    return err(problem("characters that can be stored", `${field.label} holds no NUL character. Take it away.`, "Jones"));
  switch (field.type) {
    case "code":
      return ok({ kind: "text", text: text.toUpperCase() });
    case "text":
      return ok({ kind: "text", text });
    case "int":
    case "decimal":
      return readNumber(field, typeof value === "number" ? plainDecimal(value) : text);
    case "bool":
      return readBool(field, text);
    case "enum":
      return readOption(field, text);
    case "date":
      return readDays(text, clock);
    case "instant":
      return readTimes(text, clock);
    default:
      return field.type satisfies never;
  }
}

const tooLong: OperandProblem = {
  code: "too_long",
  expected: `at most ${bounds.patternLength} characters`,
  message: `A value has at most ${bounds.patternLength} characters.`,
  example: "Jones*",
};

function problem(expected: string, message: string, example: string): OperandProblem {
  return { code: "bad_value", expected, message, example };
}

/** JavaScript writes large and small numbers with an exponent; the digits are wanted. */
function plainDecimal(value: number): string {
  return Number.isFinite(value) ? value.toLocaleString("en-GB", { useGrouping: false, maximumFractionDigits: 20 }) : String(value);
}

function readNumber(field: CatalogueField, text: string): Result<Scalar, OperandProblem> {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  const [, sign = "", whole = "", fraction = ""] = found ?? [];
  if (!found || whole + fraction === "" || whole.length > 30 || fraction.length > 20) {
    const example = field.type === "int" ? "10" : "1.5";
    const hint = /^[+-]?[\d.,]*,[\d.,]*$/.test(text) ? " Digits are written without commas; or is written |." : "";
    return err(problem("a number", `“${text}” is no number.${hint} Type for example ${example}.`, example));
  }
  const digits = `${whole.replace(/^0+(?=\d)/, "") || "0"}${fraction.replace(/0+$/, "") && `.${fraction.replace(/0+$/, "")}`}`;
  return ok({ kind: "number", number: sign === "-" && digits !== "0" ? `-${digits}` : digits });
}

function readBool(field: CatalogueField, text: string): Result<Scalar, OperandProblem> {
  const word = text.toLowerCase();
  if (["yes", "true", "1"].includes(word)) return ok({ kind: "bool", bool: true });
  if (["no", "false", "0"].includes(word)) return ok({ kind: "bool", bool: false });
  return err(problem("Yes or No", `${field.label} is Yes or No; “${text}” is neither.`, "Yes"));
}

function readOption(field: CatalogueField, text: string): Result<Scalar, OperandProblem> {
  const options = field.options ?? [];
  const same = (left: string) => left.toLowerCase().replace(/[\s_-]/g, "");
  const option =
    options.find((candidate) => candidate.value === text) ??
    options.find((candidate) => [candidate.value, candidate.label].some((word) => same(word) === same(text)));
  if (option) return ok({ kind: "enum", value: option.value });
  const labels = options.map((candidate) => candidate.label).join(", ");
  return err(problem(`one of ${labels}`, `${field.label} has no “${text}”. Type one of ${labels}.`, options[0]?.label ?? ""));
}

/** Reads days for a field of days or moments. */
export function readDays(text: string, clock: FilterClock): Result<Scalar & { kind: "days" }, OperandProblem> {
  const written = readDate(text);
  const days = written.ok ? resolveDate(written.value, clock) : written;
  return days.ok ? ok({ kind: "days", ...days.value }) : days;
}

/** On a moment a day means all of it, and a time to the minute the whole minute. */
function readTimes(text: string, clock: FilterClock): Result<Scalar, OperandProblem> {
  const exact = exactTimes(text, clock.now);
  if (exact) return ok({ kind: "times", ...exact });
  const timed = splitTime(text);
  const days = readDays(timed?.date ?? text, clock);
  if (!days.ok) return days;
  const { from, to } = days.value;
  const next = addDays(to, 1);
  if (!next) return err(problem("an earlier day", "There is no day after this one. Type an earlier day.", "31/12/2099"));
  if (!timed) return ok({ kind: "times", from: `${from}T00:00:00`, before: `${next}T00:00:00` });
  if (from !== to) return err(problem("one day", "A time needs one day before it. Type for example 16/03/2026 9:30.", "16/03/2026 9:30"));
  const start = `${from}T${timed.time}`;
  return ok({ kind: "times", from: start, before: laterBy(start, timed.precision === "minute" ? 60 : 1) });
}
