import { Prisma, type Sql } from "@/lib/db/sql";

/**
 * The ids of the contacts who stand on a segment at its current step, or stood on a logged segment when it was logged: a query of one
 * column, read straight from the chunks of the set; for one contact from its chunk alone. A number that names nothing has nobody.
 */
export function memberIds(of: "segment" | "loggedSegment", no: string, contactId: number | null): Sql {
  const chunk = contactId === null ? Prisma.empty : Prisma.sql` and c.chunk = ${contactId}::int >> 13`;
  return Prisma.sql`
    select unnest(d.members)
    from (${setOf(of, no)}) s
    join contact_set_chunk c on c.set_id = s.set_id${chunk}
    join chunk_data d on d.data_id = c.data_id`;
}

function setOf(of: "segment" | "loggedSegment", no: string): Sql {
  if (of === "segment") {
    return Prisma.sql`
      select a.set_id from segment g
      join criteria_action a on a.segment_id = g.id and a.action_no = g.current_step
      where g.segment_no in (${no}, ${no.toUpperCase()})`;
  }
  return /^\d{1,9}$/.test(no)
    ? Prisma.sql`select l.set_id from logged_segment l where l.entry_no = ${no}::int`
    : Prisma.sql`select null::bigint as set_id`;
}
