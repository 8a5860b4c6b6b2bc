import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { LoggingError } from "./errors";
import { entriesChangeSchema } from "./schema";
import type { CancelReport } from "./types";

const waitMs = 2_000;

/** Cancels single interaction log entries: they count nowhere any more, and the totals of their logged segments follow. */
export const cancelEntries = operation({
  name: "interactionLogEntry.cancel",
  needs: "segments.log",
  input: entriesChangeSchema,
  run: (context, { entryNos }) => setCanceled(context, entryNos, true),
});

/** Reinstates single entries. Refused, as a whole, while the logged segment or campaign entry of one of them is canceled. */
export const reinstateEntries = operation({
  name: "interactionLogEntry.reinstate",
  needs: "segments.log",
  input: entriesChangeSchema,
  run: (context, { entryNos }) => setCanceled(context, entryNos, false),
});

const heldSchema = z.object({
  entryNo: z.number(),
  canceled: z.boolean(),
  loggedSegmentEntryNo: z.int().nullable(),
  segmentNo: z.string().nullable(),
  segmentCanceled: z.boolean(),
  campaignNo: z.string().nullable(),
  campaignCanceled: z.boolean(),
});
type Held = z.infer<typeof heldSchema>;

function setCanceled(context: OperationContext, entryNos: number[], canceled: boolean): Promise<Result<CancelReport, LoggingError>> {
  const change = async (tx: Transaction): Promise<Result<CancelReport, LoggingError>> => {
    const entries = await lockEntries(tx, entryNos);
    const missing = entryNos.find((entryNo) => !entries.some((entry) => entry.entryNo === entryNo));
    if (missing !== undefined) return err({ code: "entry_not_found", entryNo: missing });
    const changing = entries.filter((entry) => entry.canceled !== canceled);
    const held = canceled ? null : refusalOf(changing);
    if (held) return err(held);
    if (changing.length > 0)
      await changeEntries(
        tx,
        context,
        changing.map(({ entryNo }) => entryNo),
        canceled,
      );
    return ok({ changed: changing.length, already: entries.length - changing.length, interactions: changing.length });
  };
  return inTransaction<CancelReport, LoggingError>(context.db, change, { lockTimeoutMs: waitMs }); // a worker may change the whole segment
}

/** Locks logged segments before entries, as cancelling a whole logged segment does. */
async function lockEntries(tx: Transaction, entryNos: number[]): Promise<Held[]> {
  const concerned = Prisma.sql`interaction_log_entry.entry_no = any(${entryNos}::bigint[]) and not postponed`;
  await tx.$queryRaw(Prisma.sql`
    select 1 as locked from logged_segment where entry_no in (select logged_segment_entry_no from interaction_log_entry where ${concerned}) order by entry_no for update`);
  const rows = await tx.$queryRaw(Prisma.sql`
    select entry.entry_no::float8 as "entryNo", entry.canceled, entry.logged_segment_entry_no as "loggedSegmentEntryNo", logged.segment_no as "segmentNo",
      coalesce(logged.canceled, false) as "segmentCanceled", campaign.campaign_no as "campaignNo", coalesce(campaign.canceled, false) as "campaignCanceled"
    from (select entry_no, canceled, logged_segment_entry_no, campaign_entry_no from interaction_log_entry where ${concerned} order by entry_no for update) entry
    left join logged_segment logged on logged.entry_no = entry.logged_segment_entry_no
    left join campaign_entry campaign on campaign.entry_no = entry.campaign_entry_no
    order by 1`);
  return z.array(heldSchema).parse(rows);
}

function refusalOf(entries: Held[]): LoggingError | null {
  for (const { entryNo, loggedSegmentEntryNo, segmentNo, segmentCanceled, campaignNo, campaignCanceled } of entries) {
    if (segmentCanceled && loggedSegmentEntryNo !== null) {
      return { code: "logged_segment_is_canceled", entryNo, loggedSegmentEntryNo, segmentNo: segmentNo ?? "" };
    }
    if (campaignCanceled && campaignNo !== null) return { code: "campaign_entry_is_canceled", entryNo, campaignNo };
  }
  return null;
}

/** A logged segment counts the entries whose state is its own. */
async function changeEntries(tx: Transaction, context: OperationContext, entryNos: number[], canceled: boolean): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with changed as (
      update interaction_log_entry set canceled = ${canceled} where entry_no = any(${entryNos}::bigint[])
      returning logged_segment_entry_no, cost_lcy, duration_min)
    update logged_segment set
      no_of_interactions = no_of_interactions + moved.count * case when logged_segment.canceled = ${canceled} then 1 else -1 end,
      cost_lcy = logged_segment.cost_lcy + moved.cost * case when logged_segment.canceled = ${canceled} then 1 else -1 end,
      duration_min = logged_segment.duration_min + moved.duration * case when logged_segment.canceled = ${canceled} then 1 else -1 end
    from (
      select logged_segment_entry_no as entry_no, count(*)::int as count, sum(cost_lcy) as cost, sum(duration_min) as duration
      from changed where logged_segment_entry_no is not null group by 1) moved
    where logged_segment.entry_no = moved.entry_no`);
  const operationName = canceled ? "interactionLogEntry.cancel" : "interactionLogEntry.reinstate";
  const subjectKey = entryNos.length === 1 ? String(entryNos[0]) : `${entryNos.length} entries`;
  await record(tx, context, { operation: operationName, subjectKind: "interactionLogEntry", subjectKey, detail: { entryNos } });
}
