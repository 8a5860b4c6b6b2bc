import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { linesOf, type SegmentMembers } from "./problem-lines";
import type { SegmentCheck } from "./types";

const rowsSchema = z.array(z.object({ code: z.string(), interactions: z.int(), targets: z.int() }));

/**
 * The campaigns under which the lines would be logged, with how many interactions each gets and how many of those count as its targets. Lines
 * that are left out are not among them; where no line was changed, the header knows it all.
 */
export async function campaignsOfLines(
  tx: Transaction,
  segment: SegmentMembers,
  { campaign, interactions }: Pick<SegmentCheck, "campaign" | "interactions">,
): Promise<SegmentCheck["campaigns"]> {
  if (interactions === 0) return [];
  if (!segment.basis.changed) return campaign ? [{ code: campaign.code, interactions, targets: campaign.target ? interactions : 0 }] : [];
  const rows = await tx.$queryRaw(Prisma.sql`
    select campaign_no as code, count(*)::int as interactions, (count(*) filter (where campaign_target))::int as targets
    from (${linesOf(segment)}) line where not left_out and campaign_no is not null
    group by 1 order by campaign_no is distinct from ${campaign?.code ?? null}::text, 1`);
  return rowsSchema.parse(rows);
}
