import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { stepLayers } from "./layers";

/**
 * Forgets what was changed on lines that no step of the stack holds any more, undone steps included. Turns move values only among the
 * lines that some step holds, so it is enough that a step has so many lines of the contact. Each chunk that holds such lines is read once.
 */
export async function dropOverridesOfNobody(tx: Transaction, segmentId: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with changed as (
      select layer, contact_id >> 13 as chunk, array_agg(contact_id) as ids from segment_line_override where segment_id = ${segmentId} group by 1, 2
    ), chunks as (
      select distinct a.layer, k.chunk, k.data_id
      from ${stepLayers} a
      join contact_set_chunk k on k.set_id = a.set_id
      where a.segment_id = ${segmentId} and (a.layer, k.chunk) in (select layer, chunk from changed)
    ), held as (
      select layer, unnest(changed.ids & d.members) as contact_id from changed join chunks using (layer, chunk) join chunk_data d using (data_id)
    )
    delete from segment_line_override line
    where line.segment_id = ${segmentId} and not exists (select from held where held.contact_id = line.contact_id and held.layer = line.layer)`);
}
