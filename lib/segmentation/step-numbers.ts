import type { StepNumbers } from "./criteria-schema";
import type { Found } from "./stack-types";

type Kind = "add" | "reduce" | "refine";
type StageSizes = Readonly<Record<string, number>>;

/** The numbers of an action from the lines before and after it: Add only adds, Reduce and Refine only remove. */
export function numbersAfter(kind: Kind, before: number, after: number): StepNumbers {
  return kind === "add" ? { before, added: after - before, removed: 0, after } : { before, added: 0, removed: before - after, after };
}

/** The numbers of an action from the lines before it and those that come or leave. */
export function numbersOfChange(kind: Kind, before: number, change: number): StepNumbers {
  return kind === "add"
    ? { before, added: change, removed: 0, after: before + change }
    : { before, added: 0, removed: change, after: before - change };
}

export function sameNumbers(left: StepNumbers, right: StepNumbers): boolean {
  return left.before === right.before && left.added === right.added && left.removed === right.removed && left.after === right.after;
}

/** How the numbers came about. Of Reduce and Refine only which lines matched is told. */
export function foundOf(kind: Kind, sizes: StageSizes, numbers: StepNumbers): Found {
  if (kind !== "add")
    return { matching: kind === "reduce" ? numbers.removed : numbers.after, alreadyThere: 0, refusedExcluded: 0, refusedBlocked: 0 };
  const { matching = 0, notBlocked = 0, allowed = 0 } = sizes;
  const alreadyThere = sizes.there ?? allowed - numbers.added;
  return { matching, alreadyThere, refusedExcluded: notBlocked - allowed, refusedBlocked: matching - notBlocked };
}
