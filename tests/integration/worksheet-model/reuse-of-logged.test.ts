import fc from "fast-check";
import { expect, it } from "vitest";
import { caughtAfter } from "./caught-after";
import { holdsForAll, openHarness, seed } from "./harness";
import { rewriteStatements } from "./rewrite-statements";
import { runSequence } from "./run-sequence";
import { reuseSequences } from "./sequence";

const runs = Math.max(1, Math.round(Number(process.env.WINNOW_MODEL_RUNS ?? 500) / 40));

it("SEG-REUSE-007 steps that take contacts from logged segments are recorded, moved, switched off, saved and taken again as plain sets say", {
  timeout: 300_000,
}, async () => {
  const harness = await openHarness();
  try {
    await holdsForAll(
      fc.asyncProperty(reuseSequences, (sequence) => runSequence(harness, sequence)),
      { numRuns: runs, seed },
    );
  } finally {
    await harness.drop();
  }
});

it("the model catches it when canceled interactions are taken too", { timeout: 240_000 }, async () => {
  const plant = (statement: string) => statement.replace(/not r\.canceled/, "true");
  expect(await caughtAfter(({ db }) => rewriteStatements(db, plant), reuseSequences)).not.toBeNull();
});
