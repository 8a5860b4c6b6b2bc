import type pg from "pg";
import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import { layersAsJson, layersSchema } from "./layers";
import { segmentStates } from "./schema";

const bigint = z.coerce.bigint();
const segmentSchema = z.object({
  segmentNo: z.string(),
  state: z.enum(segmentStates),
  currentStep: z.int(),
  layers: layersSchema,
  /** Edits up to the current step that removed somebody, the last twenty, oldest first. */
  handSteps: z.array(z.object({ step: z.int(), setId: bigint, baseSetId: bigint.nullable() })),
});

/** A segment as far as a preview needs it. */
export type PreviewedSegment = z.infer<typeof segmentSchema>;

/** Reads it on the connection of a preview; null when there is none of that number. */
export async function readForPreview(client: pg.PoolClient, segmentNo: string): Promise<PreviewedSegment | null> {
  const statement = Prisma.sql`
    select segment.segment_no as "segmentNo", segment.state, segment.current_step as "currentStep",
       ${layersAsJson(Prisma.sql`segment.id`, Prisma.sql`segment.current_step`)} as layers,
       coalesce((
         select jsonb_agg(jsonb_build_object('step', action_no, 'setId', set_id::text, 'baseSetId', base_set_id::text) order by action_no)
         from (
           select edit.action_no, edit.set_id, base.set_id as base_set_id
           from criteria_action edit
           left join criteria_action base on base.segment_id = edit.segment_id and base.action_no = edit.action_no - 1
           where edit.segment_id = segment.id and edit.kind = 'edit' and edit.removed > 0 and edit.action_no <= segment.current_step
           order by edit.action_no desc limit 20
         ) edits), '[]') as "handSteps"
     from segment
     where segment.segment_no = ${segmentNo}`;
  const { rows } = await client.query(statement.text, statement.values);
  return z.array(segmentSchema).parse(rows)[0] ?? null;
}
