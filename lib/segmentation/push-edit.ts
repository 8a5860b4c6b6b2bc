import type { OperationContext } from "@/lib/access/operation";
import { type SetExpression, subtract } from "@/lib/contact-sets/expressions";
import { type SetPlan, setPlan } from "@/lib/contact-sets/set-plan";
import { storeSet } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { placeOfEdit } from "./criteria-stack";
import type { LockedSegment } from "./lock-segment";
import { membersOf } from "./members";
import { pushAction } from "./push-action";
import type { StepTaken } from "./types";

export type Edited<Name extends string> = {
  /** The step, new or gone on with; null when nobody came or left, and then nothing is recorded. */
  taken: StepTaken | null;
  /** Contacts that came or left now, apart from what the same step did before. */
  changed: number;
  sizes: Record<Name, number>;
};

/**
 * Records that somebody changed the members by hand to `after`, which must add to the current ones or take from them, not both. An edit
 * that goes on with one's own last edit counts from the members before that one, so a contact added and removed again counts as neither.
 */
export async function pushEdit<Name extends string = never>(
  tx: Transaction,
  context: OperationContext,
  segment: LockedSegment,
  after: SetExpression,
  options: { plan?: SetPlan; sizes?: Record<Name, SetExpression>; audit?: Record<string, unknown> } = {},
): Promise<Edited<Name>> {
  const { plan = setPlan(), audit } = options;
  const place = placeOfEdit(segment.stack, context.user.id);
  const base = membersOf(place.folds ? segment.baseSetId : segment.setId);
  const before = place.folds ? segment.baseSize : segment.size;
  const members = plan.once(after);
  const sharing = [segment.setId, segment.baseSetId].filter((setId) => setId !== null);
  const sizes = { ...(options.sizes ?? ({} as Record<Name, SetExpression>)), came: subtract(members, base), left: subtract(base, members) };
  const set = await storeSet(tx, members, { plan, sharing, sizes });
  const changed = Math.abs(set.size - segment.size);
  if (changed === 0) {
    await tx.$executeRaw(Prisma.sql`delete from contact_set where set_id = ${set.setId}`);
    return { taken: null, changed, sizes: set.sizes };
  }
  const numbers = { before, added: set.sizes.came, removed: set.sizes.left, after: set.size };
  await pushAction(tx, context, segment, place, { kind: "edit", filter: null, options: {}, numbers, setId: set.setId }, audit);
  return { taken: { step: place.step, numbers, found: null }, changed, sizes: set.sizes };
}
