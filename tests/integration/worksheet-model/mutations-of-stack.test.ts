import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { stackActs } from "./acts-of-stack";
import { caughtAfter } from "./caught-after";
import { rewriteStatements } from "./rewrite-statements";
import { acts } from "./sequence";
import { worlds } from "./world";

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
  return { ...rules, intentOf };
});

vi.mock("@/lib/segmentation/former-stack", async (importOriginal) => {
  const rules = await importOriginal<typeof import("@/lib/segmentation/former-stack")>();
  const forgetFormerStack: typeof rules.forgetFormerStack = async (tx, segmentId) =>
    broken.rule === "a change can be undone after a step was taken" ? false : rules.forgetFormerStack(tx, segmentId);
  return { ...rules, forgetFormerStack };
});

const inSql: [name: string, find: RegExp, put: string][] = [
  [
    "undoing a change forgets undone steps",
    /from former_stack_action where segment_id = (\$\d+)$/,
    "from former_stack_action where segment_id = $1 and action_no <= 1",
  ],
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
    "a replayed step looks at the members of before",
    /update segment set current_step = (\$\d+) where id = (\$\d+)$/,
    "update segment set current_step = current_step where $1::int is not null and id = $2",
  ],
];

/** Every second act is one on the stack, so that faults there show soon. */
const stackSequences = fc.record({
  world: worlds,
  acts: fc.array(fc.oneof(acts, stackActs), { minLength: 5, maxLength: 30, size: "max" }),
});

describe("the model catches it when", { timeout: 240_000 }, () => {
  afterEach(() => {
    broken.rule = "none";
  });

  it.each(inSql)("%s", async (_, find, put) => {
    const after = await caughtAfter(({ db }) => rewriteStatements(db, (statement) => statement.replace(find, put)), stackSequences);
    expect(after).not.toBeNull();
  });

  it.each(["a moved step stays in its place", "a step that is switched off goes on counting", "an edit means only what it changed last"])(
    "%s",
    async (rule) => {
      broken.rule = rule;
      expect(await caughtAfter(() => null, stackSequences)).not.toBeNull();
    },
  );
});
