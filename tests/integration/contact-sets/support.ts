import { z } from "zod";
import type { SetExpression } from "@/lib/contact-sets/expressions";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";

/** Runs `work` in a transaction that commits. */
export async function transact<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const result = await inTransaction(db, async (tx) => ok(await work(tx)));
  if (!result.ok) throw new Error("refused");
  return result.value;
}

/** The ids an expression holds, in the order of the chunks; proves that chunks are sorted, unique and rightly counted. */
export async function idsOf(tx: Transaction, expression: SetExpression): Promise<number[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select e.chunk, e.size, coalesce(e.members, d.members) as members
    from (${expression.rows}) e left join chunk_data d on d.data_id = e.data_id order by e.chunk`);
  const chunks = z.array(z.object({ chunk: z.number(), size: z.number(), members: z.array(z.number()).nullable() })).parse(rows);
  const ids: number[] = [];
  const seen = new Set<number>();
  for (const { chunk, size, members } of chunks) {
    if (seen.has(chunk)) throw new Error(`chunk ${chunk} occurs twice`);
    seen.add(chunk);
    const list = members ?? [];
    if (list.length !== size) throw new Error(`chunk ${chunk} says ${size} and holds ${list.length}`);
    list.forEach((id, at) => {
      if (id >> 13 !== chunk || (at > 0 && id <= (list[at - 1] ?? 0))) throw new Error(`chunk ${chunk} holds ${id} in the wrong place`);
    });
    ids.push(...list);
  }
  return ids;
}

/** Throws when a stored set breaks what every set must keep: sizes add up, chunks are sorted, unique, in their range and not empty. */
export async function checkInvariants(tx: Transaction): Promise<void> {
  const broken = await tx.$queryRaw(Prisma.sql`
    select s.set_id from contact_set s
    left join contact_set_chunk k on k.set_id = s.set_id left join chunk_data d on d.data_id = k.data_id
    group by s.set_id, s.size
    having s.size <> coalesce(sum(icount(d.members)), 0) or coalesce(bool_or(k.size <> icount(d.members)), false)
      or coalesce(bool_or(d.members <> uniq(sort(d.members))), false)
      or coalesce(bool_or(d.members[1] >> 13 <> k.chunk or d.members[k.size] >> 13 <> k.chunk), false)`);
  if (z.array(z.unknown()).parse(broken).length > 0)
    throw new Error(`sets that break the invariants: ${JSON.stringify(broken, (_, v) => String(v))}`);
}

/** Adds `ids` as plain persons, numbered C<id>. */
export async function addContacts(tx: Transaction, ids: readonly number[]): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into contact (id, contact_no, type, name) select id, 'C' || id, 'person', 'Name ' || id from unnest(${[...ids]}::int[]) id`);
}
