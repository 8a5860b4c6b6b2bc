import { Prisma, type Sql } from "@/lib/db/sql";
import { chunksOfOnly, type Only } from "./only";

/**
 * The ids of the contacts who stand on a segment at its current step, are members of a segment that is not live any more, or stood on a logged
 * segment when it was logged: a query of one column, read straight from the chunks of the set; for some contacts from their chunks alone. A
 * number that names nothing has nobody.
 */
export function memberIds(of: "segment" | "loggedSegment", no: string, only: Only | null): Sql {
  return idsOfSet(Prisma.sql`(${setOf(of, no)})`, only);
}

/** The ids of the sets that `sets`, a relation of (set_id), names. */
export function idsOfSet(sets: Sql, only: Only | null): Sql {
  const asked = only ? Prisma.sql`join ${chunksOfOnly(only)} o on o.chunk = c.chunk` : Prisma.empty;
  return Prisma.sql`
    select unnest(${only ? Prisma.sql`d.members & o.ids` : Prisma.sql`d.members`})
    from ${sets} s
    join contact_set_chunk c on c.set_id = s.set_id ${asked}
    join chunk_data d on d.data_id = c.data_id`;
}

function setOf(of: "segment" | "loggedSegment", no: string): Sql {
  if (of === "segment") {
    return Prisma.sql`
      select a.set_id from segment g
      join criteria_action a on a.segment_id = g.id and a.action_no = g.current_step
      where g.segment_no in (${no}, ${no.toUpperCase()})
      union all
      select l.set_id from live_segment l where l.segment_no in (${no}, ${no.toUpperCase()})`;
  }
  return /^\d{1,9}$/.test(no)
    ? Prisma.sql`select l.set_id from logged_segment l where l.entry_no = ${no}::int`
    : Prisma.sql`select null::bigint as set_id`;
}
