import fc from "fast-check";
import { createTestDatabase, testContext } from "@/tests/support/test-database";
import { type Harness, runSequence } from "./run-sequence";
import { sequences } from "./sequence";
import { prepareWorlds } from "./world";

/** How many sequences to run in all: WINNOW_MODEL_RUNS, or 1,000. WINNOW_MODEL_SEED draws others. */
export const runs = Number(process.env.WINNOW_MODEL_RUNS ?? 1_000);
export const seed = Number(process.env.WINNOW_MODEL_SEED ?? 20_260_316);

/** A database with two people in it, and its end. */
export async function openHarness(): Promise<Harness & { drop(): Promise<void> }> {
  const db = await createTestDatabase();
  await prepareWorlds(db);
  const person = (id: string, name: string) => testContext(db, { user: { id, name, email: `${id}@example.test`, role: "marketer", salespersonCode: null } });
  return { db, users: [await person("ada", "Ada"), await person("ben", "Ben")], drop: db.drop };
}

/** Runs `numRuns` sequences from a seed, several databases side by side; a failure is shrunk and printed with its seed and path. */
export async function holdsForSequences(harnesses: readonly Harness[], numRuns: number, firstSeed: number): Promise<void> {
  const share = Math.ceil(numRuns / harnesses.length);
  await Promise.all(
    harnesses.map((harness, at) =>
      fc.assert(
        fc.asyncProperty(sequences, (sequence) => runSequence(harness, sequence)),
        { numRuns: share, seed: firstSeed + at },
      ),
    ),
  );
}
