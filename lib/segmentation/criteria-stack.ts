import { err, ok, type Result } from "@/lib/result";
import type { EditOptions } from "./criteria-schema";
import type { SegmentationError } from "./errors";

/** A segment's stack of criteria actions as far as the next move depends on it. */
export type CriteriaStack = {
  segmentNo: string;
  /** The step whose set the members are; 0 before the first. */
  currentStep: number;
  /** Steps there are, undone ones included. */
  steps: number;
  /** The action of the current step, with what is special about an edit; null at step 0. */
  top: { kind: "add" | "reduce" | "refine" | "edit" | "reuse" | "import"; userId: string | null; edit?: EditOptions } | null;
  /** Who changed the segment last, for the sentence of a refusal. */
  changedByName: string | null;
};

/** Where a new action goes. Steps from `step` upwards are dropped first: undone ones, and for a folded edit the one it goes on with. */
export type Place = { step: number; folds: boolean };

/**
 * Where the criteria action goes that somebody decided on while looking at `decidedAtStep`.
 *
 * @returns the step after the current one; undone steps are dropped. Refused with `step_moved` when the request was decided
 *   on another step than the current one.
 */
export function placeOfAction(stack: CriteriaStack, decidedAtStep: number): Result<Place, SegmentationError> {
  if (decidedAtStep !== stack.currentStep) return stepMoved(stack);
  return ok({ step: stack.currentStep + 1, folds: false });
}

/** Where an edit by hand goes: consecutive edits of one person and of one kind are one action, so it goes on with the last. */
export function placeOfEdit(stack: CriteriaStack, userId: string, options: EditOptions): Place {
  const folds = stack.top?.kind === "edit" && stack.top.userId === userId && sameOptions(stack.top.edit ?? {}, options);
  return { step: folds ? stack.currentStep : stack.currentStep + 1, folds };
}

/** The step below the current one. `fromStep` is the step the person saw; an empty stack has nothing to go back from. */
export function stepBack(stack: CriteriaStack, fromStep: number): Result<number, SegmentationError> {
  if (fromStep !== stack.currentStep) return stepMoved(stack);
  if (stack.currentStep === 0) return err({ code: "nothing_to_go_back_from", segmentNo: stack.segmentNo });
  return ok(stack.currentStep - 1);
}

/** The step above the current one, when one was undone. */
export function stepForward(stack: CriteriaStack, fromStep: number): Result<number, SegmentationError> {
  if (fromStep !== stack.currentStep) return stepMoved(stack);
  if (stack.currentStep === stack.steps) return err({ code: "nothing_to_go_forward_to", segmentNo: stack.segmentNo });
  return ok(stack.currentStep + 1);
}

/** Any step of the stack, 0 (before the first) to the last undone one. */
export function stepTo(stack: CriteriaStack, fromStep: number, step: number): Result<number, SegmentationError> {
  if (fromStep !== stack.currentStep) return stepMoved(stack);
  if (step > stack.steps) return err({ code: "no_such_step", segmentNo: stack.segmentNo, step, steps: stack.steps });
  return ok(step);
}

function stepMoved(stack: CriteriaStack): { ok: false; error: SegmentationError } {
  return err({ code: "step_moved", segmentNo: stack.segmentNo, currentStep: stack.currentStep, by: stack.changedByName });
}

function sameOptions(left: EditOptions, right: EditOptions): boolean {
  return (
    (left.allowExisting ?? false) === (right.allowExisting ?? false) &&
    (left.oneLine ?? false) === (right.oneLine ?? false) &&
    (left.dedupe ?? null) === (right.dedupe ?? null)
  );
}
