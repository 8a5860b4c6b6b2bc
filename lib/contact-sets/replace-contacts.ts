import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { arrival } from "@/lib/filters/reads";
import { lockContactsForRemoval } from "./lock";

/**
 * Takes contacts out of every set except the frozen ones of logged segments, or puts another in their place. `gone` yields
 * (id int, into_id int): `into_id` is null for a contact that is deleted, and the one that stays for one that is merged;
 * it must not be among the gone itself. Sizes are kept true. Nobody can store a set or log until the transaction ends.
 */
export async function replaceContactsInSets(tx: Transaction, gone: Sql): Promise<void> {
  await lockContactsForRemoval(tx);
  await tx.$executeRaw(Prisma.sql`
    with gone as materialized (select id, into_id from (${gone}) g),
    gone_by_chunk as (select id >> 13 as chunk, array_agg(id) as ids from gone group by 1),
    -- each stored chunk is read once, however many sets share it
    hit as materialized (
      select d.data_id, d.members & g.ids as lost
      from (select distinct k.chunk, k.data_id from contact_set_chunk k join gone_by_chunk using (chunk) join contact_set s using (set_id) where not s.frozen) used
      join gone_by_chunk g using (chunk) join chunk_data d using (data_id)
      where d.members && g.ids),
    losing as materialized (
      select k.set_id, k.chunk, hit.lost from hit join contact_set_chunk k using (data_id) join contact_set s using (set_id) where not s.frozen),
    gaining as (
      select l.set_id, g.into_id >> 13 as chunk, uniq(sort(array_agg(g.into_id))) as won
      from losing l cross join lateral unnest(l.lost) as lost (id) join gone g on g.id = lost.id where g.into_id is not null group by 1, 2),
    changed as materialized (
      select set_id, chunk, k.data_id, coalesce(l.lost, '{}') as lost, coalesce(g.won, '{}') as won
      from losing l full join gaining g using (set_id, chunk) left join contact_set_chunk k using (set_id, chunk)),
    -- sets that shared a chunk go on sharing its successor
    successor as materialized (
      select c.chunk, c.data_id, c.lost, c.won, (coalesce(d.members, '{}') - c.lost) | c.won as members,
        nextval(pg_get_serial_sequence('chunk_data', 'data_id')) as new_data_id
      from (select distinct chunk, data_id, lost, won from changed) c left join chunk_data d using (data_id)),
    written as (
      insert into chunk_data (data_id, members) overriding system value select new_data_id, members from successor where icount(members) > 0),
    target as materialized (
      select c.set_id, c.chunk, s.new_data_id, icount(s.members) as size
      from changed c join successor s on s.chunk = c.chunk and s.data_id is not distinct from c.data_id and s.lost = c.lost and s.won = c.won),
    emptied as (delete from contact_set_chunk k using target t where k.set_id = t.set_id and k.chunk = t.chunk and t.size = 0),
    put as (
      insert into contact_set_chunk (set_id, chunk, data_id, size) select set_id, chunk, new_data_id, size from target where size > 0
      on conflict (set_id, chunk) do update set data_id = excluded.data_id, size = excluded.size)
    update contact_set s set size = s.size + moved.by
    from (
      select t.set_id, sum(t.size - coalesce(k.size, 0))::int as by
      from target t left join contact_set_chunk k on k.set_id = t.set_id and k.chunk = t.chunk group by 1) moved
    where s.set_id = moved.set_id`);
  // Who takes the place of another in sets is asked anew by every live segment.
  await tx.$executeRaw(Prisma.sql`
    insert into live_touch (source, chunk, ids)
    select ${arrival}, into_id >> 13, uniq(sort(array_agg(into_id))) from (${gone}) g where into_id is not null and is_watched(${arrival}) group by 2`);
}
