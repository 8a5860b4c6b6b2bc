import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import type { SetExpression } from "@/lib/contact-sets/expressions";
import type { SetToStore } from "@/lib/contact-sets/store";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Filter } from "@/lib/filters/schema";
import type { AddOptions, EditOptions, KeepOptions, StepNumbers } from "./criteria-schema";
import type { Place } from "./criteria-stack";
import { forgetFormerStack } from "./former-stack";
import type { StoredLayers } from "./layers";
import type { LockedSegment } from "./lock-segment";
import { dropOverridesOfNobody } from "./overrides";
import type { Found } from "./stack-types";

/** A criteria action that was decided and computed: all that its row needs beside its place. */
export type TakenAction = {
  kind: "add" | "reduce" | "refine" | "edit";
  filter: Filter | null;
  options: (Partial<AddOptions & KeepOptions> | EditOptions) & { found?: Found };
  numbers: StepNumbers;
  /** One at least. */
  layers: StoredLayers;
  /** Of an edit: whom it was meant to add and to remove; null is nobody. */
  byHand?: { added: bigint | null; removed: bigint | null };
};

/** The layers that a step leaves, to be stored: they share chunks with those of the same layer before, and only the first may be empty. */
export function layersToStore(after: readonly SetExpression[], ...before: StoredLayers[]): SetToStore[] {
  return after.map((expression, at) => {
    const sharing = before.flatMap((layers) => layers[at]?.setId ?? []);
    return { expression, sharing, unlessEmpty: at > 0 };
  });
}

/**
 * Puts an action on a segment's stack and makes it the current step. Steps from its place upwards are dropped; the edit it goes on with is
 * overwritten and keeps its turns. Values changed on lines that no remaining step holds go with them.
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
  const { numbers, byHand } = action;
  const [everyone, ...upper] = action.layers;
  if (!everyone) throw new Error("a step was taken without a set of members");
  const drops = segment.stack.steps >= place.step;
  const forgot = segment.formerStack && (await forgetFormerStack(tx, segment.id));
  const from = place.folds ? place.step + 1 : place.step;
  if (segment.stack.steps >= from)
    await tx.$executeRaw(Prisma.sql`delete from criteria_action where segment_id = ${segment.id} and action_no >= ${from}`);
  await tx.$executeRaw(Prisma.sql`
    with taken as (insert into criteria_action (segment_id, action_no, kind, filter, options, members_before, added, removed, members_after, set_id, added_by_hand, removed_by_hand,
      user_id, user_name, taken_at)
    values (${segment.id}, ${place.step}, ${action.kind}::criteria_action_kind, ${jsonOrNull(action.filter)}, ${JSON.stringify(action.options)}::jsonb,
      ${numbers.before}, ${numbers.added}, ${numbers.removed}, ${numbers.after}, ${everyone.setId}, ${byHand?.added ?? null}, ${byHand?.removed ?? null},
      ${user.id}, ${user.name}, ${now})
    on conflict (segment_id, action_no) do update set options = excluded.options, members_before = excluded.members_before, added = excluded.added,
      removed = excluded.removed, members_after = excluded.members_after, set_id = excluded.set_id, added_by_hand = excluded.added_by_hand,
      removed_by_hand = excluded.removed_by_hand, user_name = excluded.user_name, taken_at = excluded.taken_at)
    ${movedTo(context, segment, place.step)}`);
  if (place.folds && segment.layers.length > 1)
    await tx.$executeRaw(Prisma.sql`delete from criteria_action_layer where segment_id = ${segment.id} and action_no = ${place.step}`);
  if (upper.length > 0) {
    const rows = upper.map(({ setId }, at) => Prisma.sql`(${segment.id}::int, ${place.step}::int, ${at + 2}::int, ${setId}::bigint)`);
    await tx.$executeRaw(Prisma.sql`insert into criteria_action_layer (segment_id, action_no, layer, set_id) values ${Prisma.join(rows)}`);
  }
  if (segment.overrides && (drops || forgot)) await dropOverridesOfNobody(tx, segment.id);
  await record(tx, context, {
    operation: `segment.${action.kind}`,
    subjectKind: "segment",
    subjectKey: segment.segmentNo,
    detail: { step: place.step, folded: place.folds, filter: action.filter, options: action.options, numbers, ...audit },
  });
}

/** Makes `step` the current one and marks the segment as changed. */
export async function moveTo(tx: Transaction, context: OperationContext, segment: LockedSegment, step: number): Promise<void> {
  await tx.$executeRaw(movedTo(context, segment, step));
}

function movedTo({ user, now }: OperationContext, { id }: LockedSegment, step: number): Sql {
  return Prisma.sql`
    update segment set current_step = ${step}, version = version + 1, changed_by = ${user.id}, changed_at = ${now} where id = ${id}`;
}

function jsonOrNull(value: unknown): Sql {
  return value === null ? Prisma.sql`null` : Prisma.sql`${JSON.stringify(value)}::jsonb`;
}
