import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** So long nobody else gets a call that somebody has; who still has its page open renews it. */
const leaseMinutes = 10;
const leaseEnd = (now: Date) => Prisma.sql`${now}::timestamptz + make_interval(mins => ${leaseMinutes})`;

/** One after the other hands out calls of a list, so that nobody gets one that another is being given. */
export async function lockCallList(tx: Transaction, loggedSegmentEntryNo: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtext('call list'), ${loggedSegmentEntryNo}::int)`);
}

/** Gives a call to whoever asks; one that they have already goes on from when they got it. */
export async function claimCall(tx: Transaction, { user, now }: OperationContext, entryNo: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into call_state as state (entry_no, claimed_by, claimed_at, claimed_until) values (${entryNo}::bigint, ${user.id}, ${now}, ${leaseEnd(now)})
    on conflict (entry_no) do update set claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until,
      claimed_at = case when state.claimed_by = excluded.claimed_by and state.claimed_until > ${now} then state.claimed_at else excluded.claimed_at end`);
}

/** Takes the calls of a list that whoever asks has back from them; answers the first. */
export async function releaseCalls(
  tx: Transaction,
  { user }: OperationContext,
  loggedSegmentEntryNo: number,
  { later }: { later: Date | null } = { later: null },
): Promise<number | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    update call_state state set claimed_by = null, claimed_at = null, claimed_until = null, put_off_at = coalesce(${later}::timestamptz, state.put_off_at)
    from interaction_log_entry entry
    where entry.entry_no = state.entry_no and entry.logged_segment_entry_no = ${loggedSegmentEntryNo} and state.claimed_by = ${user.id}
    returning state.entry_no::float8 as "entryNo"`);
  const released = z.array(z.object({ entryNo: z.number() })).parse(rows);
  return released.length > 0 ? Math.min(...released.map(({ entryNo }) => entryNo)) : null;
}

/** Renews what one has; false when it is not one's own any more. */
export async function renewClaim(tx: Transaction, { user, now }: OperationContext, entryNo: number): Promise<boolean> {
  const renewed = await tx.$executeRaw(Prisma.sql`
    update call_state set claimed_until = ${leaseEnd(now)} where entry_no = ${entryNo}::bigint and claimed_by = ${user.id}`);
  return renewed > 0;
}
