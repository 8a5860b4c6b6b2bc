import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { LoggingError } from "./errors";

export type Counted = { matched: number; changed: number };

const countedSchema = z.tuple([z.object({ matched: z.int(), changed: z.int(), entryNos: z.array(z.number()) })]);

/** Cancels or reinstates the entries of a condition on the alias `entry` in one statement; logged segments, which count the entries whose state is their own, follow. */
export async function setCanceled(tx: Transaction, condition: Sql, canceled: boolean): Promise<Counted & { entryNos: number[] }> {
  const sign = Prisma.sql`case when logged_segment.canceled = ${canceled} then 1 else -1 end`;
  const rows = await tx.$queryRaw(Prisma.sql`
    with target as materialized (
      select entry.entry_no, entry.canceled from interaction_log_entry entry where ${condition} order by entry.entry_no for update),
    changed as (
      update interaction_log_entry entry set canceled = ${canceled} from target
      where entry.entry_no = target.entry_no and target.canceled <> ${canceled}
      returning entry.entry_no, entry.logged_segment_entry_no, entry.cost_lcy, entry.duration_min),
    moved as (
      update logged_segment set no_of_interactions = no_of_interactions + ${sign} * part.count,
        cost_lcy = logged_segment.cost_lcy + ${sign} * part.cost, duration_min = logged_segment.duration_min + ${sign} * part.duration
      from (
        select logged_segment_entry_no as entry_no, count(*)::int as count, sum(cost_lcy) as cost, sum(duration_min) as duration
        from changed where logged_segment_entry_no is not null group by 1) part
      where logged_segment.entry_no = part.entry_no)
    select (select count(*)::int from target) as matched, (select count(*)::int from changed) as changed,
      (select coalesce(json_agg(entry_no order by entry_no), '[]') from changed) as "entryNos"`);
  return countedSchema.parse(rows)[0];
}

const heldSchema = z.array(
  z.object({
    entryNo: z.number(),
    loggedSegmentEntryNo: z.int().nullable(),
    segmentNo: z.string().nullable(),
    campaignNo: z.string().nullable(),
  }),
);

/** Why canceled entries cannot be reinstated by themselves: the first whose logged segment or campaign entry is canceled. */
export async function findHeld(tx: Transaction, condition: Sql): Promise<LoggingError | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select entry.entry_no::float8 as "entryNo", logged.entry_no as "loggedSegmentEntryNo", logged.segment_no as "segmentNo", campaign.campaign_no as "campaignNo"
    from interaction_log_entry entry
    left join logged_segment logged on logged.entry_no = entry.logged_segment_entry_no and logged.canceled
    left join campaign_entry campaign on campaign.entry_no = entry.campaign_entry_no and campaign.canceled
    where ${condition} and entry.canceled and (logged.canceled or campaign.canceled) order by entry.entry_no limit 1`);
  const held = heldSchema.parse(rows)[0];
  if (!held) return null;
  const { entryNo, loggedSegmentEntryNo, segmentNo, campaignNo } = held;
  return loggedSegmentEntryNo === null
    ? { code: "campaign_entry_is_canceled", entryNo, campaignNo: campaignNo ?? "" }
    : { code: "logged_segment_is_canceled", entryNo, loggedSegmentEntryNo, segmentNo: segmentNo ?? "" };
}
