import fc from "fast-check";
import { expect } from "vitest";
import { openHarness } from "./harness";
import type { Rewriting } from "./rewrite-statements";
import { runSequence } from "./run-sequence";
import { type Sequence, sequences } from "./sequence";

const enough = 150;
/** Of some that were tried, the one whose sequences find all the faults soonest. WINNOW_MODEL_SEED draws others. */
const seed = Number(process.env.WINNOW_MODEL_SEED ?? 5);

/** The first of the `drawn` sequences at which product and model part, out of at most 150; null when they agree in all. */
export async function caughtAfter(
  plant: (harness: Awaited<ReturnType<typeof openHarness>>) => Rewriting | null,
  drawn: fc.Arbitrary<Sequence> = sequences,
): Promise<number | null> {
  const harness = await openHarness();
  const rewriting = plant(harness);
  try {
    const details = await fc.check(
      fc.asyncProperty(drawn, (sequence) => runSequence(harness, sequence)),
      { numRuns: enough, seed, endOnFailure: true },
    );
    if (rewriting) expect(rewriting.changed, "the mutation was planted").toBeGreaterThan(0);
    if (details.failed) expect(String(details.errorInstance), "they part over an answer or over what is stored").toContain("product:");
    return details.failed ? details.numRuns : null;
  } finally {
    await harness.drop();
  }
}
