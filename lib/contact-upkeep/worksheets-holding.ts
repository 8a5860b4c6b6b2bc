import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { segmentStates } from "@/lib/segmentation/schema";

const worksheetSchema = z.object({
  segmentNo: z.string(),
  description: z.string().nullable(),
  state: z.enum(segmentStates),
  contacts: z.int(),
});

/** A worksheet, and how many of some contacts stand on it. */
export type HoldingWorksheet = z.infer<typeof worksheetSchema>;

/** The worksheets on which contacts stand, undone steps included, the last changed first. `going` yields (id int). */
export async function worksheetsHolding(tx: Transaction, going: Sql): Promise<HoldingWorksheet[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    with going as materialized (${going}),
    by_chunk as (select id >> 13 as chunk, array_agg(id) as ids from going group by 1),
    held as (
      select action.segment_id, k.chunk, k.data_id
      from criteria_action action join contact_set_chunk k on k.set_id = action.set_id join by_chunk using (chunk)
      group by 1, 2, 3),
    found as materialized (
      select distinct held.segment_id, unnest(d.members & by_chunk.ids) as id from held join by_chunk using (chunk) join chunk_data d using (data_id))
    select segment.segment_no as "segmentNo", segment.description, segment.state::text as state, count(*)::int as contacts
    from found join segment on segment.id = found.segment_id where segment.state <> 'logged'
    group by segment.id order by segment.changed_at desc, segment.id desc`);
  return z.array(worksheetSchema).parse(rows);
}
