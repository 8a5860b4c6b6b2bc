import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { layersAsJson, layersSchema, linesIn, type StoredLayers } from "./layers";

const rowSchema = z.object({
  segmentId: z.int(),
  segmentNo: z.string(),
  currentStep: z.int(),
  steps: z.int(),
  step: z.int(),
  layers: layersSchema,
  baseLayers: layersSchema,
});

/** A segment at one of its steps: who is on it (`setId` is layer 1, null at step 0), on how many lines (`size`), and the layers of the step below. */
export type SegmentAtStep = z.infer<typeof rowSchema> & { setId: bigint | null; size: number; layers: StoredLayers };

/** Finds it; `step` null is the current one. Null when there is no such segment or step. */
export async function findStep(tx: Transaction, segmentNo: string, step: number | null): Promise<SegmentAtStep | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select segment.id as "segmentId", segment.segment_no as "segmentNo", segment.current_step as "currentStep",
      (select count(*)::int from criteria_action counted where counted.segment_id = segment.id) as steps,
      asked.step, ${layersAsJson(Prisma.sql`segment.id`, Prisma.sql`asked.step`)} as layers,
      ${layersAsJson(Prisma.sql`segment.id`, Prisma.sql`(asked.step - 1)`)} as "baseLayers"
    from segment
    cross join lateral (select coalesce(${step}::int, segment.current_step) as step) asked
    left join criteria_action action on action.segment_id = segment.id and action.action_no = asked.step
    where segment.segment_no = ${segmentNo} and (asked.step = 0 or action.set_id is not null)`);
  const [row] = z.array(rowSchema).parse(rows);
  return row ? { ...row, setId: row.layers[0]?.setId ?? null, size: linesIn(row.layers) } : null;
}
