import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

const schema = z.object({
  segmentNo: z.string(),
  description: z.string().nullable(),
  state: z.enum(["draft", "logging", "logged"]),
  /** For logged segments. */
  entryNo: z.number().nullable(),
});
export type ContactSegment = z.output<typeof schema>;

/** The worksheets a contact stands on now, and the logged segments it was logged with, the newest first; 100 at most. */
export async function findContactSegments(tx: Transaction, contactId: number): Promise<ContactSegment[]> {
  const holds = Prisma.sql`
    exists (select from contact_set_chunk c join chunk_data d using (data_id) where c.set_id = held.set_id and c.chunk = ${contactId >> 13} and d.members @> array[${contactId}::int])`;
  const rows = await tx.$queryRaw(Prisma.sql`
    select "segmentNo", description, state, "entryNo" from (
      select s.segment_no as "segmentNo", s.description, s.state::text as state, null::int as "entryNo", s.changed_at as at
      from segment s join criteria_action held on held.segment_id = s.id and held.action_no = s.current_step
      where s.state <> 'logged' and ${holds}
      union all
      select held.segment_no, held.description, 'logged', held.entry_no, held.logged_at
      from logged_segment held where not held.canceled and ${holds}
    ) standing
    order by at desc limit 100`);
  return z.array(schema).parse(rows);
}
