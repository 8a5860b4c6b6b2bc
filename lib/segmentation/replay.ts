import type { OperationContext } from "@/lib/access/operation";
import { refusedContacts, type SetExpression, subtract, unite } from "@/lib/contact-sets/expressions";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { storeSet } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Filter } from "@/lib/filters/schema";
import { err, ok, type Result } from "@/lib/result";
import { criteriaSets } from "./criteria-sets";
import type { SegmentationError } from "./errors";
import { membersOf } from "./members";
import { matchedBy } from "./predicate";
import { filterOf, intentOf, type ReplayStep } from "./replay-steps";
import type { Criteria, StepNumbers } from "./schema";
import { foundOf, numbersAfter } from "./step-numbers";
import type { Found } from "./types";

/** A segment's members at a step: the stored set, null for nobody before the first. */
export type At = { step: number; setId: bigint | null; size: number };
/** What came of a replayed step. */
export type Replayed = { was: number | null; step: number; replayed: ReplayStep; numbers: StepNumbers; setId: bigint; size: number };

type Outcome = {
  setId: bigint;
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
    const { setId, numbers } = outcome.value;
    at = { step: at.step + 1, setId, size: numbers.after };
    await recordStep(tx, segment.id, at.step, step, outcome.value);
    taken.push({ was: step.was, step: at.step, replayed: step, numbers, setId, size: numbers.after });
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
  if (step.switchedOff) {
    const setId = at.setId ?? (await storeSet(tx, membersOf(null))).setId;
    return ok({ ...common, setId, found: null, numbers: { before: at.size, added: 0, removed: 0, after: at.size } });
  }
  const members = membersOf(at.setId);
  const plan = setPlan();
  const sharing = [at.setId, step.setId].filter((setId) => setId !== null);
  if (intent) {
    const after = plan.once(unite(subtract(members, intent.removed), subtract(intent.added, refusedContacts())));
    const set = await storeSet(tx, after, { plan, sharing, sizes: { came: subtract(after, members), left: subtract(members, after) } });
    const numbers = { before: at.size, added: set.sizes.came, removed: set.sizes.left, after: set.size };
    return ok({ ...common, setId: set.setId, found: null, numbers });
  }
  const matched = matchedBy(read.data, context);
  if (!matched.ok)
    return matched.error.code === "filter_refused"
      ? err({ code: "replay_refused", step: at.step + 1, error: matched.error.error })
      : matched;
  const criteria = criteriaOf(step, read.data);
  const { after, stages } = criteriaSets(criteria, matched.value, members, plan);
  const set = await storeSet(tx, after, { plan, sharing, sizes: stages });
  const numbers = numbersAfter(criteria.kind, at.size, set.size);
  return ok({ ...common, setId: set.setId, found: foundOf(criteria.kind, set.sizes, numbers), numbers });
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
  const { filter, found, numbers, setId, addedByHand, removedByHand } = outcome;
  const written = JSON.stringify(step.kind === "edit" ? {} : { ...options, ...(found && { found }) });
  await tx.$executeRaw(Prisma.sql`
    with taken as (
      insert into criteria_action (segment_id, action_no, kind, filter, options, members_before, added, removed, members_after, set_id, user_id, user_name, taken_at,
        switched_off, added_by_hand, removed_by_hand)
      values (${segmentId}, ${no}, ${step.kind}::criteria_action_kind, ${filter && JSON.stringify(filter)}::jsonb, ${written}::jsonb,
        ${numbers.before}, ${numbers.added}, ${numbers.removed}, ${numbers.after}, ${setId}, ${step.userId}, ${step.userName}, ${step.takenAt},
        ${step.switchedOff}, ${addedByHand}, ${removedByHand}))
    update segment set current_step = ${no} where id = ${segmentId}`);
}
