import type pg from "pg";
import { z } from "zod";
import { segmentStates } from "./schema";

const bigint = z.coerce.bigint();
const segmentSchema = z.object({
  segmentNo: z.string(),
  state: z.enum(segmentStates),
  currentStep: z.int(),
  setId: bigint.nullable(),
  size: z.int(),
  /** Edits up to the current step that removed somebody, the last twenty, oldest first. */
  handSteps: z.array(z.object({ step: z.int(), setId: bigint, baseSetId: bigint.nullable() })),
});

/** A segment as far as a preview needs it. */
export type PreviewedSegment = z.infer<typeof segmentSchema>;

/** Reads it on the connection of a preview, with the members below the step `inPlaceOf` where one is named; null when there is none of that number. */
export async function readForPreview(client: pg.PoolClient, segmentNo: string, inPlaceOf: number | null): Promise<PreviewedSegment | null> {
  const { rows } = await client.query(
    `select segment.segment_no as "segmentNo", segment.state, segment.current_step as "currentStep", top.set_id::text as "setId", coalesce(contact_set.size, 0) as size,
       coalesce((
         select jsonb_agg(jsonb_build_object('step', action_no, 'setId', set_id::text, 'baseSetId', base_set_id::text) order by action_no)
         from (
           select edit.action_no, edit.set_id, base.set_id as base_set_id
           from criteria_action edit
           left join criteria_action base on base.segment_id = edit.segment_id and base.action_no = edit.action_no - 1
           where edit.segment_id = segment.id and edit.kind = 'edit' and edit.removed > 0 and edit.action_no <= shown.step
           order by edit.action_no desc limit 20
         ) edits), '[]') as "handSteps"
     from segment
     cross join lateral (select coalesce($2::int - 1, segment.current_step) as step) shown
     left join criteria_action top on top.segment_id = segment.id and top.action_no = shown.step
     left join contact_set on contact_set.set_id = top.set_id
     where segment.segment_no = $1`,
    [segmentNo, inPlaceOf],
  );
  return z.array(segmentSchema).parse(rows)[0] ?? null;
}
