import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

export type EditNames = { addedNames: string[]; removedNames: string[] };

const shown = 3;
const rowsSchema = z.array(z.object({ step: z.int(), came: z.boolean(), names: z.array(z.string()) }));

/**
 * By step, up to three names each of those who were added and removed by hand, or got or lost one of several lines. Only chunks in which an edit
 * differs from the step below are read.
 */
export async function namesOfEdits(tx: Transaction, segmentId: number): Promise<Map<number, EditNames>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    with edits as (
      select edit.action_no as step,
        case when edit.options ?| array['allowExisting', 'oneLine'] then edit.added_by_hand else edit.set_id end as set_id,
        case when edit.options ?| array['allowExisting', 'oneLine'] then edit.removed_by_hand else base.set_id end as base_set_id
      from criteria_action edit
      left join criteria_action base on base.segment_id = edit.segment_id and base.action_no = edit.action_no - 1
      where edit.segment_id = ${segmentId} and edit.kind = 'edit'
    ), chunks as (
      select edits.step, coalesce(here.chunk, before.chunk) as chunk, here.data_id, before.data_id as base_data_id
      from edits
      cross join lateral (
        (select chunk from contact_set_chunk where set_id = edits.set_id) union (select chunk from contact_set_chunk where set_id = edits.base_set_id)
      ) every
      left join contact_set_chunk here on here.set_id = edits.set_id and here.chunk = every.chunk
      left join contact_set_chunk before on before.set_id = edits.base_set_id and before.chunk = every.chunk
      where here.data_id is distinct from before.data_id
    ), changes as (
      select chunks.step, chunks.chunk, coalesce(here.members, '{}') - coalesce(before.members, '{}') as came, coalesce(before.members, '{}') - coalesce(here.members, '{}') as gone
      from chunks left join chunk_data here on here.data_id = chunks.data_id left join chunk_data before on before.data_id = chunks.base_data_id
    ), ids as (
      select step, true as came, unnest(came[1:${shown}]) as id from changes
      union all
      select step, false, unnest(gone[1:${shown}]) from changes
    ), first as (
      select step, came, id from (select *, row_number() over (partition by step, came order by id) as nth from ids) ranked where nth <= ${shown}
    )
    select first.step, first.came, array_agg(contact.name::text order by first.id) as names
    from first join contact on contact.id = first.id group by first.step, first.came`);
  const names = new Map<number, EditNames>();
  for (const row of rowsSchema.parse(rows)) {
    const of = names.get(row.step) ?? { addedNames: [], removedNames: [] };
    names.set(row.step, row.came ? { ...of, addedNames: row.names } : { ...of, removedNames: row.names });
  }
  return names;
}
