import type { OperationContext } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Sending } from "./schema";
import { addSendJob } from "./send-job";

/**
 * Lets the e-mails of a logged segment go out: one delivery for each of its entries by e-mail, and the job that sends them, in the
 * transaction that logs, so that they exist exactly when the log does.
 *
 * @param sending when they go out and what of them is counted; what it leaves open is as the set-up says
 * @returns how many messages wait now; none leaves nothing behind
 */
export async function queueDeliveries(
  tx: Transaction,
  { user, now, timeZone }: OperationContext,
  loggedSegmentEntryNo: number,
  { at, countOpens, countClicks }: Sending,
): Promise<number> {
  await tx.$executeRaw(Prisma.sql`
    insert into delivery_run (logged_segment_entry_no, send_at, user_id, user_name, created_at, count_opens, count_clicks)
    select ${loggedSegmentEntryNo}::int, greatest(${now}::timestamptz, ${at}::timestamp at time zone ${timeZone}), ${user.id}, ${user.name}, ${now},
      coalesce(${countOpens}::boolean, setup.count_opens), coalesce(${countClicks}::boolean, setup.count_clicks)
    from echo_setup setup where setup.id = 1 and exists (select from interaction_log_entry where logged_segment_entry_no = ${loggedSegmentEntryNo}::int and correspondence_type = 'email')`);
  const queued = await tx.$executeRaw(Prisma.sql`
    insert into delivery (logged_segment_entry_no, entry_no, channel, due_at)
    select run.logged_segment_entry_no, entry.entry_no, entry.correspondence_type, run.send_at
    from interaction_log_entry entry join delivery_run run using (logged_segment_entry_no)
    where entry.logged_segment_entry_no = ${loggedSegmentEntryNo}::int and entry.correspondence_type = 'email'
    order by entry.entry_no`);
  if (queued > 0) await addSendJob(tx, loggedSegmentEntryNo, user.id);
  return queued;
}
