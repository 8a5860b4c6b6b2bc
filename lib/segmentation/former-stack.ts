import type { OperationContext } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { dropOverridesOfNobody } from "./overrides";
import type { StackChange } from "./stack-change-schema";

const columns = Prisma.raw(
  "segment_id, action_no, kind, filter, options, members_before, added, removed, members_after, set_id, user_id, user_name, taken_at, switched_off, added_by_hand, removed_by_hand",
);

/** Keeps the stack as it stands, undone steps included, in place of the one kept before. */
export async function keepFormerStack(
  tx: Transaction,
  context: OperationContext,
  segmentId: number,
  change: StackChange["change"],
): Promise<void> {
  const { user, now } = context;
  await forgetFormerStack(tx, segmentId);
  await tx.$executeRaw(Prisma.sql`
    insert into former_stack (segment_id, change, current_step, changed_by, changed_by_name, changed_at)
    select id, ${change}, current_step, ${user.id}, ${user.name}, ${now} from segment where id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    insert into former_stack_action (${columns}) select ${columns} from criteria_action where segment_id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    insert into former_stack_layer (segment_id, action_no, layer, set_id)
    select segment_id, action_no, layer, set_id from criteria_action_layer where segment_id = ${segmentId}`);
}

/** Forgets the stack that was kept: an action was taken since. Answers whether there was one. */
export async function forgetFormerStack(tx: Transaction, segmentId: number): Promise<boolean> {
  return (await tx.$executeRaw(Prisma.sql`delete from former_stack where segment_id = ${segmentId}`)) > 0;
}

/** Puts the stack back that was kept, exactly, with the step it stood at. */
export async function restoreFormerStack(tx: Transaction, segmentId: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from criteria_action where segment_id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    insert into criteria_action (${columns}) select ${columns} from former_stack_action where segment_id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    insert into criteria_action_layer (segment_id, action_no, layer, set_id)
    select segment_id, action_no, layer, set_id from former_stack_layer where segment_id = ${segmentId}`);
  await tx.$executeRaw(Prisma.sql`
    update segment set current_step = former_stack.current_step from former_stack where former_stack.segment_id = segment.id and segment.id = ${segmentId}`);
  await forgetFormerStack(tx, segmentId);
  await dropOverridesOfNobody(tx, segmentId);
}
