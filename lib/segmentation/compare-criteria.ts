import { type OperationContext, query } from "@/lib/access/operation";
import { keepCommon, nobody, refusedContacts, type SetExpression, subtract } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { type SetPlan, setPlan } from "@/lib/contact-sets/set-plan";
import type { Transaction } from "@/lib/db/transaction";
import { askIn } from "@/lib/maintained-sets/definitions";
import { err, ok, type Result } from "@/lib/result";
import { criteriaSets } from "./criteria-sets";
import { layersAfterEdit } from "./edit-intent";
import type { SegmentationError } from "./errors";
import { findStep } from "./find-step";
import { matchedBy } from "./predicate";
import { criteriaOf } from "./replay";
import { editOptionsOf, filterOf, intentOf, type ReplayStep, readReplaySteps, readSavedSteps } from "./replay-steps";
import { findCriteria } from "./saved-criteria-row";
import { compareCriteriaSchema } from "./saved-criteria-schema";
import type { ComparedNumbers } from "./saved-criteria-types";
import { onSnapshot } from "./snapshot";

/**
 * Counts whom saved criteria and something else would find today, from an empty segment, in one statement; nothing is stored. Refused when
 * one of them is not there or has a step that cannot be read any more.
 */
export const compareCriteria = query({
  name: "savedCriteria.compare",
  needs: "read",
  input: compareCriteriaSchema,
  run: (context, { criteriaId, other }): Promise<Result<ComparedNumbers, SegmentationError>> =>
    onSnapshot(context.db, async (tx) => {
      const plan = setPlan();
      const left = await foundBy(tx, context, await stepsOfCriteria(tx, context, criteriaId), plan);
      if (!left.ok) return left;
      const steps =
        other.with === "criteria" ? await stepsOfCriteria(tx, context, other.criteriaId) : await stepsOfSegment(tx, other.segmentNo);
      const right = await foundBy(tx, context, steps, plan);
      if (!right.ok) return right;
      return ok(
        await sizesOf(
          tx,
          {
            onlyLeft: subtract(left.value, right.value),
            both: keepCommon(left.value, right.value),
            onlyRight: subtract(right.value, left.value),
          },
          plan,
        ),
      );
    }),
});

type Steps = Result<ReplayStep[], SegmentationError>;

async function stepsOfCriteria(tx: Transaction, context: OperationContext, criteriaId: number): Promise<Steps> {
  const criteria = await findCriteria(tx, context, criteriaId);
  if (!criteria) return err({ code: "criteria_not_found" });
  return ok(await readSavedSteps(tx, criteriaId, { userId: null, userName: "", takenAt: context.now }));
}

async function stepsOfSegment(tx: Transaction, segmentNo: string): Promise<Steps> {
  const segment = await findStep(tx, segmentNo, null);
  return segment ? ok(await readReplaySteps(tx, segment.segmentId, segment.currentStep)) : err({ code: "segment_not_found", segmentNo });
}

async function foundBy(
  tx: Transaction,
  context: OperationContext,
  steps: Steps,
  plan: SetPlan,
): Promise<Result<SetExpression, SegmentationError>> {
  if (!steps.ok) return steps;
  let layers: SetExpression[] = [];
  for (const [at, step] of steps.value.entries()) {
    if (step.switchedOff) continue;
    if (step.kind === "edit") {
      const { added, removed } = intentOf(step);
      const intent = { added: subtract(added, refusedContacts()), removed, options: editOptionsOf(step.options) };
      layers = layersAfterEdit(layers, intent).map((layer) => plan.once(layer));
      continue;
    }
    const filter = filterOf(step);
    if (!filter.success) return err({ code: "replay_refused", step: at + 1, error: null });
    const matched = await matchedBy(askIn(tx), filter.data, context);
    if (!matched.ok) return matched;
    layers = criteriaSets(criteriaOf(step, filter.data), matched.value, layers, plan).after.map((layer) => plan.once(layer));
  }
  return ok(layers[0] ?? nobody());
}
