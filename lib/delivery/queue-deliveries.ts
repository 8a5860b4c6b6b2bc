import type { OperationContext } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { addSendJob } from "./send-job";

/**
 * Lets the e-mails of a logged segment go out: one delivery for each of its entries by e-mail, and the job that sends them, in the
 * transaction that logs, so that they exist exactly when the log does.
 *
 * @param sendAt "2026-03-16T18:30" in the workspace's time zone; null is at once
 * @returns how many messages wait now; none leaves nothing behind
 */
export async function queueDeliveries(
  tx: Transaction,
  { user, now, timeZone }: OperationContext,
  loggedSegmentEntryNo: number,
  sendAt: string | null,
): Promise<number> {
  await tx.$executeRaw(Prisma.sql`
    insert into delivery_run (logged_segment_entry_no, send_at, user_id, user_name, created_at)
    select ${loggedSegmentEntryNo}::int, greatest(${now}::timestamptz, ${sendAt}::timestamp at time zone ${timeZone}), ${user.id}, ${user.name}, ${now}
    where exists (select from interaction_log_entry where logged_segment_entry_no = ${loggedSegmentEntryNo}::int and correspondence_type = 'email')`);
  const queued = await tx.$executeRaw(Prisma.sql`
    insert into delivery (logged_segment_entry_no, entry_no, channel, due_at)
    select run.logged_segment_entry_no, entry.entry_no, entry.correspondence_type, run.send_at
    from interaction_log_entry entry join delivery_run run using (logged_segment_entry_no)
    where entry.logged_segment_entry_no = ${loggedSegmentEntryNo}::int and entry.correspondence_type = 'email'
    order by entry.entry_no`);
  if (queued > 0) await addSendJob(tx, loggedSegmentEntryNo, user.id);
  return queued;
}
