import type { OperationContext } from "@/lib/access/operation";
import { nobody, refusedContacts, type SetExpression, subtract, together } from "@/lib/contact-sets/expressions";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { storeSet, storeSets } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Filter } from "@/lib/filters/schema";
import { askIn } from "@/lib/maintained-sets/definitions";
import { err, ok, type Result } from "@/lib/result";
import type { Criteria, StepNumbers } from "./criteria-schema";
import { criteriaSets } from "./criteria-sets";
import { layersAfterEdit } from "./edit-intent";
import type { SegmentationError } from "./errors";
import { linesIn, type StoredLayers, setsOf } from "./layers";
import { matchedBy } from "./predicate";
import { layersToStore } from "./push-action";
import { editOptionsOf, filterOf, intentOf, type ReplayStep } from "./replay-steps";
import type { Found } from "./stack-types";
import { foundOf, numbersAfter } from "./step-numbers";

/** A segment's lines at a step, layer by layer; none before the first. */
export type At = { step: number; layers: StoredLayers };
/** What came of a replayed step. */
export type Replayed = { was: number | null; step: number; replayed: ReplayStep; numbers: StepNumbers; layers: StoredLayers };

type Outcome = {
  layers: StoredLayers;
  numbers: StepNumbers;
  found: Found | null;
  filter: Filter | null;
  addedByHand: bigint | null;
  removedByHand: bigint | null;
};

/**
 * Takes steps one after another from `from`, on the data of now: each is evaluated and stored in one statement, recorded with its numbers, and
 * made the current one before the next is looked at, exactly as if somebody took them by hand. `each` is told before every step.
 * Refused with `replay_refused`, which names the step, when a filter cannot be read any more.
 */
export async function replay(
  tx: Transaction,
  context: OperationContext,
  segment: { id: number; segmentNo: string },
  from: At,
  steps: readonly ReplayStep[],
  each: (step: number) => Promise<void>,
): Promise<Result<Replayed[], SegmentationError>> {
  const taken: Replayed[] = [];
  let at = from;
  for (const step of steps) {
    await each(at.step + 1);
    const outcome = await takeStep(tx, context, at, step);
    if (!outcome.ok) return outcome;
    const { layers, numbers } = outcome.value;
    at = { step: at.step + 1, layers };
    await recordStep(tx, segment.id, at.step, step, outcome.value);
    taken.push({ was: step.was, step: at.step, replayed: step, numbers, layers });
  }
  return ok(taken);
}

async function takeStep(tx: Transaction, context: OperationContext, at: At, step: ReplayStep): Promise<Result<Outcome, SegmentationError>> {
  const read = filterOf(step);
  if (!read.success) return err({ code: "replay_refused", step: at.step + 1, error: null });
  const isEdit = step.kind === "edit" || step.kind === "import";
  const intent = isEdit ? intentOf(step) : null;
  const byHand = { addedByHand: null, removedByHand: null, ...(step.kind === "edit" && intent ? await storeIntent(tx, step, intent) : {}) };
  const common = { filter: isEdit ? null : read.data, ...byHand };
  const before = linesIn(at.layers);
  if (step.switchedOff) {
    const layers = at.layers.length > 0 ? at.layers : [await storeSet(tx, nobody())];
    return ok({ ...common, layers, found: null, numbers: { before, added: 0, removed: 0, after: before } });
  }
  const current = setsOf(at.layers);
  const plan = setPlan();
  const store = async (layers: readonly SetExpression[], sizes: Record<string, SetExpression>) => {
    const stored = await storeSets(tx, layersToStore(layers, at.layers, step.layers), { plan, sizes });
    return { layers: stored.sets.filter((set) => set !== null), sizes: stored.sizes };
  };
  if (intent) {
    const added = plan.once(subtract(intent.added, refusedContacts()));
    const after = layersAfterEdit(current, { added, removed: plan.once(intent.removed), options: editOptionsOf(step.options) }).map(
      (layer) => plan.once(layer),
    );
    const less = (left: readonly SetExpression[], right: readonly SetExpression[]) =>
      together(left.map((layer, nth) => subtract(layer, right[nth] ?? nobody())));
    const { layers, sizes } = await store(after, { came: less(after, current), left: less(current, after) });
    const numbers = { before, added: sizes.came ?? 0, removed: sizes.left ?? 0, after: linesIn(layers) };
    return ok({ ...common, layers, found: null, numbers });
  }
  const matched = await matchedBy(askIn(tx), read.data, context);
  if (!matched.ok)
    return matched.error.code === "filter_refused"
      ? err({ code: "replay_refused", step: at.step + 1, error: matched.error.error })
      : matched;
  const criteria = criteriaOf(step, read.data);
  const { after, stages } = criteriaSets(criteria, matched.value, current, plan);
  const { layers, sizes } = await store(after, { ...stages });
  const numbers = numbersAfter(criteria.kind, before, linesIn(layers));
  return ok({ ...common, layers, found: foundOf(criteria.kind, sizes, numbers), numbers });
}

/** A step with a filter, as the dialogs know it; reuse of a logged segment adds. */
export function criteriaOf({ kind, options }: ReplayStep, filter: Filter): Criteria {
  return kind === "reduce" || kind === "refine" ? { kind, filter, options } : { kind: "add", filter, options };
}

/** Keeps what an edit was meant to do: from the replayed members it could not be told any more. */
async function storeIntent(tx: Transaction, step: ReplayStep, intent: { added: SetExpression; removed: SetExpression }) {
  if (step.addedByHand !== null || step.removedByHand !== null) return { addedByHand: step.addedByHand, removedByHand: step.removedByHand };
  return { addedByHand: (await storeSet(tx, intent.added)).setId, removedByHand: (await storeSet(tx, intent.removed)).setId };
}

async function recordStep(tx: Transaction, segmentId: number, no: number, step: ReplayStep, outcome: Outcome): Promise<void> {
  const { found: _, ...options } = step.options;
  const { filter, found, numbers, layers, addedByHand, removedByHand } = outcome;
  const [everyone, ...upper] = layers;
  if (!everyone) throw new Error("a step was replayed without a set of members");
  const written = JSON.stringify(step.kind === "edit" ? editOptionsOf(step.options) : { ...options, ...(found && { found }) });
  await tx.$executeRaw(Prisma.sql`
    with taken as (
      insert into criteria_action (segment_id, action_no, kind, filter, options, members_before, added, removed, members_after, set_id, user_id, user_name, taken_at,
        switched_off, added_by_hand, removed_by_hand)
      values (${segmentId}, ${no}, ${step.kind}::criteria_action_kind, ${filter && JSON.stringify(filter)}::jsonb, ${written}::jsonb,
        ${numbers.before}, ${numbers.added}, ${numbers.removed}, ${numbers.after}, ${everyone.setId}, ${step.userId}, ${step.userName}, ${step.takenAt},
        ${step.switchedOff}, ${addedByHand}, ${removedByHand}))
    update segment set current_step = ${no} where id = ${segmentId}`);
  if (upper.length === 0) return;
  const rows = upper.map(({ setId }, at) => Prisma.sql`(${segmentId}::int, ${no}::int, ${at + 2}::int, ${setId}::bigint)`);
  await tx.$executeRaw(Prisma.sql`insert into criteria_action_layer (segment_id, action_no, layer, set_id) values ${Prisma.join(rows)}`);
}
