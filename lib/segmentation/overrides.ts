import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/**
 * Forgets what was changed on lines whose contact no step of the stack holds any more, undone steps and the kept stack of before a change
 * included. Each chunk that holds such lines is read once.
 */
export async function dropOverridesOfNobody(tx: Transaction, segmentId: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with changed as (
      select contact_id >> 13 as chunk, array_agg(contact_id) as ids from segment_line_override where segment_id = ${segmentId} group by 1
    ), chunks as (
      select distinct k.chunk, k.data_id
      from (
        select set_id from criteria_action where segment_id = ${segmentId}
        union select set_id from former_stack_action where segment_id = ${segmentId}
      ) a
      join contact_set_chunk k on k.set_id = a.set_id
      where k.chunk in (select chunk from changed)
    ), held as (
      select unnest(changed.ids & d.members) as contact_id from changed join chunks using (chunk) join chunk_data d using (data_id)
    )
    delete from segment_line_override line
    where line.segment_id = ${segmentId} and not exists (select from held where held.contact_id = line.contact_id)`);
}
