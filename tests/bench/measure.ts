/** A plain statement beside which work is measured, as it is printed, and the milliseconds it took. */
export type Baseline = { sql: string; ms: number };

/** One line of the table before it is judged. `allowed` is in the unit of `value`, `rule` says it in words. */
export type Measured = {
  work: string;
  /** Milliseconds unless `unit` names something else. */
  value: number;
  unit?: string;
  baseline?: Baseline;
  allowed: number;
  rule: string;
  /** What else a reader should know, such as the slowest of many pages. */
  note?: string;
};

/** The middle one of several numbers. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** The smallest number that at least the part `part` of all numbers do not exceed. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (found === undefined) throw new Error("Nothing was measured.");
  return found;
}

/** The milliseconds `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The median of `times` runs after one to warm up. Each run tells its own milliseconds, so that it can prepare itself untimed. */
export async function medianOf(times: number, run: () => Promise<number>): Promise<number> {
  const measured: number[] = [];
  for (let turn = 0; turn <= times; turn++) measured.push(await run());
  return median(measured.slice(1));
}

/** Two medians, measured in turns, so that what else the machine does hits both alike. */
export async function sideBySide(
  times: number,
  plain: () => Promise<number>,
  ours: () => Promise<number>,
): Promise<[plain: number, ours: number]> {
  const measured: { plain: number; ours: number }[] = [];
  for (let turn = 0; turn <= times; turn++) measured.push({ plain: await plain(), ours: await ours() });
  const counted = measured.slice(1);
  return [median(counted.map(({ plain }) => plain)), median(counted.map(({ ours }) => ours))];
}
