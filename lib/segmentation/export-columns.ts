import { contactExportColumns } from "@/lib/contacts/export-columns";
import { Prisma } from "@/lib/db/sql";
import { day, type ExportColumn, flag, number, text, word } from "@/lib/exports/columns";
import { correspondenceTypes, evaluations, informationFlows, initiators } from "./schema";

/** What the line shows beside them. */
const lineExportColumns: readonly ExportColumn[] = [
  text("lineDescription", "Line Description", Prisma.sql`line.description`),
  day("lineDate", "Line Date", Prisma.sql`line.date`),
  text("lineTime", "Line Time", Prisma.sql`to_char(line.time_of_interaction, 'HH24:MI')`),
  text("lineSalespersonCode", "Line Salesperson Code", Prisma.sql`line.salesperson_code`),
  word("lineCorrespondenceType", "Line Correspondence Type", correspondenceTypes, Prisma.sql`line.correspondence_type`),
  text("interactionTemplateCode", "Interaction Template Code", Prisma.sql`line.interaction_template_code`),
  text("interactionGroupCode", "Interaction Group Code", Prisma.sql`line.interaction_group_code`),
  text("lineLanguageCode", "Line Language Code", Prisma.sql`line.language_code`),
  word("informationFlow", "Information Flow", informationFlows, Prisma.sql`line.information_flow`),
  word("initiatedBy", "Initiated By", initiators, Prisma.sql`line.initiated_by`),
  number("costLcy", "Cost (LCY)", Prisma.sql`line.cost_lcy::float8`),
  number("durationMin", "Duration (Min.)", Prisma.sql`line.duration_min`),
  text("campaignNo", "Campaign No.", Prisma.sql`line.campaign_no`),
  flag("campaignTarget", "Campaign Target", Prisma.sql`line.campaign_target`),
  flag("campaignResponse", "Campaign Response", Prisma.sql`line.campaign_response`),
  word("evaluation", "Evaluation", evaluations, Prisma.sql`line.evaluation`),
  flag("attemptFailed", "Attempt Failed", Prisma.sql`line.attempt_failed`),
  text("altAddressCode", "Alternative Address Code", Prisma.sql`line.alt_address_code`),
  text("lineSubject", "Line Subject", Prisma.sql`line.subject`),
  text("lineDocument", "Line Document", Prisma.sql`(select file_name from document where document.id = line.document_id)`),
  text("personalText", "Personal Text", Prisma.sql`line.personal_text`),
];

/** The columns of an export of segment lines, over `contact` and its effective `line`: the contact's first, then the line's own. */
export const exportColumns: readonly ExportColumn[] = [...contactExportColumns, ...lineExportColumns];
