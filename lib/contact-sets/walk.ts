import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { after, type ContactOrder, type Direction, orderBy, orderKeyColumns, orderKeySchema } from "./contact-order";
import { isMember, membersOf } from "./membership";

/** Which contacts to find next: `wanted` of them, going through `stretches` of the order's index one after the other. */
export type Journey = {
  setId: bigint | null;
  /** How many it holds; null where nobody knows yet. */
  size: number | null;
  predicate: Sql | null;
  order: ContactOrder;
  direction: Direction;
  stretches: readonly Sql[];
  wanted: number;
};

/** The set was removed by somebody else meanwhile. */
export class SetGone extends Error {
  constructor() {
    super("The set of contacts was replaced meanwhile.");
  }
}

/** Up to so many members, reading and sorting them all is quicker than looking for them in the index. */
const sortedUpTo = 8_000;
/** Up to so many, it is quicker once two batches had next to none of them. */
const sortedWhereRareUpTo = 20_000;
/** How many index entries each batch reads. A set whose members are not among them lies clustered elsewhere. */
const batches = [1_000, 4_000, 15_000];
/** Up to so many members, a hash of all of them fits into memory and tells while the index is read on. */
const hashedUpTo = 1_000_000;
const longBatch = 200_000;

/**
 * The ids of the contacts that come next, in order, at most `wanted`. A small set is sorted. Members of a large set are
 * found by walking the index in growing batches, each of which is intersected with the chunks it touches. When 20,000
 * entries did not give a whole page, the rest is read against a hash of all members; when 5,000 gave next to nobody of a
 * set that is not so large, it is sorted after all.
 */
export async function nextContacts(tx: Transaction, journey: Journey): Promise<number[]> {
  const size = journey.setId === null ? null : (journey.size ?? (await sizeOfSet(tx, journey.setId)));
  if (size !== null && size <= sortedUpTo) return sorted(tx, journey);
  const plain = journey.setId === null && journey.predicate === null;
  const found: number[] = [];
  let [stretches, batchNo, isLong] = [journey.stretches, 0, false];
  while (found.length < journey.wanted) {
    const [stretch, ...further] = stretches;
    if (!stretch) break;
    const rest = { ...journey, stretches, wanted: journey.wanted - found.length };
    const isRare = batchNo >= 2 && found.length < journey.wanted / 4 && size !== null && size <= sortedWhereRareUpTo;
    if (isRare || (batchNo >= batches.length && journey.predicate)) return [...found, ...(await sorted(tx, rest))];
    const hashed = batchNo >= batches.length && size !== null && size <= hashedUpTo;
    if (hashed && (isLong || further.length === 0)) {
      found.push(...(await scanned(tx, rest, stretch)));
      [stretches, isLong] = [further, false];
      continue;
    }
    const limit = plain ? rest.wanted : (batches[hashed ? batches.length - 1 : batchNo] ?? longBatch);
    const batch = await readBatch(tx, rest, stretch, limit);
    found.push(...batch.ids);
    isLong = batch.read === limit; // shorter ones are read without filling the hash
    stretches = isLong && batch.key ? after(journey.order, journey.direction, batch.key) : further;
    if (isLong) batchNo++;
  }
  return found;
}

async function sizeOfSet(tx: Transaction, setId: bigint): Promise<number> {
  const set = await tx.contactSet.findUnique({ where: { setId }, select: { size: true } });
  if (!set) throw new SetGone();
  return set.size;
}

const batchSchema = z.array(z.object({ read: z.number(), ids: z.array(z.number()), key: orderKeySchema.nullable() })).length(1);

/** Reads `limit` entries of one stretch; `ids` are those wanted among them, `key` is where the next batch goes on. */
async function readBatch(tx: Transaction, journey: Journey, stretch: Sql, limit: number) {
  const { setId, predicate, order, direction, wanted } = journey;
  const ordered = orderBy(order, direction);
  const members = Prisma.sql`
    select unnest(d.members & part.ids) as id
    from (select id >> 13 as chunk, array_agg(id) as ids from batch group by 1) part
    join contact_set_chunk k on k.set_id = ${setId} and k.chunk = part.chunk
    join chunk_data d on d.data_id = k.data_id`;
  // "is true" keeps it a hash that is filled once: joined, the planner takes a batch, or the members in it, for a single row and reads the rest for each.
  const kept = setId === null ? Prisma.sql`true` : Prisma.sql`(batch.id in (${members})) is true`;
  const fulfilling = predicate
    ? Prisma.sql`(select contact.id from contact where contact.id = any(array(select batch.id from batch where ${kept})) and ${predicate})`
    : null;
  const rows = await tx.$queryRaw(Prisma.sql`
    with batch as materialized (
      select contact.id, row_number() over (order by ${ordered}) as place from contact where ${stretch} order by ${ordered} limit ${limit})
    select (select count(*)::int from batch) as read,
      array(select batch.id from batch where ${fulfilling ? Prisma.sql`(batch.id in ${fulfilling}) is true` : kept} order by place limit ${wanted}) as ids,
      (select ${orderKeyColumns(order)} from contact where contact.id = (select id from batch order by place desc limit 1)) as key`);
  const [batch] = batchSchema.parse(rows);
  if (!batch) throw new Error("A batch of contacts came back without a row.");
  return batch;
}

/** Reads whoever is wanted in all stretches and sorts them. The array keeps the planner from walking the index all the same. */
async function sorted(tx: Transaction, { setId, predicate, order, direction, stretches, wanted }: Journey): Promise<number[]> {
  const fulfilling =
    predicate && Prisma.sql`select contact.id from contact where ${predicate} and ${setId === null ? Prisma.sql`true` : isMember(setId)}`;
  const candidates = fulfilling ?? (setId === null ? Prisma.sql`select contact.id from contact` : membersOf(setId));
  const rows = await tx.$queryRaw(Prisma.sql`
    select contact.id from contact where contact.id = any(array(${candidates})) and (${Prisma.join([...stretches], " or ")})
    order by ${orderBy(order, direction)} limit ${wanted}`);
  return idsIn(rows);
}

/** Reads one stretch on until there are enough. */
async function scanned(tx: Transaction, { setId, order, direction, wanted }: Journey, stretch: Sql): Promise<number[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select contact.id from contact where ${stretch} and ${setId === null ? Prisma.sql`true` : isMember(setId)}
    order by ${orderBy(order, direction)} limit ${wanted}`);
  return idsIn(rows);
}

function idsIn(rows: unknown): number[] {
  return z
    .array(z.object({ id: z.number() }))
    .parse(rows)
    .map((row) => row.id);
}
