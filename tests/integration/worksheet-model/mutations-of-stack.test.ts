import type fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { caughtAfter } from "./caught-after";
import { rewriteStatements } from "./rewrite-statements";
import { editSequences, type Sequence, stackSequences } from "./sequence";

/** Which pure rule is broken for the test that runs: `vi.mock` below reads it. */
const broken = vi.hoisted(() => ({ rule: "none" }));

vi.mock("@/lib/segmentation/replay-rules", async (importOriginal) => {
  const rules = await importOriginal<typeof import("@/lib/segmentation/replay-rules")>();
  const stackAfter: typeof rules.stackAfter = (segmentNo, steps, change, given) => {
    const isMove = change.change === "move" && broken.rule === "a moved step stays in its place";
    const after = rules.stackAfter(segmentNo, steps, isMove ? { ...change, to: change.step } : change, given);
    if (!after.ok) return after;
    if (broken.rule === "a step that is switched off goes on counting")
      return { ok: true, value: { ...after.value, replayed: after.value.replayed.map((step) => ({ ...step, switchedOff: false })) } };
    return after;
  };
  return { ...rules, stackAfter };
});

vi.mock("@/lib/segmentation/replay-steps", async (importOriginal) => {
  const rules = await importOriginal<typeof import("@/lib/segmentation/replay-steps")>();
  const intentOf: typeof rules.intentOf = (step) =>
    rules.intentOf(broken.rule === "an edit means only what it changed last" ? { ...step, addedByHand: null, removedByHand: null } : step);
  const editOptionsOf: typeof rules.editOptionsOf = (options) => {
    const { allowExisting, oneLine, dedupe } = rules.editOptionsOf(options);
    return {
      ...(allowExisting && broken.rule !== "an edit that is taken again gives no further line" && { allowExisting }),
      ...(oneLine && broken.rule !== "an edit that is taken again removes all lines for one" && { oneLine }),
      ...(dedupe && broken.rule !== "duplicates are not looked for again" && { dedupe }),
    };
  };
  return { ...rules, intentOf, editOptionsOf };
});

vi.mock("@/lib/segmentation/former-stack", async (importOriginal) => {
  const rules = await importOriginal<typeof import("@/lib/segmentation/former-stack")>();
  const forgetFormerStack: typeof rules.forgetFormerStack = async (tx, segmentId) =>
    broken.rule === "a change can be undone after a step was taken" ? false : rules.forgetFormerStack(tx, segmentId);
  return { ...rules, forgetFormerStack };
});

type InSql = [name: string, find: RegExp, put: string];

const inSql: InSql[] = [
  [
    "undoing a change forgets undone steps",
    /from former_stack_action where segment_id = (\$\d+)$/,
    "from former_stack_action where segment_id = $1 and action_no <= 1",
  ],
  [
    "a replayed step looks at the members of before",
    /update segment set current_step = (\$\d+) where id = (\$\d+)$/,
    "update segment set current_step = current_step where $1::int is not null and id = $2",
  ],
];

/** Seen soonest, or only, where edits by hand are taken again, or lines stand twice meanwhile. */
const onEdits: InSql[] = [
  [
    "the kept stack does not hold what was changed on its lines",
    /union select 1, set_id from former_stack_action where segment_id = /,
    "union select 1, set_id from former_stack_action where false and segment_id = ",
  ],
  [
    "saved edits forget whom they remove",
    /select (\$\d+), no, kind, filter, options, added, removed/,
    "select $1, no, kind, filter, options, added, null",
  ],
  [
    "an edit that is taken again lets blocked contacts in",
    /where \(contact\.privacy_blocked or \(contact\.minor and not contact\.parental_consent_received\)\)\) found/,
    "where false) found",
  ],
  [
    "undoing a change forgets second lines",
    /from criteria_action_layer where segment_id = (\$\d+)$/,
    "from criteria_action_layer where false and segment_id = $1",
  ],
  [
    "undoing a change forgets which lines were turned",
    /(action_no, turn_no, layer, lines, set_id)(\s+)from criteria_action_turn where/,
    "$1$2from criteria_action_turn where false and",
  ],
  [
    "the kept stack does not hold what was changed on its second lines",
    /union select layer, set_id from former_stack_layer where/,
    "union select layer, set_id from former_stack_layer where false and",
  ],
];

const inRules: [rule: string, drawn: fc.Arbitrary<Sequence>][] = [
  ["a moved step stays in its place", stackSequences],
  ["a step that is switched off goes on counting", stackSequences],
  ["an edit means only what it changed last", stackSequences],
  ["a change can be undone after a step was taken", stackSequences],
  ["an edit that is taken again gives no further line", editSequences],
  ["an edit that is taken again removes all lines for one", editSequences],
  ["duplicates are not looked for again", stackSequences],
];

describe("the model catches it when", { timeout: 240_000 }, () => {
  afterEach(() => {
    broken.rule = "none";
  });

  it.each([...inSql.map((each) => [...each, stackSequences] as const), ...onEdits.map((each) => [...each, editSequences] as const)])(
    "%s",
    async (_, find, put, drawn) => {
      const after = await caughtAfter(({ db }) => rewriteStatements(db, (statement) => statement.replace(find, put)), drawn);
      expect(after).not.toBeNull();
    },
  );

  it.each(inRules)("%s", async (rule, drawn) => {
    broken.rule = rule;
    expect(await caughtAfter(() => null, drawn)).not.toBeNull();
  });
});
