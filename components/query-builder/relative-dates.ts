import { readDate } from "@/lib/filters/date-syntax";

export type SpanUnit = "MIN" | "H" | "D" | "W" | "M" | "Q" | "Y";
export type RelativeSpan = { direction: "ago" | "ahead"; count: number | null; unit: SpanUnit };

export const relativeUnits: readonly { value: SpanUnit; label: string }[] = [
  { value: "MIN", label: "minutes" },
  { value: "H", label: "hours" },
  { value: "D", label: "days" },
  { value: "W", label: "weeks" },
  { value: "M", label: "months" },
  { value: "Q", label: "quarters" },
  { value: "Y", label: "years" },
];

/** Whether a unit counts elapsed time instead of days. */
export function isTime(unit: SpanUnit): boolean {
  return unit === "H" || unit === "MIN";
}

/** `-30D..t` as 30 days ago to now, `-3H..now` as the last 3 hours, `t..2W` as the 2 weeks ahead, `-1Y` alone as a year ago; null for everything else. */
export function readRelativeSpan(values: readonly string[]): RelativeSpan | null {
  const [low, high] = values;
  if (low === undefined) return null;
  if (high === undefined) return counted(low, "ago", "") ?? counted(low, "ahead", "");
  return counted(low, "ago", high) ?? counted(high, "ahead", low);
}

/** The days that `readRelativeSpan` reads; without a number one end is missing. */
export function spanValues(direction: "ago" | "ahead", count: number | null, unit: SpanUnit): readonly (string | null)[] {
  const end = count === null ? null : `${direction === "ago" ? "-" : ""}${count}${unit}`;
  const here = isTime(unit) ? "now" : "t";
  return direction === "ago" ? [end, here] : [here, end];
}

const isToday = (text: string) => /^(t|today)$/i.test(text.trim());
const isNow = (text: string) => /^now$/i.test(text.trim());

/** One end as so many units from `here`, which is the other end, or nothing where there is none. */
function counted(text: string, direction: "ago" | "ahead", here: string): RelativeSpan | null {
  if (text === "") return here === "" || isToday(here) || isNow(here) ? { direction, count: null, unit: isNow(here) ? "H" : "D" } : null;
  const length = lengthOf(text);
  if (!length || length.count === 0 || length.count > 0 !== (direction === "ahead")) return null;
  if (here !== "" && !(isTime(length.unit) ? isNow(here) : isToday(here))) return null;
  return { direction, count: Math.abs(length.count), unit: length.unit };
}

function lengthOf(text: string): { count: number; unit: SpanUnit } | null {
  const read = readDate(text);
  if (!read.ok) return null;
  if (read.value.kind === "elapsed") return read.value;
  if (read.value.kind !== "relative" || read.value.word !== null || read.value.steps.length !== 1) return null;
  const [step] = read.value.steps;
  return step?.kind === "count" ? step : null;
}
