import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { withReach } from "@/lib/consent/reach";
import { keepContactsInPlace } from "@/lib/contact-sets/lock";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { linesOfLayers } from "@/lib/segmentation/lines";
import { segmentNoSchema } from "@/lib/segmentation/schema";
import type { PrintingError } from "./errors";
import { segmentToPrint } from "./segment-to-print";

export const logCoverSheetsSchema = z.object({ segmentNo: segmentNoSchema, expected: z.int().min(1) });

/**
 * Records that cover sheets went out: one interaction for each contact of the segment that is not blocked and may be reached by post, by the template of the
 * marketing setup and with the segment's campaign. The worksheet stays as it is. Refused when there are more or fewer than were shown.
 */
export const logCoverSheets = operation({
  name: "segment.logCoverSheets",
  needs: "segments.log",
  input: logCoverSheetsSchema,
  run: (context, request): Promise<Result<{ interactions: number }, PrintingError>> =>
    inTransaction(context.db, (tx) => log(tx, context, request), { timeoutMs: 300_000 }),
});

async function log(
  tx: Transaction,
  context: OperationContext,
  { segmentNo, expected }: z.output<typeof logCoverSheetsSchema>,
): Promise<Result<{ interactions: number }, PrintingError>> {
  const { user, now, today } = context;
  await keepContactsInPlace(tx);
  const segment = await segmentToPrint(tx, segmentNo, context.now);
  if (!segment) return err({ code: "segment_not_found", segmentNo });
  const setup = await tx.marketingSetup.findUnique({ where: { id: 1 }, select: { coverSheetTemplateCode: true } });
  const template = setup?.coverSheetTemplateCode;
  if (!template) return err({ code: "no_cover_sheet_template" });
  const interactions = await tx.$executeRaw(Prisma.sql`
    insert into interaction_log_entry (contact_id, contact_no, contact_name, company_id, company_no, company_name, date, description, information_flow, initiated_by,
      cost_lcy, duration_min, interaction_group_code, interaction_template_code, language_code, campaign_no, segment_no, salesperson_code, correspondence_type, user_id, logged_at)
    select line.contact_id, line.contact_no, line.name, line.company_id, line.company_no, line.company_name, ${today}::date, template.description,
      template.information_flow, template.initiated_by, template.unit_cost_lcy, template.unit_duration_min, template.interaction_group_code, template.code,
      line.language_code, line.campaign_no, ${segment.segmentNo}, line.salesperson_code, coalesce(template.correspondence_type, 'hard_copy'), ${user.id}, ${now}
    from (${withReach(linesOfLayers(segment.basis, segment.layers.slice(0, 1)), segment.basis, "hard_copy")}) line
    join interaction_template template on template.code = ${template}
    where not line.blocked and line.unreachable is null
    order by line.company_name nulls first, line.company_no nulls first, line.type, line.name, line.contact_id`);
  if (interactions !== expected) return err({ code: "sheets_moved", now: interactions });
  const detail = { interactions, template };
  await record(tx, context, { operation: "segment.logCoverSheets", subjectKind: "segment", subjectKey: segment.segmentNo, detail });
  return ok({ interactions });
}
