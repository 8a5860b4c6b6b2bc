import type { OperationContext } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { dropOverridesOfNobody } from "./overrides";
import type { StackChange } from "./stack-change-schema";
import { turnBetween } from "./turns";

const columns = Prisma.raw(
  "segment_id, action_no, kind, filter, options, members_before, added, removed, members_after, set_id, user_id, user_name, taken_at, switched_off, added_by_hand, removed_by_hand",
);

/** A scalar subquery over the alias `former_stack`: its lines at the step it stood at. */
export const formerLines = Prisma.sql`coalesce((
  select sum(contact_set.size)
  from (
    select set_id from former_stack_action action where action.segment_id = former_stack.segment_id and action_no = current_step
    union all select set_id from former_stack_layer layer where layer.segment_id = former_stack.segment_id and action_no = current_step
  ) held
  join contact_set using (set_id)), 0)::int`;

/** Keeps the stack as it stands, undone steps included, in place of the one kept before. Its first `kept` steps will be those of the new stack too. */
export async function keepFormerStack(
  tx: Transaction,
  context: OperationContext,
  segmentId: number,
  { change, kept }: { change: StackChange["change"]; kept: number },
): Promise<void> {
  const { user, now } = context;
  await forgetFormerStack(tx, segmentId);
  await tx.$executeRaw(Prisma.sql`
    insert into former_stack (segment_id, change, current_step, kept, changed_by, changed_by_name, changed_at)
    select id, ${change}, current_step, ${kept}, ${user.id}, ${user.name}, ${now} from segment where id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    insert into former_stack_action (${columns}) select ${columns} from criteria_action where segment_id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    insert into former_stack_layer (segment_id, action_no, layer, set_id)
    select segment_id, action_no, layer, set_id from criteria_action_layer where segment_id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    insert into former_stack_turn (segment_id, action_no, turn_no, layer, lines, set_id)
    select segment_id, action_no, turn_no, layer, lines, set_id from criteria_action_turn where segment_id = ${segmentId}`);
}

/** Forgets the stack that was kept: an action was taken since. Answers whether there was one. */
export async function forgetFormerStack(tx: Transaction, segmentId: number): Promise<boolean> {
  return (await tx.$executeRaw(Prisma.sql`delete from former_stack where segment_id = ${segmentId}`)) > 0;
}

/**
 * Puts the stack back that was kept, exactly, with the step it stood at. What was changed on lines is brought back to where both stacks part, and
 * from there to where it lay.
 */
export async function restoreFormerStack(
  tx: Transaction,
  segmentId: number,
  from: number,
  to: { currentStep: number; kept: number },
): Promise<void> {
  const apart = Math.min(from, to.kept, to.currentStep);
  await turnBetween(tx, segmentId, from, apart);
  await tx.$executeRaw(Prisma.sql`delete from criteria_action where segment_id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    insert into criteria_action (${columns}) select ${columns} from former_stack_action where segment_id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    insert into criteria_action_layer (segment_id, action_no, layer, set_id)
    select segment_id, action_no, layer, set_id from former_stack_layer where segment_id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    insert into criteria_action_turn (segment_id, action_no, turn_no, layer, lines, set_id)
    select segment_id, action_no, turn_no, layer, lines, set_id from former_stack_turn where segment_id = ${segmentId}`);
  await turnBetween(tx, segmentId, apart, to.currentStep);
  await forgetFormerStack(tx, segmentId);
  await dropOverridesOfNobody(tx, segmentId);
}
