import { z } from "zod";
import { stepNumbersSchema } from "@/lib/segmentation/criteria-schema";
import type { SavedCriteria } from "@/lib/segmentation/saved-criteria-types";
import type { StackDifference } from "@/lib/segmentation/stack-types";
import { count, instant, text } from "./common";
import { changedContact, inText, step, stepOf } from "./segments";

const changedStep = z.object({
  was: z.int().min(1).nullable().describe("Its number before; null for a new step."),
  step: z.int().min(1).nullable().describe("Its number afterwards; null for one that is gone."),
  kind: step.shape.kind,
  words: z.string(),
  switchedOff: z.boolean(),
  before: stepNumbersSchema.nullable(),
  now: stepNumbersSchema.nullable(),
});
export const stackDifference = z.object({
  version: z.int().min(1).describe("Goes back to carry the change out."),
  shown: z
    .object({ inAll: stepNumbersSchema, steps: z.array(stepNumbersSchema) })
    .describe("Goes back with it: the whole, and every step that is replayed."),
  currentStep: count,
  kept: count.describe("Steps from the bottom that stay as they are."),
  droppedUndone: count.describe("Undone steps, which do not outlive a change."),
  joining: z.array(changedContact).describe("The first hundred."),
  leaving: z.array(changedContact).describe("The first hundred."),
  steps: z.array(changedStep),
});

/** A change of the stack as it is answered. */
export function differenceOf({ numbers, steps, ...difference }: StackDifference): z.output<typeof stackDifference> {
  return {
    ...difference,
    shown: { inAll: numbers, steps: steps.flatMap(({ now }) => now ?? []) },
    steps: steps.map((changed) => ({ ...changed, words: inText(changed.words) })),
  };
}

export const savedCriteriaRow = z.object({
  criteriaId: z.int(),
  code: z.string(),
  description: z.string(),
  shared: z.boolean(),
  createdByName: z.string(),
  createdAt: instant,
  changedAt: instant,
  steps: count,
  edits: count.describe("Of the steps, those by hand."),
});
export const savedCriteria = savedCriteriaRow.extend({
  mayChange: z.boolean(),
  stack: z.array(step).describe("Nobody has taken these steps: their numbers are 0, but for edits by hand."),
  used: z
    .array(z.object({ segmentNo: z.string(), description: text, exists: z.boolean(), userName: z.string(), at: instant }))
    .describe("Segments they were reused on, the newest first, twenty at most."),
});

/** Saved criteria as they are answered. */
export function savedCriteriaOf(saved: SavedCriteria): z.output<typeof savedCriteria> {
  return { ...saved, stack: saved.stack.map(stepOf) };
}

export const compared = z.object({ onlyLeft: count, both: count, onlyRight: count });
