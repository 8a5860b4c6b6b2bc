/** What a part of the tests found. `failures` are put into words, one text each. */
export type PartResult = { passed: number; failed: number; skipped: number; failures: string[] };

export const nothing: PartResult = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** The sum over all parts. */
export function sumOf(parts: PartResult[]): PartResult {
  return parts.reduce(
    (sum, part) => ({
      passed: sum.passed + part.passed,
      failed: sum.failed + part.failed,
      skipped: sum.skipped + part.skipped,
      failures: [...sum.failures, ...part.failures],
    }),
    nothing,
  );
}

/** The last line of `npm test`: "12 passed, 0 failed", and how many were skipped when any was. */
export function countLine({ passed, failed, skipped }: PartResult): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
