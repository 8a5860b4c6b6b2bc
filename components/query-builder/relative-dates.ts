import { readDate, readElapsed } from "@/lib/filters/date-syntax";

export type SpanUnit = "MIN" | "H" | "D" | "W" | "M" | "Q" | "Y";
export type RelativeSpan = { direction: "ago" | "ahead"; count: number | null; unit: SpanUnit };

export const relativeUnits: readonly { value: SpanUnit; label: string }[] = [
  { value: "D", label: "days" },
  { value: "W", label: "weeks" },
  { value: "M", label: "months" },
  { value: "Q", label: "quarters" },
  { value: "Y", label: "years" },
];

/** Moments can be asked in hours and minutes too. */
export const momentUnits: typeof relativeUnits = [{ value: "MIN", label: "minutes" }, { value: "H", label: "hours" }, ...relativeUnits];

/** `-30D..t` as 30 days ago to now, `t..2W` as the 2 weeks ahead, `-1Y` alone as a year ago; null for everything else. */
export function readRelativeSpan(values: readonly string[]): RelativeSpan | null {
  const [low, high] = values;
  if (low === undefined) return null;
  if (high === undefined || /^now$/i.test(high.trim())) {
    const elapsed = readElapsed(low);
    if (elapsed && elapsed.count < 0) return { direction: "ago", count: -elapsed.count, unit: elapsed.unit };
  }
  if (/^now$/i.test(low.trim()) && high !== undefined) {
    const elapsed = readElapsed(high);
    return elapsed && elapsed.count > 0 ? { direction: "ahead", count: elapsed.count, unit: elapsed.unit } : null;
  }
  if (high === undefined || isToday(high)) return counted(low, "ago");
  return isToday(low) ? counted(high, "ahead") : null;
}

/** The days that `readRelativeSpan` reads; without a number one end is missing. */
export function spanValues(direction: "ago" | "ahead", count: number | null, unit: SpanUnit): readonly (string | null)[] {
  const isElapsed = unit === "H" || unit === "MIN";
  const end = count === null ? null : `${direction === "ago" ? "-" : isElapsed ? "+" : ""}${count}${unit}`;
  const now = isElapsed ? "NOW" : "t";
  return direction === "ago" ? [end, now] : [now, end];
}

function isToday(text: string): boolean {
  return /^(t|today)$/i.test(text.trim());
}

function counted(text: string, direction: "ago" | "ahead"): RelativeSpan | null {
  if (text === "") return { direction, count: null, unit: "D" };
  const read = readDate(text);
  if (!read.ok || read.value.kind !== "relative" || read.value.word !== null || read.value.steps.length !== 1) return null;
  const [step] = read.value.steps;
  if (step?.kind !== "count" || step.count === 0 || step.count > 0 !== (direction === "ahead")) return null;
  return { direction, count: Math.abs(step.count), unit: step.unit };
}
