import fc from "fast-check";
import type { Role } from "@/lib/access/rights";
import { createTestDatabase, testContext } from "@/tests/support/test-database";
import { type Harness, runSequence } from "./run-sequence";
import { sequences } from "./sequence";
import { prepareWorlds } from "./world";

/** How many sequences are run in all: WINNOW_MODEL_RUNS, or 500. */
const runs = Number(process.env.WINNOW_MODEL_RUNS ?? 500);
/** Always the same sequences, unless WINNOW_MODEL_SEED draws others. */
export const seed = Number(process.env.WINNOW_MODEL_SEED ?? 20_260_316);

/** A database with its people in it, and its end. */
export async function openHarness(): Promise<Harness & { drop(): Promise<void> }> {
  const db = await createTestDatabase();
  await prepareWorlds(db);
  const person = (id: string, name: string, role: Role = "marketer") =>
    testContext(db, { user: { id, name, email: `${id}@example.test`, role, salespersonCode: null } });
  const users = [await person("ada", "Ada"), await person("ben", "Ben")] as const;
  return { db, users, administrator: await person("cleo", "Cleo", "admin"), drop: db.drop };
}

/**
 * Checks a property and throws at its first failure, shrunk. The message begins with what parted, since reports cut long ones off;
 * what repeats it and the case follow.
 */
export async function holdsForAll<T extends unknown[]>(property: fc.IAsyncProperty<T>, parameters: fc.Parameters<T>): Promise<void> {
  const details = await fc.check(property, parameters);
  if (!details.failed) return;
  const { errorInstance: cause, counterexample, counterexamplePath, numRuns, seed } = details;
  const what = cause instanceof Error ? cause.message : fc.defaultReportMessage(details);
  const where = `case ${numRuns} of seed ${seed}, shrunk by path ${counterexamplePath}`;
  throw new Error(`${what}\n  ${where}\n  ${fc.stringify(counterexample)}`, { cause });
}

/** Runs half of the sequences, in two databases side by side. */
export async function halfOfTheSequences(half: 0 | 1): Promise<void> {
  const harnesses = [await openHarness(), await openHarness()];
  try {
    await Promise.all(
      harnesses.map((harness, at) =>
        holdsForAll(
          fc.asyncProperty(sequences, (sequence) => runSequence(harness, sequence)),
          { numRuns: Math.ceil(runs / 4), seed: seed + 2 * half + at },
        ),
      ),
    );
  } finally {
    await Promise.all(harnesses.map((harness) => harness.drop()));
  }
}
