import type { Measured } from "./measure";

/** A judged line. `budget` is the most that `ms` may be in this run; without `unit` both are milliseconds. */
export type BenchRow = {
  work: string;
  size: number;
  ms: number;
  baselineMs: number | null;
  ratio: number | null;
  budget: number;
  met: boolean;
  unit?: string;
};

const rounded = (number: number, digits: number) => Math.round(number * 10 ** digits) / 10 ** digits;

/** Judges a measurement; `slack` widens every budget. */
export function judge({ work, value, unit, baseline, allowed }: Measured, size: number, slack: number): BenchRow {
  const budget = allowed * slack;
  return {
    work,
    size,
    ms: rounded(value, 3),
    baselineMs: baseline ? rounded(baseline.ms, 2) : null,
    ratio: baseline ? rounded(value / baseline.ms, 3) : null,
    budget: rounded(budget, 2),
    met: value <= budget,
    ...(unit !== undefined && { unit }),
  };
}

const widths = [52, 12, 14, 10, 32];
const cell = (text: string, at: number) => (at === 0 || at === 4 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0));
const line = (...cells: string[]) => cells.map(cell).join("  ");

export const tableHead = `${line("work", "took", "plain", "ratio", "budget")}\n${"─".repeat(132)}`;

/** One line of the table, and below it what it was compared with. */
export function tableLine({ ms, baselineMs, ratio, met, budget }: BenchRow, measured: Measured): string {
  const unit = measured.unit ?? "ms";
  const words = `${measured.rule}${baselineMs === null ? "" : ` = ${shown(budget)} ms`}`;
  const first = line(
    measured.work,
    `${shown(ms)} ${unit}`,
    baselineMs === null ? "" : `${shown(baselineMs)} ms`,
    ratio === null ? "" : `${ratio.toFixed(2)} ×`,
    words,
  );
  const more = [
    ...(measured.baseline ? [`plain, ${shown(measured.baseline.ms)} ms: ${oneLine(measured.baseline.sql)}`] : []),
    ...(measured.note ? [measured.note] : []),
  ];
  return [`${first}  ${met ? "met" : "MISSED"}`, ...more.map((text) => `    ${text}`)].join("\n");
}

const shown = (number: number) => (number >= 100 ? Math.round(number).toLocaleString("en-GB") : number.toFixed(number < 1 ? 3 : 1));
const oneLine = (sql: string) => sql.replace(/\s+/g, " ");
