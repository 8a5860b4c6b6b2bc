import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

const chunkEntries = 20_000;
const chunkSchema = z.tuple([z.object({ read: z.int(), last: z.number().nullable(), changed: z.int() })]);

/** Called between chunks with the entries that were looked at so far; throws to break off. */
type OnChunk = (done: number) => Promise<void>;

/**
 * Gives a logged segment, whose row the caller holds locked, its entries and its campaign entries the state `canceled`, in the
 * caller's transaction. Entries that have it already are not written again, but count from now on.
 *
 * @returns how many interactions were changed
 */
export async function changeLoggedSegment(
  tx: Transaction,
  context: OperationContext,
  { entryNo, canceled }: { entryNo: number; canceled: boolean },
  onChunk: OnChunk = async () => undefined,
): Promise<number> {
  const { user, now } = context;
  const interactions = await changeEntries(tx, entryNo, canceled, onChunk);
  await tx.$executeRaw(Prisma.sql`
    update campaign_entry set canceled = ${canceled} where logged_segment_entry_no = ${entryNo}::int and canceled <> ${canceled}`);
  await tx.$executeRaw(Prisma.sql`
    update logged_segment set canceled = ${canceled}, canceled_at = ${canceled ? now : null}::timestamptz, canceled_by = ${canceled ? user.id : null},
      no_of_interactions = entries.count, cost_lcy = entries.cost, duration_min = entries.duration
    from (
      select count(*)::int as count, coalesce(sum(cost_lcy), 0) as cost, coalesce(sum(duration_min), 0)::bigint as duration
      from interaction_log_entry where logged_segment_entry_no = ${entryNo}::int) entries
    where logged_segment.entry_no = ${entryNo}::int`);
  const operation = canceled ? "loggedSegment.cancel" : "loggedSegment.reinstate";
  await record(tx, context, { operation, subjectKind: "loggedSegment", subjectKey: String(entryNo) });
  return interactions;
}

async function changeEntries(tx: Transaction, entryNo: number, canceled: boolean, onChunk: OnChunk): Promise<number> {
  let [after, done, interactions] = [0, 0, 0];
  for (;;) {
    const rows = await tx.$queryRaw(Prisma.sql`
      with chunk as materialized (
        select entry_no from interaction_log_entry where logged_segment_entry_no = ${entryNo}::int and entry_no > ${after}::bigint
        order by entry_no limit ${chunkEntries}),
      changed as (
        update interaction_log_entry entry set canceled = ${canceled} from chunk
        where entry.entry_no = chunk.entry_no and entry.canceled <> ${canceled} returning 1)
      select (select count(*)::int from chunk) as read, (select max(entry_no)::float8 from chunk) as last, (select count(*)::int from changed) as changed`);
    const [{ read, last, changed }] = chunkSchema.parse(rows);
    interactions += changed;
    done += read;
    if (last === null || read < chunkEntries) return interactions;
    after = last;
    await onChunk(done);
  }
}
