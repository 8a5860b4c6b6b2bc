import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

const rowSchema = z.object({
  segmentId: z.int(),
  segmentNo: z.string(),
  currentStep: z.int(),
  steps: z.int(),
  step: z.int(),
  setId: z.bigint().nullable(),
  size: z.int(),
  baseSetId: z.bigint().nullable(),
});

/** A segment at one of its steps: the set of that step (null at step 0) and of the one below it. */
export type SegmentAtStep = z.infer<typeof rowSchema>;

/** Finds it; `step` null is the current one. Null when there is no such segment or step. */
export async function findStep(tx: Transaction, segmentNo: string, step: number | null): Promise<SegmentAtStep | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select segment.id as "segmentId", segment.segment_no as "segmentNo", segment.current_step as "currentStep",
      (select count(*)::int from criteria_action counted where counted.segment_id = segment.id) as steps,
      asked.step, action.set_id as "setId", coalesce(contact_set.size, 0) as size, base.set_id as "baseSetId"
    from segment
    cross join lateral (select coalesce(${step}::int, segment.current_step) as step) asked
    left join criteria_action action on action.segment_id = segment.id and action.action_no = asked.step
    left join contact_set on contact_set.set_id = action.set_id
    left join criteria_action base on base.segment_id = segment.id and base.action_no = asked.step - 1
    where segment.segment_no = ${segmentNo} and (asked.step = 0 or action.set_id is not null)`);
  return z.array(rowSchema).parse(rows)[0] ?? null;
}
