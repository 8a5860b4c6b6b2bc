import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { holdsForAll, openHarness, seed } from "./harness";
import { type Rewriting, rewriteStatements } from "./rewrite-statements";
import { runSequence } from "./run-sequence";
import { sequences } from "./sequence";

/** Which pure rule is broken for the test that runs: `vi.mock` below reads it. */
const broken = vi.hoisted(() => ({ rule: "none" }));

vi.mock("@/lib/segmentation/criteria-stack", async (importOriginal) => {
  const rules = await importOriginal<typeof import("@/lib/segmentation/criteria-stack")>();
  const placeOfAction: typeof rules.placeOfAction = (stack, decided) =>
    rules.placeOfAction(stack, broken.rule === "a stale step" ? stack.currentStep : decided);
  const placeOfEdit: typeof rules.placeOfEdit = (stack, userId, options) =>
    rules.placeOfEdit(stack, broken.rule === "another one's edit" ? (stack.top?.userId ?? userId) : userId, options);
  return { ...rules, placeOfAction, placeOfEdit };
});

const enough = 150;

/** The first sequence at which product and model part, out of at most 150; null when they agree in all. */
async function caughtAfter(plant: (harness: Awaited<ReturnType<typeof openHarness>>) => Rewriting | null): Promise<number | null> {
  const harness = await openHarness();
  const rewriting = plant(harness);
  try {
    const details = await fc.check(
      fc.asyncProperty(sequences, (sequence) => runSequence(harness, sequence)),
      { numRuns: enough, seed, endOnFailure: true },
    );
    if (rewriting) expect(rewriting.changed, "the mutation was planted").toBeGreaterThan(0);
    if (details.failed) expect(String(details.errorInstance), "they part over an answer or over what is stored").toContain("product:");
    return details.failed ? details.numRuns : null;
  } finally {
    await harness.drop();
  }
}

const inSql: [name: string, find: RegExp, put: string][] = [
  ["the exclusion is dropped", /where contact\.exclude_from_segment\) found/, "where false) found"],
  [
    "blocked contacts are let in",
    /where \(contact\.privacy_blocked or \(contact\.minor and not contact\.parental_consent_received\)\)\) found/,
    "where false) found",
  ],
  [
    "only the next of the undone steps is cut off",
    /delete from criteria_action where segment_id = (\$\d+) and action_no >= /,
    "delete from criteria_action where segment_id = $1 and action_no = ",
  ],
  ["chunks are off by one at their border", /(members\[1\]|(?<=select )id) >> 13 as chunk/g, "($1 + 1) >> 13 as chunk"],
  ["a blank fails a negated comparison", /\) is not true/g, ") is false"],
  ["entire companies are forgotten", /contact\.company_id in \(/, "contact.id in ("],
  ["a deleted contact still counts", /update contact_set s set size = s\.size \+ moved\.by/, "update contact_set s set size = s.size"],
  [
    "a changed line outlives every step that held it",
    /not exists \(select from held where held\.contact_id = line\.contact_id and held\.layer = line\.layer\)/,
    "false",
  ],
  ["a deleted contact stays in the sets", /where d\.members && g\.ids/, "where false"],
  ["a merged contact's place is given to nobody", /where g\.into_id is not null/, "where false"],
  [
    "a line changed on a merged contact is forgotten",
    /from segment_line_override where contact_id = any/,
    "from segment_line_override where false and contact_id = any",
  ],
  ["a merged contact's city is not taken over", /case when kept\.address is null/g, "case when false and kept.address is null"],
];

describe("the model catches it when", { timeout: 240_000 }, () => {
  afterEach(() => {
    broken.rule = "none";
  });

  it.each(inSql)("%s", async (_, find, put) => {
    const after = await caughtAfter(({ db }) => rewriteStatements(db, (statement) => statement.replace(find, put)));
    expect(after).not.toBeNull();
  });

  it.each(["a stale step", "another one's edit"])("%s is taken for one's own", async (rule) => {
    broken.rule = rule;
    expect(await caughtAfter(() => null)).not.toBeNull();
  });

  it("nothing is broken: it agrees", async () => {
    const harness = await openHarness();
    await holdsForAll(
      fc.asyncProperty(sequences, (sequence) => runSequence(harness, sequence)),
      { numRuns: 5, seed },
    ).finally(() => harness.drop());
  });
});
