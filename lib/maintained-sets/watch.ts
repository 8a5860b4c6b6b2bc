import { nobody, stored, subtract, unite } from "@/lib/contact-sets/expressions";
import { sqlState } from "@/lib/db/errors";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { memberSource } from "@/lib/filters/reads";

/** Who changes a worksheet holds an advisory lock of this class under its id, and so does who begins to watch it. */
export const worksheetLock = Prisma.sql`hashtext('segment')`;

/** How long to wait for writers that are under way, an import perhaps. */
const waitMs = 5_000;
const lockNotAvailable = "55P03";

/**
 * From the end of the transaction on, everybody who changes something that `sources` name marks whom it touches. Waits for writers under way, who may
 * have seen that nobody watches, and keeps new ones waiting: end the transaction soon, and evaluate in another. False when they took too long; the
 * transaction has failed then.
 */
export async function beginToWatch(tx: Transaction, sources: readonly string[]): Promise<boolean> {
  await tx.$queryRaw(Prisma.sql`select set_config('lock_timeout', ${String(waitMs)}, true)`);
  try {
    // Worksheets first, as who changes one does who touches contacts meanwhile.
    await tx.$executeRaw(Prisma.sql`
      select pg_advisory_xact_lock(${worksheetLock}, id) from (select id from segment where 'segment:' || segment_no = any(${[...sources]}::text[]) order by id) watched`);
    await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtext('live watches'))`);
  } catch (error) {
    if (sqlState(error) === lockNotAvailable) return false;
    throw error;
  }
  await tx.$executeRaw(Prisma.sql`insert into live_watch (source) select unnest(${[...sources]}::text[]) on conflict do nothing`);
  return true;
}

/** Marks for all who refer to a segment that its definition is another one. */
export async function markDefinitionChanged(tx: Transaction, segmentNo: string): Promise<void> {
  const source = memberSource("segment", segmentNo);
  await tx.$executeRaw(Prisma.sql`insert into live_touch (source) select ${source} where is_watched(${source})`);
}

/** A scalar: whether a live segment speaks of the members of a worksheet (a segment_no), to be asked under its `worksheetLock`. */
export function membersWatched(segmentNo: Sql): Sql {
  return Prisma.sql`exists (select from live_watch where source = 'segment:' || ${segmentNo})`;
}

/** Marks who came to a worksheet that is watched, and who went: null is nobody. */
export async function markMembersMoved(tx: Transaction, segmentNo: string, before: bigint | null, after: bigint | null): Promise<void> {
  const [was, is] = [before, after].map((setId) => (setId === null ? nobody() : stored(setId)));
  if (!was || !is) return;
  const moved = unite(subtract(was, is), subtract(is, was));
  await tx.$executeRaw(Prisma.sql`
    insert into live_touch (source, chunk, ids)
    select ${memberSource("segment", segmentNo)}, moved.chunk, coalesce(moved.members, d.members)
    from (${moved.rows}) moved left join chunk_data d on d.data_id = moved.data_id and moved.members is null
    where moved.size > 0`);
}
