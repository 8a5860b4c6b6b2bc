import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { correspondenceTypes } from "@/lib/segmentation/schema";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { loggedSegmentColumns, loggedSegmentRowSchema } from "./list-logged-segments";
import { findLoggedSegmentSchema } from "./schema";
import type { LoggedSegment } from "./types";

const namedSchema = z.object({ code: z.string(), name: z.string() }).nullable();
const rowSchema = loggedSegmentRowSchema.extend({
  hasWorksheet: z.boolean(),
  steps: z.int(),
  template: namedSchema,
  salesperson: namedSchema,
  canceledAt: z.coerce.date().nullable(),
  canceledByName: z.string().nullable(),
  members: z.int(),
  deletion: z.object({ deletionNo: z.int(), userName: z.string(), comments: z.int() }).nullable(),
});
const entriesSchema = z.array(z.object({ channel: z.enum(correspondenceTypes).nullable(), entries: z.int(), canceled: z.int() }));
const campaignSchema = z.array(
  z.object({
    entryNo: z.int(),
    campaignNo: z.string(),
    campaignDescription: z.string(),
    description: z.string(),
    date: z.string(),
    userName: z.string(),
    salesperson: namedSchema,
    canceled: z.boolean(),
    interactions: z.int(),
    costLcy: z.number(),
    durationMin: z.number(),
  }),
);

/** A logged segment with its totals and campaign entries, on one snapshot; null when there is none. */
export const findLoggedSegment = query({
  name: "loggedSegment.find",
  needs: "read",
  input: findLoggedSegmentSchema,
  run: (context, { entryNo }): Promise<LoggedSegment | null> =>
    onSnapshot(context.db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`
        select ${loggedSegmentColumns}, segment.id is not null as "hasWorksheet", coalesce(segment.current_step, 0) as steps,
          case when template.code is not null then jsonb_build_object('code', template.code, 'name', template.description) end as template,
          case when salesperson.code is not null then jsonb_build_object('code', salesperson.code, 'name', salesperson.name) end as salesperson,
          logged.canceled_at as "canceledAt", canceler.name as "canceledByName", coalesce(members.size, 0) as members,
          (select jsonb_build_object('deletionNo', d.deletion_no, 'userName', d.user_name, 'comments', coalesce(logged.deleted_comments, 0))
            from log_deletion d where d.deletion_no = logged.deletion_no) as deletion
        from logged_segment logged
        left join segment on segment.id = logged.segment_id
        left join interaction_template template on template.code = segment.interaction_template_code
        left join salesperson on salesperson.code = segment.salesperson_code
        left join app_user canceler on canceler.id = logged.canceled_by
        left join contact_set members on members.set_id = logged.set_id
        where logged.entry_no = ${entryNo}`);
      const found = z.array(rowSchema).parse(rows)[0];
      if (!found) return null;
      const byChannel = await countEntries(tx, entryNo);
      const entries = byChannel.reduce((total, channel) => total + channel.entries, 0);
      const canceledEntries = byChannel.reduce((total, channel) => total + channel.canceled, 0);
      const channels = byChannel.map(({ channel, entries: count }) => ({ channel, entries: count }));
      return { ...found, entries, canceledEntries, channels, campaignEntryRows: await campaignEntriesOf(tx, entryNo) };
    }),
});

async function countEntries(tx: Transaction, entryNo: number) {
  return entriesSchema.parse(
    await tx.$queryRaw(Prisma.sql`
      select correspondence_type::text as channel, count(*)::int as entries, (count(*) filter (where canceled))::int as canceled
      from interaction_log_entry where logged_segment_entry_no = ${entryNo} group by correspondence_type order by count(*) desc`),
  );
}

async function campaignEntriesOf(tx: Transaction, entryNo: number) {
  return campaignSchema.parse(
    await tx.$queryRaw(Prisma.sql`
      select entry.entry_no as "entryNo", entry.campaign_no as "campaignNo", campaign.description as "campaignDescription", entry.description,
        to_char(entry.date, 'YYYY-MM-DD') as date, entry.user_name as "userName", entry.canceled,
        coalesce(logged.interactions, 0)::int as interactions, coalesce(logged.cost, 0)::float8 as "costLcy", coalesce(logged.duration, 0)::float8 as "durationMin",
        case when salesperson.code is not null then jsonb_build_object('code', salesperson.code, 'name', salesperson.name) end as salesperson
      from campaign_entry entry join campaign using (campaign_no) left join salesperson on salesperson.code = entry.salesperson_code
      left join (
        select campaign_entry_no, canceled, count(*) as interactions, sum(cost_lcy) as cost, sum(duration_min) as duration
        from interaction_log_entry where logged_segment_entry_no = ${entryNo} group by 1, 2
      ) logged on logged.campaign_entry_no = entry.entry_no and logged.canceled = entry.canceled
      where entry.logged_segment_entry_no = ${entryNo} order by entry.entry_no`),
  );
}
