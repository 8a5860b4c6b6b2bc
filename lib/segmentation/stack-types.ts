import type { Filter } from "@/lib/filters/schema";
import type { Words } from "@/lib/filters/words";
import type { AddOptions, KeepOptions, StepNumbers } from "./criteria-schema";
import type { StackChange } from "./stack-change-schema";

/** The criteria stack as pages receive it: its steps, what one would do, and what a change of it does. */

/**
 * How the numbers of an Add came about: matching − refused − already there = added; with *allow existing*, those who are already there are among
 * the added. Of Reduce and Refine: the lines that matched.
 */
export type Found = { matching: number; alreadyThere: number; refusedExcluded: number; refusedBlocked: number };

type StepBase = {
  step: number;
  numbers: StepNumbers;
  /** Lines of the step today; fewer than `numbers.after` when contacts were deleted since. */
  size: number;
  userId: string | null;
  userName: string;
  takenAt: Date;
  /** Above the current step: Go Forward takes it again, a new action drops it. */
  undone: boolean;
  /** Stands on the stack and changes nobody. */
  switchedOff: boolean;
};
/** One step of the criteria stack, oldest first. */
export type StackStep =
  | (StepBase & { kind: "add"; filter: Filter; words: Words; options: AddOptions; found: Found | null })
  | (StepBase & { kind: "reduce" | "refine"; filter: Filter; words: Words; options: KeepOptions; found: Found | null })
  | (StepBase & {
      kind: "edit";
      /** The first three of each. */
      addedNames: string[];
      removedNames: string[];
      /** Those added stood there already, or may have: one line more for each. */
      allowExisting: boolean;
      /** One of several lines was taken from each of those removed. */
      oneLine: boolean;
      /** Second lines were taken off, of the same contact or of the same e-mail address. */
      dedupe: "contact" | "email" | null;
    })
  | (StepBase & { kind: "reuse"; words: Words; filter: Filter; found: Found | null })
  | (StepBase & { kind: "import"; words: Words });

export type FormerStack = {
  change: StackChange["change"];
  steps: number;
  currentStep: number;
  size: number;
  changedByName: string;
  changedAt: Date;
};

export type ContactSample = { contactNo: string; name: string; companyName: string | null };

/** What a criteria action would do, exactly. `numbers` and `step` go back with the request to apply it. */
export type PreviewNumbers = {
  step: number;
  numbers: StepNumbers;
  found: Found;
  /** Three at most of those who would come (Add) or leave (Reduce, Refine). */
  sample: ContactSample[];
  /** How many of those who would come were removed by hand, in which step. */
  removedByHand: { step: number; count: number }[];
  ms: number;
};

/** How many more (or, negative, fewer) lines would come or leave with an option on than with it off, the others as set. */
export type OptionEffects =
  | { kind: "add"; expandCompanies: number; relatedCompanies: number; ignoreExclusion: number; allowExisting: number }
  | { kind: "reduce" | "refine"; entireCompanies: number };

/** What applying a criteria action, an edit or a move answers. */
export type StepTaken = { step: number; numbers: StepNumbers; found: Found | null };
export type StepMoved = { currentStep: number; size: number };

export type StepChangesPage = { contacts: ContactSample[]; total: number; next: string | null };

/** A step before and after a change of the stack. `was` is null for a new one, `step` for one that is gone. */
export type StepDifference = {
  was: number | null;
  step: number | null;
  kind: StackStep["kind"];
  words: Words;
  switchedOff: boolean;
  before: StepNumbers | null;
  now: StepNumbers | null;
};

/** What a change of the stack does, exactly: every step that is replayed, then those that are gone, and who joins and leaves in the end. */
export type StackDifference = {
  /** Goes back with the numbers to carry the change out. */
  version: number;
  currentStep: number;
  /** Steps from the bottom that stay as they are. */
  kept: number;
  /** Undone steps, which do not outlive a change. */
  droppedUndone: number;
  /** From the members now to those at the end. */
  numbers: StepNumbers;
  /** The first hundred of each. */
  joining: ContactSample[];
  leaving: ContactSample[];
  steps: StepDifference[];
};
