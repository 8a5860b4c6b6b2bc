import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";
import type { ReplayStep, Taker } from "./replay-steps";
import type { StackChange } from "./stack-change-schema";

/** A stack to be: so many steps from the bottom stay as they are, the others are replayed. */
export type StackToBe = { kept: number; replayed: ReplayStep[] };

/**
 * The stack after a change. `steps` are those up to the current one; undone steps do not outlive a change. `fresh` are the steps that
 * reuse brings. A step whose filter was edited is from then on the step of who edited it.
 */
export function stackAfter(
  segmentNo: string,
  steps: readonly ReplayStep[],
  change: StackChange,
  { fresh, taker }: { fresh: ReplayStep[]; taker: Taker },
): Result<StackToBe, SegmentationError> {
  const noSuchStep = (step: number) => err<SegmentationError>({ code: "no_such_step", segmentNo, step, steps: steps.length });
  const from = (first: number, changed: readonly ReplayStep[]) => ok({ kept: first - 1, replayed: changed.slice(first - 1) });
  switch (change.change) {
    case "refresh":
      return steps.length === 0 ? err({ code: "no_steps", segmentNo }) : from(1, steps);
    case "reuse_criteria":
    case "reuse_logged": {
      const instead = change.change === "reuse_criteria" && change.instead;
      return fresh.length === 0 ? err({ code: "nothing_to_reuse" }) : ok({ kept: instead ? 0 : steps.length, replayed: fresh });
    }
    case "edit": {
      const step = steps[change.step - 1];
      if (!step) return noSuchStep(change.step);
      if (step.kind !== change.criteria.kind) return err({ code: "step_of_other_kind", step: change.step });
      const { filter } = change.criteria;
      const options = { ...step.options, ...change.criteria.options };
      return from(change.step, steps.with(change.step - 1, { ...step, ...taker, filter, options }));
    }
    case "switch": {
      const step = steps[change.step - 1];
      if (!step) return noSuchStep(change.step);
      return from(change.step, steps.with(change.step - 1, { ...step, switchedOff: !change.on }));
    }
    case "remove":
      return change.step > steps.length ? noSuchStep(change.step) : from(change.step, steps.toSpliced(change.step - 1, 1));
    case "move": {
      const step = steps[change.step - 1];
      if (!step) return noSuchStep(change.step);
      if (change.to > steps.length) return noSuchStep(change.to);
      const without = steps.toSpliced(change.step - 1, 1);
      return from(Math.min(change.step, change.to), without.toSpliced(change.to - 1, 0, step));
    }
    default:
      return change satisfies never;
  }
}
