import { operation } from "@/lib/access/operation";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { storeSets } from "@/lib/contact-sets/store";
import { askIn } from "@/lib/maintained-sets/definitions";
import { noteUseBy } from "@/lib/maintained-sets/note-use";
import { err, ok } from "@/lib/result";
import { applyCriteriaSchema } from "./criteria-schema";
import { criteriaSets } from "./criteria-sets";
import { placeOfAction } from "./criteria-stack";
import { linesIn, setsOf } from "./layers";
import { changeDraft } from "./lock-segment";
import { matchedBy } from "./predicate";
import { layersToStore, pushAction } from "./push-action";
import type { StepTaken } from "./stack-types";
import { foundOf, numbersAfter, sameNumbers } from "./step-numbers";

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
  run: async (context, { segmentNo, criteria, decidedAtStep, shown }) => {
    await noteUseBy(context.db, context.now, criteria.filter);
    return changeDraft<StepTaken>(context, segmentNo, async (tx, segment) => {
      const place = placeOfAction(segment.stack, decidedAtStep);
      if (!place.ok) return place;
      const matched = await matchedBy(askIn(tx), criteria.filter, context);
      if (!matched.ok) return matched;
      const plan = setPlan();
      const { after, stages } = criteriaSets(criteria, matched.value, setsOf(segment.layers), plan);
      const stored = await storeSets(tx, layersToStore(after, segment.layers), { plan, sizes: stages });
      const layers = stored.sets.filter((set) => set !== null);
      const numbers = numbersAfter(criteria.kind, segment.size, linesIn(layers));
      if (!sameNumbers(numbers, shown))
        return err({ code: "numbers_moved", segmentNo: segment.segmentNo, step: decidedAtStep, now: numbers });
      const found = foundOf(criteria.kind, stored.sizes, numbers);
      await pushAction(tx, context, segment, place.value, {
        kind: criteria.kind,
        filter: criteria.filter,
        options: { ...criteria.options, found },
        numbers,
        layers,
      });
      return ok({ step: place.value.step, numbers, found });
    });
  },
});
