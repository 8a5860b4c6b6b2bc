import { Prisma, type Sql } from "@/lib/db/sql";
import type { LineBasis } from "./lines";

/** A call of the alias `entry` that makes the line done from which it was made: it counts, and the contact was reached. */
const counts = Prisma.sql`not entry.canceled and not entry.attempt_failed`;

/** Yields `contact_id` and `layer` of the lines that are done by a phone call, so that they are not logged again. */
export function calledLines({ segmentId, calls }: Pick<LineBasis, "segmentId" | "calls">): Sql {
  if (!calls) return Prisma.sql`select null::int as contact_id, null::int as layer where false`;
  return Prisma.sql`
    select made.contact_id, made.layer from segment_line_call made join interaction_log_entry entry using (entry_no)
    where made.segment_id = ${segmentId} and ${counts}`;
}

/** The call that counts most of those made from a line of the alias `line`: the one by which it is done, else the last attempt. As an object, or null. */
export function callOfLine({ segmentId, calls }: Pick<LineBasis, "segmentId" | "calls">): Sql {
  if (!calls) return Prisma.sql`null::jsonb`;
  return Prisma.sql`(
    select jsonb_build_object('entryNo', entry.entry_no, 'done', ${counts})
    from segment_line_call made join interaction_log_entry entry using (entry_no)
    where made.segment_id = ${segmentId} and made.contact_id = line.contact_id and made.layer = line.layer and not entry.canceled
    order by entry.attempt_failed, entry.entry_no desc limit 1)`;
}
