import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/**
 * `select` of the segments that a live one (an expression of its id) speaks of as it is published, however deep, whose members cannot be found anew: its
 * own rest on those they had (T-44). Columns segment_no, name, error_at.
 */
export function brokenParts(segmentId: Sql): Sql {
  return Prisma.sql`
    with recursive part (id) as (
      select below.id from live_segment l join live_reference r on r.segment_id = l.id and r.version_no = l.published_no
      join live_segment below on below.segment_no = r.refers_to
      where l.id = ${segmentId} and l.state in ('live', 'live_editable', 'error')
      union
      select below.id from part join live_segment l on l.id = part.id join live_reference r on r.segment_id = l.id and r.version_no = l.published_no
      join live_segment below on below.segment_no = r.refers_to)
    select broken.segment_no, broken.name, broken.error_at from part join live_segment broken on broken.id = part.id where broken.state = 'error'`;
}

const brokenSchema = z.array(z.object({ segmentNo: z.string(), name: z.string(), since: z.coerce.date() }));

/** Those that one segment rests on, the longest broken first. */
export async function brokenPartsOf(tx: Transaction, segmentId: number): Promise<z.infer<typeof brokenSchema>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select segment_no as "segmentNo", name, error_at as since from (${brokenParts(Prisma.sql`${segmentId}::int`)}) broken order by error_at, segment_no`);
  return brokenSchema.parse(rows);
}
