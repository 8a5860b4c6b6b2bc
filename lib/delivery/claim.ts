import { z } from "zod";
import type { AuthSettings } from "@/lib/access/auth-settings";
import { suppressionOfLogged } from "@/lib/consent/suppression";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { askIn } from "@/lib/maintained-sets/definitions";
import { ok } from "@/lib/result";
import { lockPace, type Pace, takeMoments } from "./pace";
import { type Reach, reachOf } from "./reach";
import type { MailServer } from "./types";

/** Who claims: one run of one job. */
export type Claimant = { loggedSegmentEntryNo: number; jobId: string; claimId: string };

export type Claimed = Extract<Reach, { reason: null }> & { messageId: string; attempts: number };
/** `unreadable`: suppression segments of which nobody can say who is on them, so that nobody is claimed. */
export type Batch = {
  claimed: Claimed[];
  unreadable: readonly string[];
  skipped: number;
  pace: Pace;
};

/** How long a claim holds when its worker says nothing; its job is taken over sooner, as soon as its process is gone. */
export const leaseSeconds = 300;
const batchSize = 50;

/**
 * Gives back what a run of this job, or anybody whose time is over, left behind: who had not been asked for the content yet waits
 * again; what was handed over without an answer becomes *unknown*. Only one run of a job works at a time.
 */
export async function takeOver(db: Database, { loggedSegmentEntryNo, jobId, claimId }: Claimant): Promise<void> {
  await db.prisma.$executeRaw(Prisma.sql`
    update delivery set state = case when content_at is null then 'waiting' else 'unknown' end::delivery_state, claimed_until = null,
      answer = case when content_at is null then answer else 'The connection ended before the server''s answer was written down.' end, changed_at = now()
    where logged_segment_entry_no = ${loggedSegmentEntryNo} and state = 'sending'
      and (claimed_until < now() or (job_id = ${jobId}::uuid and claim_id <> ${claimId}::uuid))`);
}

const dueSchema = z.array(z.object({ deliveryNo: z.number(), messageId: z.string(), attempts: z.int() }));

/**
 * Claims the next messages of a run that are due, as many as the rate allows, unless it is paused or held; looks at once who may still
 * be reached and marks the others as skipped. Several workers share one run without meeting.
 */
export async function claimBatch(
  db: Database,
  claimant: Claimant,
  { fromAddress, ratePerMinute }: Pick<MailServer, "fromAddress" | "ratePerMinute">,
  settings: AuthSettings,
): Promise<Batch> {
  const domain = fromAddress.slice(fromAddress.indexOf("@") + 1);
  const { loggedSegmentEntryNo, jobId, claimId } = claimant;
  const claimed = await inTransaction<Batch, never>(db, async (tx) => {
    // Who pauses or stops waits for this claim, and takes it back.
    await tx.$queryRaw(Prisma.sql`select 1 as held from delivery_run where logged_segment_entry_no = ${loggedSegmentEntryNo} for share`);
    const pace = await lockPace(tx, ratePerMinute, batchSize);
    if (pace.most === 0) return ok({ claimed: [], unreadable: [], skipped: 0, pace });
    const suppression = await suppressionOfLogged(askIn(tx), loggedSegmentEntryNo, new Date());
    if (suppression.unreadable.length > 0) return ok({ claimed: [], unreadable: suppression.unreadable, skipped: 0, pace });
    const rows = await tx.$queryRaw(Prisma.sql`
      with due as (
        select delivery.delivery_no from delivery join delivery_run run using (logged_segment_entry_no)
        where delivery.logged_segment_entry_no = ${loggedSegmentEntryNo} and delivery.channel = 'email' and delivery.state = 'waiting' and delivery.due_at <= now()
          and run.paused_at is null and run.held_at is null and run.send_at <= now()
        order by delivery.due_at, delivery.delivery_no limit ${pace.most}::int for update of delivery skip locked)
      update delivery set state = 'sending', claim_id = ${claimId}::uuid, job_id = ${jobId}::uuid, content_at = null, changed_at = now(),
        claimed_until = now() + make_interval(secs => ${leaseSeconds}),
        message_id = coalesce(message_id, delivery.delivery_no || '.' || gen_random_uuid() || '@' || ${domain})
      from due where delivery.delivery_no = due.delivery_no
      returning delivery.delivery_no::float8 as "deliveryNo", delivery.message_id as "messageId", delivery.attempts`);
    const due = new Map(dueSchema.parse(rows).map((row) => [row.deliveryNo, row]));
    const reach = due.size === 0 ? [] : await reachOf(tx, [...due.keys()], settings, suppression);
    const known = reach.flatMap((one) => {
      const row = due.get(one.deliveryNo);
      return row ? [{ ...one, messageId: row.messageId, attempts: row.attempts }] : [];
    });
    const skipped = known.filter((one) => one.reason !== null);
    await skip(tx, skipped);
    const reached = known.filter((one) => one.reason === null);
    await takeMoments(tx, pace, reached.length);
    return ok({ claimed: reached, unreadable: [], skipped: skipped.length, pace });
  });
  if (!claimed.ok) throw new Error("a claim was refused");
  return claimed.value;
}

async function skip(tx: Transaction, skipped: readonly Reach[]): Promise<void> {
  if (skipped.length === 0) return;
  await tx.$executeRaw(Prisma.sql`
    update delivery set state = 'skipped', reason = s.reason, claimed_until = null, message_id = null, answer = 'Suppressed by ' || s.suppressed_by, changed_at = now()
    from unnest(${skipped.map(({ deliveryNo }) => deliveryNo)}::bigint[], ${skipped.map(({ reason }) => reason)}::text[],
      ${skipped.map(({ suppressedBy }) => suppressedBy)}::text[]) s (delivery_no, reason, suppressed_by)
    where delivery.delivery_no = s.delivery_no`);
}

/**
 * Writes down that the server asked for the content: from now on only its answer tells whether it has the message.
 *
 * @returns false when somebody else has the message by now; then nothing may be handed over
 */
export async function markContent(db: Database, claimId: string, deliveryNo: number): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `update delivery set content_at = now(), claimed_until = now() + make_interval(secs => $3)
     where delivery_no = $1 and claim_id = $2 and state = 'sending' and content_at is null`,
    [deliveryNo, claimId, leaseSeconds],
  );
  return rowCount === 1;
}
