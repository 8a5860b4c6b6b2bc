import { describe, expect, it } from "vitest";
import { err, ok } from "@/lib/result";
import type { EditOptions } from "@/lib/segmentation/criteria-schema";
import { type CriteriaStack, placeOfAction, placeOfEdit, stepBack, stepForward, stepTo } from "@/lib/segmentation/criteria-stack";

const stack = (currentStep: number, steps = currentStep, top: CriteriaStack["top"] = null): CriteriaStack => ({
  segmentNo: "SM00001",
  currentStep,
  steps,
  top,
  changedByName: "Ben",
});
const moved = (currentStep: number) => err({ code: "step_moved", segmentNo: "SM00001", currentStep, by: "Ben" });

describe("a new criteria action", () => {
  it("goes after the current step, also when later ones were undone", () => {
    expect(placeOfAction(stack(0), 0)).toEqual(ok({ step: 1, folds: false }));
    expect(placeOfAction(stack(2, 5), 2)).toEqual(ok({ step: 3, folds: false }));
  });

  it("is refused when it was decided on another step", () => {
    expect(placeOfAction(stack(3), 2)).toEqual(moved(3));
    expect(placeOfAction(stack(1, 3), 3)).toEqual(moved(1));
  });
});

describe("an edit by hand", () => {
  it("goes on with an edit of the same person", () => {
    expect(placeOfEdit(stack(2, 4, { kind: "edit", userId: "ada" }), "ada", {})).toEqual({ step: 2, folds: true });
  });

  it("is an action of its own after an edit of another kind", () => {
    const edited = (edit: EditOptions) => stack(2, 2, { kind: "edit", userId: "ada", edit });
    expect(placeOfEdit(edited({ allowExisting: true }), "ada", {})).toEqual({ step: 3, folds: false });
    expect(placeOfEdit(edited({}), "ada", { oneLine: true })).toEqual({ step: 3, folds: false });
    expect(placeOfEdit(edited({ dedupe: "email" }), "ada", { dedupe: "contact" })).toEqual({ step: 3, folds: false });
    expect(placeOfEdit(edited({ oneLine: true }), "ada", { oneLine: true })).toEqual({ step: 2, folds: true });
    expect(placeOfEdit(edited({}), "ada", { allowExisting: false })).toEqual({ step: 2, folds: true });
  });

  it("is an action of its own after somebody else's edit, after another action, and at the start", () => {
    expect(placeOfEdit(stack(2, 2, { kind: "edit", userId: "ben" }), "ada", {})).toEqual({ step: 3, folds: false });
    expect(placeOfEdit(stack(2, 2, { kind: "edit", userId: null }), "ada", {})).toEqual({ step: 3, folds: false });
    expect(placeOfEdit(stack(2, 2, { kind: "add", userId: "ada" }), "ada", {})).toEqual({ step: 3, folds: false });
    expect(placeOfEdit(stack(0), "ada", {})).toEqual({ step: 1, folds: false });
  });
});

describe("going through the steps", () => {
  it("goes down and up one step", () => {
    expect(stepBack(stack(2), 2)).toEqual(ok(1));
    expect(stepForward(stack(1, 2), 1)).toEqual(ok(2));
  });

  it("stops at both ends", () => {
    expect(stepBack(stack(0, 2), 0)).toEqual(err({ code: "nothing_to_go_back_from", segmentNo: "SM00001" }));
    expect(stepForward(stack(2), 2)).toEqual(err({ code: "nothing_to_go_forward_to", segmentNo: "SM00001" }));
  });

  it("reaches any step, the empty start and undone ones included", () => {
    for (const step of [0, 1, 2, 3, 4]) expect(stepTo(stack(2, 4), 2, step)).toEqual(ok(step));
    expect(stepTo(stack(2, 4), 2, 5)).toEqual(err({ code: "no_such_step", segmentNo: "SM00001", step: 5, steps: 4 }));
  });

  it("is refused when the person saw another step", () => {
    expect(stepBack(stack(2), 3)).toEqual(moved(2));
    expect(stepForward(stack(2, 4), 1)).toEqual(moved(2));
    expect(stepTo(stack(2, 4), 1, 3)).toEqual(moved(2));
  });
});
