import fc from "fast-check";
import { createTestDatabase, testContext } from "@/tests/support/test-database";
import { type Harness, runSequence } from "./run-sequence";
import { sequences } from "./sequence";
import { prepareWorlds } from "./world";

/** How many sequences are run in all: WINNOW_MODEL_RUNS, or 1,000. */
const runs = Number(process.env.WINNOW_MODEL_RUNS ?? 1_000);
/** Always the same sequences, unless WINNOW_MODEL_SEED draws others. */
export const seed = Number(process.env.WINNOW_MODEL_SEED ?? 20_260_316);

/** A database with two people in it, and its end. */
export async function openHarness(): Promise<Harness & { drop(): Promise<void> }> {
  const db = await createTestDatabase();
  await prepareWorlds(db);
  const person = (id: string, name: string) =>
    testContext(db, { user: { id, name, email: `${id}@example.test`, role: "marketer", salespersonCode: null } });
  return { db, users: [await person("ada", "Ada"), await person("ben", "Ben")], drop: db.drop };
}

/** Runs half of the sequences, in two databases side by side. A failure is shrunk and thrown with its seed, path and acts. */
export async function halfOfTheSequences(half: 0 | 1): Promise<void> {
  const harnesses = [await openHarness(), await openHarness()];
  try {
    await Promise.all(
      harnesses.map((harness, at) =>
        fc.assert(
          fc.asyncProperty(sequences, (sequence) => runSequence(harness, sequence)),
          { numRuns: Math.ceil(runs / 4), seed: seed + 2 * half + at },
        ),
      ),
    );
  } finally {
    await Promise.all(harnesses.map((harness) => harness.drop()));
  }
}
