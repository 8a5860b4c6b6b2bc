import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma, type Sql } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { DeliveryError } from "./errors";
import { lockRun } from "./lock-run";
import { type SendAgain, sendAgainSchema, settleUnknownSchema } from "./schema";
import { addSendJob } from "./send-job";

/**
 * Sends messages once more, as they were written: those that failed, those that were not reached (who may be reached is looked at again),
 * or named ones, delivered and bounced ones included. A message that a server took before goes out as a new one; any other keeps its Message-ID.
 */
export const sendAgain = operation({
  name: "delivery.sendAgain",
  needs: "segments.log",
  input: sendAgainSchema,
  run: (context, { loggedSegmentEntryNo, which }): Promise<Result<{ messages: number }, DeliveryError>> =>
    inTransaction<{ messages: number }, DeliveryError>(context.db, async (tx) => {
      const run = await lockRun(tx, loggedSegmentEntryNo);
      if (!run.ok) return run;
      if (run.value.held) return err({ code: "run_is_held", loggedSegmentEntryNo });
      const messages = await putBack(tx, context, loggedSegmentEntryNo, chosen(which));
      if (messages === 0) return err({ code: "nothing_to_send", loggedSegmentEntryNo });
      const subject = { subjectKind: "loggedSegment", subjectKey: String(loggedSegmentEntryNo) };
      await record(tx, context, { operation: "delivery.sendAgain", ...subject, detail: { which, messages } });
      return ok({ messages });
    }),
});

function chosen(which: SendAgain["which"]): Sql {
  if (typeof which === "object")
    return Prisma.sql`entry_no = any(${which.entryNos}::bigint[]) and state in ('delivered', 'failed', 'skipped', 'bounced')`;
  return Prisma.sql`state = ${which}::delivery_state and reason is distinct from 'merged'`; // or somebody gets it twice whom nobody named
}

async function putBack(tx: Transaction, { user, now }: OperationContext, loggedSegmentEntryNo: number, condition: Sql): Promise<number> {
  const messages = await tx.$executeRaw(Prisma.sql`
    update delivery set state = 'waiting', reason = null, attempts = 0, due_at = least(${now}::timestamptz, now()), changed_at = ${now},
      message_id = case when state not in ('delivered', 'bounced') then message_id end, content_at = null, delivered_at = null
    where logged_segment_entry_no = ${loggedSegmentEntryNo} and channel = 'email' and ${condition}`);
  if (messages > 0) await addSendJob(tx, loggedSegmentEntryNo, user.id);
  return messages;
}

const unknownSchema = z.array(z.object({ loggedSegmentEntryNo: z.int(), state: z.string() }));

/** Says of a message whether it arrived, of which Winnow does not know: it counts as delivered, or is sent again with the same Message-ID. */
export const settleUnknownDelivery = operation({
  name: "delivery.settleUnknown",
  needs: "segments.log",
  input: settleUnknownSchema,
  run: (context, { entryNo, as }): Promise<Result<null, DeliveryError>> =>
    inTransaction<null, DeliveryError>(context.db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`
        select logged_segment_entry_no as "loggedSegmentEntryNo", state::text as state from delivery
        where entry_no = ${entryNo}::bigint and channel = 'email' for update`);
      const [delivery] = unknownSchema.parse(rows);
      if (!delivery) return err({ code: "delivery_not_found", entryNo });
      if (delivery.state !== "unknown") return err({ code: "delivery_is_known", entryNo });
      if (as === "delivered")
        await tx.$executeRaw(Prisma.sql`
          update delivery set state = 'delivered', delivered_at = coalesce(content_at, ${context.now}), changed_at = ${context.now}
          where entry_no = ${entryNo}::bigint and channel = 'email'`);
      else await putBack(tx, context, delivery.loggedSegmentEntryNo, Prisma.sql`entry_no = ${entryNo}::bigint and state = 'unknown'`);
      const subject = { subjectKind: "interactionLogEntry", subjectKey: String(entryNo) };
      await record(tx, context, { operation: "delivery.settleUnknown", ...subject, detail: { as } });
      return ok(null);
    }),
});
