import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { LoggingError } from "./errors";
import { loggedSegmentsChangeSchema } from "./schema";
import type { CancelReport } from "./types";

const longestMs = 1_800_000;

/**
 * Cancels logged segments with all their interaction log entries and campaign entries, which then count nowhere; nothing is
 * deleted. Those canceled already stay so and are reported as such. Refused with `logged_segment_not_found` as a whole.
 */
export const cancelLoggedSegments = operation({
  name: "loggedSegment.cancel",
  needs: "segments.log",
  input: loggedSegmentsChangeSchema,
  run: (context, { entryNos }) => setCanceled(context, entryNos, true),
});

/** Reinstates canceled logged segments with all their entries, also those that were canceled one by one before. */
export const reinstateLoggedSegments = operation({
  name: "loggedSegment.reinstate",
  needs: "segments.log",
  input: loggedSegmentsChangeSchema,
  run: (context, { entryNos }) => setCanceled(context, entryNos, false),
});

const lockedSchema = z.array(z.object({ entryNo: z.int(), canceled: z.boolean() }));

function setCanceled(context: OperationContext, entryNos: number[], canceled: boolean): Promise<Result<CancelReport, LoggingError>> {
  return inTransaction<CancelReport, LoggingError>(
    context.db,
    async (tx) => {
      // In the order of their numbers, so that two who change the same ones do not wait for each other.
      const rows = await tx.$queryRaw(Prisma.sql`
        select entry_no as "entryNo", canceled from logged_segment where entry_no = any(${entryNos}::int[]) order by entry_no for update`);
      const locked = lockedSchema.parse(rows);
      const missing = entryNos.find((entryNo) => !locked.some((segment) => segment.entryNo === entryNo));
      if (missing !== undefined) return err({ code: "logged_segment_not_found", entryNo: missing });
      const changing = locked.filter((segment) => segment.canceled !== canceled).map(({ entryNo }) => entryNo);
      const interactions = changing.length > 0 ? await change(tx, context, changing, canceled) : 0;
      return ok({ changed: changing.length, already: locked.length - changing.length, interactions });
    },
    { timeoutMs: longestMs },
  );
}

/** Entries that have the new state already are not written again, but count from now on. */
async function change(tx: Transaction, context: OperationContext, entryNos: number[], canceled: boolean): Promise<number> {
  const { user, now } = context;
  const interactions = await tx.$executeRaw(Prisma.sql`
    update interaction_log_entry set canceled = ${canceled} where logged_segment_entry_no = any(${entryNos}::int[]) and canceled <> ${canceled}`);
  await tx.$executeRaw(Prisma.sql`
    update campaign_entry set canceled = ${canceled} where logged_segment_entry_no = any(${entryNos}::int[]) and canceled <> ${canceled}`);
  await tx.$executeRaw(Prisma.sql`
    update logged_segment set canceled = ${canceled}, canceled_at = ${canceled ? now : null}::timestamptz, canceled_by = ${canceled ? user.id : null},
      no_of_interactions = entries.count, cost_lcy = entries.cost, duration_min = entries.duration
    from (
      select logged.entry_no, count(entry.entry_no)::int as count, coalesce(sum(entry.cost_lcy), 0) as cost, coalesce(sum(entry.duration_min), 0)::bigint as duration
      from logged_segment logged left join interaction_log_entry entry on entry.logged_segment_entry_no = logged.entry_no
      where logged.entry_no = any(${entryNos}::int[]) group by 1) entries
    where logged_segment.entry_no = entries.entry_no`);
  const operationName = canceled ? "loggedSegment.cancel" : "loggedSegment.reinstate";
  for (const entryNo of entryNos)
    await record(tx, context, { operation: operationName, subjectKind: "loggedSegment", subjectKey: String(entryNo) });
  return interactions;
}
