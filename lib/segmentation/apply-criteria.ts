import { operation } from "@/lib/access/operation";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { storeSet } from "@/lib/contact-sets/store";
import { err, ok } from "@/lib/result";
import { criteriaSets } from "./criteria-sets";
import { placeOfAction } from "./criteria-stack";
import { changeDraft } from "./lock-segment";
import { membersOf } from "./members";
import { matchedBy } from "./predicate";
import { pushAction } from "./push-action";
import { applyCriteriaSchema } from "./schema";
import { foundOf, numbersAfter, sameNumbers } from "./step-numbers";
import type { StepTaken } from "./types";

/**
 * Adds, reduces or refines by a filter: one criteria action, also when it changes nobody. Undone steps are dropped.
 *
 * @returns the step taken with its exact numbers. Refused with `step_moved` when it was decided on another step than the
 *   current one, and with `numbers_moved` when the numbers are not those that were shown: the refusal carries the new ones.
 */
export const applyCriteria = operation({
  name: "segment.applyCriteria",
  needs: "segments.edit",
  input: applyCriteriaSchema,
  run: (context, { segmentNo, criteria, decidedAtStep, shown }) =>
    changeDraft<StepTaken>(context, segmentNo, async (tx, segment) => {
      const place = placeOfAction(segment.stack, decidedAtStep);
      if (!place.ok) return place;
      const matched = matchedBy(criteria.filter, context);
      if (!matched.ok) return matched;
      const plan = setPlan();
      const { after, stages } = criteriaSets(criteria, matched.value, membersOf(segment.setId), plan);
      const sharing = segment.setId === null ? [] : [segment.setId];
      const set = await storeSet(tx, after, { plan, sharing, sizes: stages });
      const numbers = numbersAfter(criteria.kind, segment.size, set.size);
      if (!sameNumbers(numbers, shown))
        return err({ code: "numbers_moved", segmentNo: segment.segmentNo, step: decidedAtStep, now: numbers });
      const found = foundOf(criteria.kind, set.sizes, numbers);
      await pushAction(tx, context, segment, place.value, {
        kind: criteria.kind,
        filter: criteria.filter,
        options: { ...criteria.options, found },
        numbers,
        setId: set.setId,
      });
      return ok({ step: place.value.step, numbers, found });
    }),
});
