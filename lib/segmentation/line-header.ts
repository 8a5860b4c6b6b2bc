import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { readSuppression } from "@/lib/consent/suppression";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { FilterClock } from "@/lib/filters/to-sql";
import { askIn } from "@/lib/maintained-sets/definitions";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { offeredLanguages } from "./line-documents";
import type { LineHeader } from "./line-predicate";
import { lineBasisColumns, lineBasisShape } from "./lines";
import type { LineFilter } from "./lines-schema";
import { correspondenceTypes } from "./schema";

const channel = z.enum(correspondenceTypes).nullable();
const code = z.string().nullable();
const rowSchema = z.object({
  ...lineBasisShape,
  date: z.string(),
  salespersonCode: code,
  correspondenceType: channel,
  ignoreContactCorresType: z.boolean(),
  campaignNo: code,
  languageCode: code,
  template: z
    .object({
      code: z.string(),
      correspondenceType: channel,
      ignoreContactCorresType: z.boolean(),
      purposeCode: z.string(),
      languages: z.array(z.string()),
    })
    .nullable(),
});

/** What the header of a segment that is there decides about its lines, and whom the other segment holds that a choice of lines may name. */
export async function readLineHeader(
  tx: Transaction,
  context: OperationContext,
  segmentId: number,
  { onSegment }: LineFilter,
): Promise<LineHeader> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select ${lineBasisColumns}, to_char(segment.date, 'YYYY-MM-DD') as date, segment.salesperson_code as "salespersonCode",
      segment.correspondence_type::text as "correspondenceType", segment.ignore_contact_corres_type as "ignoreContactCorresType",
      segment.campaign_no as "campaignNo", segment.language_code as "languageCode",
      case when template.code is not null then jsonb_build_object('code', template.code,
        'correspondenceType', template.correspondence_type, 'ignoreContactCorresType', template.ignore_contact_corres_type,
        'purposeCode', template.purpose_code, 'languages', array(select language_code from ${offeredLanguages({ segmentId, ownLanguages: true })} offered where interaction_template_code = template.code)) end as template
    from segment left join interaction_template template on template.code = segment.interaction_template_code
    where segment.id = ${segmentId}`);
  const [header] = z.array(rowSchema).parse(rows);
  if (!header) throw new Error(`segment ${segmentId} is gone`);
  const other = onSegment === null ? [] : [{ kind: "member", of: "segment", no: onSegment, is: true } as const];
  const { live }: FilterClock = await withMembers<FilterClock>(askIn(tx), context, ...other);
  const suppression = await readSuppression(askIn(tx), header.suppression, context.now);
  return { segmentId, ...header, suppression, ...(live && { live }) };
}
