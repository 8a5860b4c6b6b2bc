import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { HeaderValues } from "./header-rules";
import { correspondenceTypes, informationFlows, initiators } from "./schema";

/** The columns that `headerValuesSchema` reads, of the alias `segment`. */
export const headerColumns: Sql = Prisma.sql`
  segment.description, to_char(segment.date, 'YYYY-MM-DD') as date, segment.salesperson_code as "salespersonCode", segment.campaign_no as "campaignNo",
  segment.campaign_target as "campaignTarget", segment.campaign_response as "campaignResponse",
  segment.interaction_template_code as "interactionTemplateCode", segment.interaction_group_code as "interactionGroupCode",
  segment.language_code as "languageCode", segment.correspondence_type::text as "correspondenceType",
  segment.ignore_contact_corres_type as "ignoreContactCorresType", segment.information_flow::text as "informationFlow",
  segment.initiated_by::text as "initiatedBy", segment.unit_cost_lcy::float8 as "unitCostLcy", segment.unit_duration_min as "unitDurationMin",
  segment.suppression`;

export const headerValuesSchema = z.object({
  description: z.string().nullable(),
  date: z.string(),
  salespersonCode: z.string().nullable(),
  campaignNo: z.string().nullable(),
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  interactionTemplateCode: z.string().nullable(),
  interactionGroupCode: z.string().nullable(),
  languageCode: z.string().nullable(),
  correspondenceType: z.enum(correspondenceTypes).nullable(),
  ignoreContactCorresType: z.boolean(),
  informationFlow: z.enum(informationFlows).nullable(),
  initiatedBy: z.enum(initiators).nullable(),
  unitCostLcy: z.number(),
  unitDurationMin: z.int(),
  suppression: z.array(z.string()),
}) satisfies z.ZodType<HeaderValues>;

/** The header values of a segment that is there. */
export async function readHeader(tx: Transaction, segmentId: number): Promise<HeaderValues> {
  const rows = await tx.$queryRaw(Prisma.sql`select ${headerColumns} from segment where id = ${segmentId}`);
  const [header] = z.array(headerValuesSchema).parse(rows);
  if (!header) throw new Error(`segment ${segmentId} is gone although its row is locked`);
  return header;
}

/** `column = value` for every header field, for an update of `segment`. */
export function headerAssignments(header: HeaderValues): Sql {
  return Prisma.sql`
    description = ${header.description}, date = ${header.date}::date, salesperson_code = ${header.salespersonCode}, campaign_no = ${header.campaignNo},
    campaign_target = ${header.campaignTarget}, campaign_response = ${header.campaignResponse},
    interaction_template_code = ${header.interactionTemplateCode}, interaction_group_code = ${header.interactionGroupCode},
    language_code = ${header.languageCode}, correspondence_type = ${header.correspondenceType}::correspondence_type,
    ignore_contact_corres_type = ${header.ignoreContactCorresType}, information_flow = ${header.informationFlow}::information_flow,
    initiated_by = ${header.initiatedBy}::initiated_by, unit_cost_lcy = ${header.unitCostLcy}::numeric, unit_duration_min = ${header.unitDurationMin},
    suppression = ${header.suppression}::text[]`;
}
