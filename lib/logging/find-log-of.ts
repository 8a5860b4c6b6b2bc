import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import type { LogOutcome } from "./types";

const schema = z.array(
  z.object({
    entryNo: z.int(),
    interactions: z.int(),
    leftOut: z.int(),
    campaignEntryNo: z.int().nullable(),
    followUpNo: z.string().nullable(),
  }),
);

/** What was written when this worksheet was logged, and the first follow-up segment made of it; null while it was not. */
export async function findLogOf(db: Database, segmentNo: string): Promise<LogOutcome | null> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select logged.entry_no as "entryNo", logged.no_of_interactions as interactions, coalesce(members.size - frozen.size, 0) as "leftOut",
      (select min(entry_no) from campaign_entry where logged_segment_entry_no = logged.entry_no) as "campaignEntryNo",
      (select min(followed.segment_no) from audit_entry made join segment followed on followed.segment_no = made.detail ->> 'segmentNo'
        where made.subject_kind = 'logged_segment' and made.subject_key = logged.entry_no::text and made.operation = 'loggedSegment.followUp') as "followUpNo"
    from segment
    join logged_segment logged on logged.segment_id = segment.id
    left join contact_set frozen on frozen.set_id = logged.set_id
    left join criteria_action action on action.segment_id = segment.id and action.action_no = segment.current_step
    left join contact_set members on members.set_id = action.set_id
    where segment.segment_no = ${segmentNo} and segment.state = 'logged'`);
  return schema.parse(rows)[0] ?? null;
}
