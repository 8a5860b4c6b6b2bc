import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Filter } from "@/lib/filters/schema";
import type { Place } from "./criteria-stack";
import { forgetFormerStack } from "./former-stack";
import type { LockedSegment } from "./lock-segment";
import { dropOverridesOfNobody } from "./overrides";
import type { AddOptions, KeepOptions, StepNumbers } from "./schema";
import type { Found } from "./types";

/** A criteria action that was decided and computed: all that its row needs beside its place. */
export type TakenAction = {
  kind: "add" | "reduce" | "refine" | "edit";
  filter: Filter | null;
  options: Partial<AddOptions & KeepOptions> & { found?: Found };
  numbers: StepNumbers;
  setId: bigint;
};

/**
 * Puts an action on a segment's stack and makes it the current step. Steps from its place upwards are dropped: undone ones and
 * the edit it goes on with. Values changed on lines that no remaining step holds go with them.
 */
export async function pushAction(
  tx: Transaction,
  context: OperationContext,
  segment: LockedSegment,
  place: Place,
  action: TakenAction,
  audit: Record<string, unknown> = {},
): Promise<void> {
  const { user, now } = context;
  const { numbers } = action;
  const drops = segment.stack.steps >= place.step;
  const forgot = await forgetFormerStack(tx, segment.id);
  if (drops) await tx.$executeRaw(Prisma.sql`delete from criteria_action where segment_id = ${segment.id} and action_no >= ${place.step}`);
  await tx.$executeRaw(Prisma.sql`
    insert into criteria_action (segment_id, action_no, kind, filter, options, members_before, added, removed, members_after, set_id, user_id, user_name, taken_at)
    values (${segment.id}, ${place.step}, ${action.kind}::criteria_action_kind, ${jsonOrNull(action.filter)}, ${JSON.stringify(action.options)}::jsonb,
      ${numbers.before}, ${numbers.added}, ${numbers.removed}, ${numbers.after}, ${action.setId}, ${user.id}, ${user.name}, ${now})`);
  await moveTo(tx, context, segment, place.step);
  if (drops || forgot) await dropOverridesOfNobody(tx, segment.id);
  await record(tx, context, {
    operation: `segment.${action.kind}`,
    subjectKind: "segment",
    subjectKey: segment.segmentNo,
    detail: { step: place.step, folded: place.folds, filter: action.filter, options: action.options, numbers, ...audit },
  });
}

/** Makes `step` the current one and marks the segment as changed. */
export async function moveTo(tx: Transaction, { user, now }: OperationContext, segment: LockedSegment, step: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update segment set current_step = ${step}, version = version + 1, changed_by = ${user.id}, changed_at = ${now} where id = ${segment.id}`);
}

function jsonOrNull(value: unknown): Sql {
  return value === null ? Prisma.sql`null` : Prisma.sql`${JSON.stringify(value)}::jsonb`;
}
