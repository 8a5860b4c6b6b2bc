import { readDate } from "@/lib/filters/date-syntax";

export type SpanUnit = "D" | "W" | "M" | "Q" | "Y";
export type RelativeSpan = { direction: "ago" | "ahead"; count: number | null; unit: SpanUnit };

export const relativeUnits: readonly { value: SpanUnit; label: string }[] = [
  { value: "D", label: "days" },
  { value: "W", label: "weeks" },
  { value: "M", label: "months" },
  { value: "Q", label: "quarters" },
  { value: "Y", label: "years" },
];

/** `-30D..t` as 30 days ago to now, `t..2W` as the 2 weeks ahead, `-1Y` alone as a year ago; null for everything else. */
export function readRelativeSpan(values: readonly string[]): RelativeSpan | null {
  const [low, high] = values;
  if (low === undefined) return null;
  if (high === undefined || isToday(high)) return counted(low, "ago");
  return isToday(low) ? counted(high, "ahead") : null;
}

/** The days that `readRelativeSpan` reads; without a number one end is missing. */
export function spanValues(direction: "ago" | "ahead", count: number | null, unit: SpanUnit): readonly (string | null)[] {
  const end = count === null ? null : `${direction === "ago" ? "-" : ""}${count}${unit}`;
  return direction === "ago" ? [end, "t"] : ["t", end];
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
