import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { caughtAfter } from "./caught-after";
import { holdsForAll, openHarness, seed } from "./harness";
import { rewriteStatements } from "./rewrite-statements";
import { runSequence } from "./run-sequence";
import { addSequences, editSequences, lineSequences, mergeSequences, sequences, stackSequences } from "./sequence";

/** Which pure rule is broken for the test that runs: `vi.mock` below reads it. */
const broken = vi.hoisted(() => ({ rule: "none" }));

vi.mock("@/lib/segmentation/criteria-stack", async (importOriginal) => {
  const rules = await importOriginal<typeof import("@/lib/segmentation/criteria-stack")>();
  const placeOfAction: typeof rules.placeOfAction = (stack, decided) =>
    rules.placeOfAction(stack, broken.rule === "a stale step" ? stack.currentStep : decided);
  const placeOfEdit: typeof rules.placeOfEdit = (stack, userId, options) =>
    rules.placeOfEdit(
      stack,
      broken.rule === "another one's edit" ? (stack.top?.userId ?? userId) : userId,
      broken.rule === "an edit of another kind" ? (stack.top?.edit ?? options) : options,
    );
  return { ...rules, placeOfAction, placeOfEdit };
});

vi.mock("@/lib/segmentation/edit-intent", async (importOriginal) => {
  const rules = await importOriginal<typeof import("@/lib/segmentation/edit-intent")>();
  const layersAfterEdit: typeof rules.layersAfterEdit = (layers, intent) => {
    const { allowExisting, oneLine, ...options } = intent.options;
    if (broken.rule === "all lines of a contact go with one")
      return rules.layersAfterEdit(layers, { ...intent, options: { ...options, allowExisting } });
    if (broken.rule === "who is there gets no line by hand")
      return rules.layersAfterEdit(layers, { ...intent, options: { ...options, oneLine } });
    if (broken.rule === "an address counts as a contact" && options.dedupe)
      return rules.layersAfterEdit(layers, { ...intent, options: { dedupe: "contact" } });
    return rules.layersAfterEdit(layers, intent);
  };
  const withOneMore: typeof rules.withOneMore = (layers, added) => {
    const after = rules.withOneMore(layers, added);
    return broken.rule === "Add gives no third line" ? after.slice(0, 2) : after;
  };
  return { ...rules, layersAfterEdit, withOneMore };
});

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
  ["a deleted contact stays in the sets", /where d\.members && g\.ids/, "where false"],
  ["a merged contact's place is given to nobody", /where g\.into_id is not null/, "where false"],
  ["a merged contact's city is not taken over", /case when kept\.address is null/g, "case when false and kept.address is null"],
];

/** Seen soonest where contacts with changed lines are merged. */
const onMerges: typeof inSql = [
  [
    "a line changed on a merged contact is forgotten",
    /from segment_line_override where contact_id = any/,
    "from segment_line_override where false and contact_id = any",
  ],
];

/** Seen soonest where edits by hand go on. */
const onEdits: typeof inSql = [
  ["an edit that goes on forgets whom it adds", /added_by_hand = excluded\.added_by_hand/, "added_by_hand = criteria_action.added_by_hand"],
];

/** Seen soonest, or only, where somebody stands on several lines and something was changed on one of them. */
const onSecondLines: typeof inSql = [
  [
    "a changed line outlives every step that held it",
    /not exists \(select from held where held\.contact_id = line\.contact_id and held\.layer = line\.layer\)/,
    "false",
  ],
  ["what was changed on a second line is kept for the first", / and held\.layer = line\.layer\)/, ")"],
  [
    "what was changed stays when a line below goes",
    /where line\.segment_id = (\$\d+) and line\.layer between/,
    "where false and line.segment_id = $1 and line.layer between",
  ],
  [
    "Go Back does not turn lines",
    /from criteria_action_turn\n(\s+)where segment_id/,
    "from criteria_action_turn where false and segment_id",
  ],
];

const inRules: [rule: string, drawn: typeof sequences][] = [
  ["all lines of a contact go with one", lineSequences],
  ["who is there gets no line by hand", addSequences],
  ["an address counts as a contact", sequences],
  ["Add gives no third line", addSequences],
];

describe("the model catches it when", { timeout: 240_000 }, () => {
  afterEach(() => {
    broken.rule = "none";
  });

  it.each([
    ...inSql.map((each) => [...each, sequences] as const),
    ...onEdits.map((each) => [...each, editSequences] as const),
    ...onMerges.map((each) => [...each, mergeSequences] as const),
    ...onSecondLines.map((each) => [...each, editSequences] as const),
  ])("%s", async (_, find, put, drawn) => {
    const after = await caughtAfter(({ db }) => rewriteStatements(db, (statement) => statement.replace(find, put)), drawn);
    expect(after).not.toBeNull();
  });

  it.each([
    ["a stale step", sequences],
    ["another one's edit", lineSequences],
    ["an edit of another kind", lineSequences],
  ])("%s is taken for one's own", async (rule, drawn) => {
    broken.rule = rule;
    expect(await caughtAfter(() => null, drawn)).not.toBeNull();
  });

  it.each(inRules)("%s", async (rule, drawn) => {
    broken.rule = rule;
    expect(await caughtAfter(() => null, drawn)).not.toBeNull();
  });

  it.each([
    ["", sequences],
    [", on second lines too", lineSequences],
    [", and on the stack as a whole", stackSequences],
    [", and on edits that are taken again", editSequences],
    [", and on Add with one more line each", addSequences],
  ])("nothing is broken: it agrees%s", async (_, drawn) => {
    const harness = await openHarness();
    await holdsForAll(
      fc.asyncProperty(drawn, (sequence) => runSequence(harness, sequence)),
      { numRuns: 5, seed },
    ).finally(() => harness.drop());
  });
});
