import type { Baseline } from "./measure";

/** What a measurement may be, and the words for it. */
export type Budget = { allowed: number; rule: string };

export const atMost = (allowed: number, unit = "ms"): Budget => ({ allowed, rule: `at most ${allowed} ${unit}` });

export const timesFaster = ({ ms }: Baseline, times: number): Budget => ({ allowed: ms / times, rule: `${times} × faster` });

export const timesTheTime = ({ ms }: Baseline, times: number): Budget => ({ allowed: ms * times, rule: `at most ${times} ×` });

/** So many times the plain statement, and a fixed time on top for what surrounds it. */
export const timesAndMore = ({ ms }: Baseline, times: number, moreMs: number): Budget => ({
  allowed: ms * times + moreMs,
  rule: `at most ${times} × + ${moreMs} ms`,
});

const noticeableMs = 25;

/** Below a million contacts the dozen statements around a step take longer than its sets: what nobody notices is allowed. */
export function atLeast({ allowed, rule }: Budget, size: number): Budget {
  return size >= 1_000_000 ? { allowed, rule } : { allowed: Math.max(allowed, noticeableMs), rule: `${rule}, or ${noticeableMs} ms` };
}
