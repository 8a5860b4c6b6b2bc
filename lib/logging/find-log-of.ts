import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { linesAtStep } from "@/lib/segmentation/layers";
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
    select logged.entry_no as "entryNo", logged.no_of_interactions as interactions, greatest(0, ${linesAtStep(Prisma.sql`segment.id`, Prisma.sql`segment.current_step`)} - logged.no_of_interactions) as "leftOut",
      (select min(entry_no) from campaign_entry where logged_segment_entry_no = logged.entry_no) as "campaignEntryNo",
      (select min(followed.segment_no) from audit_entry made join segment followed on followed.segment_no = made.detail ->> 'segmentNo'
        where made.subject_kind = 'loggedSegment' and made.subject_key = logged.entry_no::text and made.operation = 'loggedSegment.followUp') as "followUpNo"
    from segment
    join logged_segment logged on logged.segment_id = segment.id
    where segment.segment_no = ${segmentNo} and segment.state = 'logged'`);
  return schema.parse(rows)[0] ?? null;
}
