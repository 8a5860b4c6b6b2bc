import { monthNames } from "@/lib/filters/date-syntax";
import type { FilterValue } from "@/lib/filters/schema";
import type { Operand } from "./tree";

export type Period = { key: string; label: string } & Operand;

const wholes = [
  ["W", "week"],
  ["M", "month"],
  ["Q", "quarter"],
  ["Y", "year"],
] as const;

/** The stretches of days that have a name. */
export const periods: readonly Period[] = [
  { key: "today", label: "today", op: "is", values: ["t"] },
  { key: "yesterday", label: "yesterday", op: "is", values: ["yesterday"] },
  { key: "tomorrow", label: "tomorrow", op: "is", values: ["tomorrow"] },
  ...wholes.flatMap(([unit, word]): Period[] => [
    { key: `this ${word}`, label: `this ${word}`, op: "between", values: [`-C${unit}`, `C${unit}`] },
    { key: `last ${word}`, label: `last ${word}`, op: "between", values: [`-C${unit}-1${unit}`, `-1${unit}+C${unit}`] },
    { key: `next ${word}`, label: `next ${word}`, op: "between", values: [`-C${unit}+1${unit}`, `1${unit}+C${unit}`] },
  ]),
  { key: "first of month", label: "the first day of this month", op: "is", values: ["-CM"] },
  { key: "last of month", label: "the last day of this month", op: "is", values: ["CM"] },
];

/** When an anniversary can be. */
export const yearlyPeriods: readonly Period[] = [
  ...periods.flatMap(({ key, label, values: [from = null, to = from] }): Period[] =>
    /^(today|tomorrow|(this|next) (week|month))$/.test(key) ? [{ key: `yearly ${key}`, label, op: "anniversary", values: [from, to] }] : [],
  ),
  ...monthNames.map((name): Period => ({ key: name, label: `in ${name}`, op: "anniversary", values: [name, name] })),
];

/** Whether a day alone has a name of its own, as today has. */
export function isPeriodWord(value: FilterValue | null | undefined): boolean {
  return periodOf({ op: "is", values: [value ?? null] }) !== null;
}

/** The named stretch a row stands for; null for others. */
export function periodOf(row: Operand): Period | null {
  const written = (value: FilterValue | null) => String(value).trim().toUpperCase();
  return (
    [...periods, ...yearlyPeriods].find(
      (period) =>
        period.op === row.op &&
        period.values.length === row.values.length &&
        period.values.every((value, index) => written(value) === written(row.values[index] ?? null)),
    ) ?? null
  );
}
