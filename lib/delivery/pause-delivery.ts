import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { DeliveryError } from "./errors";
import { lockRun } from "./lock-run";
import { runSchema } from "./schema";
import { addSendJob } from "./send-job";

/** Lets nothing more of a logged segment go out until somebody continues. What the mail server has asked for the content of still goes. */
export const pauseDelivery = operation({
  name: "delivery.pause",
  needs: "segments.log",
  input: runSchema,
  run: (context, { loggedSegmentEntryNo }) =>
    change(context, "delivery.pause", loggedSegmentEntryNo, async (tx) => {
      await tx.$executeRaw(Prisma.sql`
        update delivery_run set paused_at = ${context.now}, paused_by_name = ${context.user.name}
        where logged_segment_entry_no = ${loggedSegmentEntryNo} and paused_at is null`);
      await tx.$executeRaw(Prisma.sql`
        update delivery set state = 'waiting', claimed_until = null, changed_at = ${context.now}
        where logged_segment_entry_no = ${loggedSegmentEntryNo} and ${isHeldBack}`);
      return null;
    }),
});

/** Goes on after a pause, or at once where the next attempt would only come later. Refused with `run_is_held` after a restored backup. */
export const continueDelivery = operation({
  name: "delivery.continue",
  needs: "segments.log",
  input: runSchema,
  run: (context, { loggedSegmentEntryNo }) =>
    change(context, "delivery.continue", loggedSegmentEntryNo, async (tx, { held }) => {
      if (held) return { code: "run_is_held", loggedSegmentEntryNo };
      await tx.$executeRaw(Prisma.sql`
        update delivery_run set paused_at = null, paused_by_name = null, trouble = null, trouble_count = 0
        where logged_segment_entry_no = ${loggedSegmentEntryNo}`);
      await addSendJob(tx, loggedSegmentEntryNo, context.user.id);
      return null;
    }),
});

/** Stops a sending for good: whoever waits is not written to. Can be sent again later. */
export const giveUpDelivery = operation({
  name: "delivery.giveUp",
  needs: "segments.log",
  input: runSchema,
  run: (context, { loggedSegmentEntryNo }) =>
    change(context, "delivery.giveUp", loggedSegmentEntryNo, async (tx) => {
      await tx.$executeRaw(Prisma.sql`
        update delivery set state = 'skipped', reason = 'given_up', claimed_until = null, changed_at = ${context.now}
        where logged_segment_entry_no = ${loggedSegmentEntryNo} and (state = 'waiting' or ${isHeldBack})`);
      return null;
    }),
});

/** Claimed, and the server has not asked for the content yet: taken back from the worker, who looks once more at that moment. */
const isHeldBack = Prisma.sql`(channel = 'email' and state = 'sending' and content_at is null)`;

function change(
  context: OperationContext,
  operationName: string,
  loggedSegmentEntryNo: number,
  work: (tx: Transaction, run: { held: boolean }) => Promise<DeliveryError | null>,
): Promise<Result<null, DeliveryError>> {
  return inTransaction<null, DeliveryError>(context.db, async (tx) => {
    const run = await lockRun(tx, loggedSegmentEntryNo);
    if (!run.ok) return run;
    const refusal = await work(tx, run.value);
    if (refusal) return err(refusal);
    await record(tx, context, { operation: operationName, subjectKind: "loggedSegment", subjectKey: String(loggedSegmentEntryNo) });
    return ok(null);
  });
}
