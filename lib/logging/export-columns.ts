import { Prisma } from "@/lib/db/sql";
import { day, type ExportColumn, flag, moment, number, text, word } from "@/lib/exports/columns";
import { correspondenceTypes, informationFlows, initiators } from "@/lib/segmentation/schema";

const evaluations = ["very_positive", "positive", "neutral", "negative", "very_negative"];

/** The columns of interaction log entries, over the alias `entry`. Names are those of the time. */
export const logEntryExportColumns: readonly ExportColumn[] = [
  number("entryNo", "Entry No.", Prisma.sql`entry.entry_no`),
  day("date", "Date", Prisma.sql`entry.date`),
  text("contactNo", "Contact No.", Prisma.sql`entry.contact_no`),
  text("contactName", "Contact Name", Prisma.sql`entry.contact_name`),
  text("companyNo", "Company No.", Prisma.sql`entry.company_no`),
  text("companyName", "Company Name", Prisma.sql`entry.company_name`),
  text("description", "Description", Prisma.sql`entry.description`),
  word("correspondenceType", "Correspondence Type", correspondenceTypes, Prisma.sql`entry.correspondence_type`),
  text("interactionTemplateCode", "Interaction Template Code", Prisma.sql`entry.interaction_template_code`),
  text("interactionGroupCode", "Interaction Group Code", Prisma.sql`entry.interaction_group_code`),
  text("languageCode", "Language Code", Prisma.sql`entry.language_code`),
  text("subject", "Subject", Prisma.sql`entry.subject`),
  text("document", "Document", Prisma.sql`(select file_name from document where document.id = entry.document_id)`),
  text("salespersonCode", "Salesperson Code", Prisma.sql`entry.salesperson_code`),
  text("campaignNo", "Campaign No.", Prisma.sql`entry.campaign_no`),
  text("segmentNo", "Segment No.", Prisma.sql`entry.segment_no`),
  number("loggedSegmentEntryNo", "Logged Segment Entry No.", Prisma.sql`entry.logged_segment_entry_no`),
  word("informationFlow", "Information Flow", informationFlows, Prisma.sql`entry.information_flow`),
  word("initiatedBy", "Initiated By", initiators, Prisma.sql`entry.initiated_by`),
  word("evaluation", "Evaluation", evaluations, Prisma.sql`entry.evaluation`),
  flag("attemptFailed", "Attempt Failed", Prisma.sql`entry.attempt_failed`),
  number("costLcy", "Cost (LCY)", Prisma.sql`entry.cost_lcy::float8`),
  number("durationMin", "Duration (Min.)", Prisma.sql`entry.duration_min`),
  flag("canceled", "Canceled", Prisma.sql`entry.canceled`),
  moment("loggedAt", "Logged At", Prisma.sql`entry.logged_at`),
];

/** The columns of logged segments, over the alias `logged`. */
export const loggedSegmentExportColumns: readonly ExportColumn[] = [
  number("entryNo", "Entry No.", Prisma.sql`logged.entry_no`),
  text("segmentNo", "Segment No.", Prisma.sql`logged.segment_no`),
  text("description", "Description", Prisma.sql`logged.description`),
  day("createdOn", "Created On", Prisma.sql`logged.created_on`),
  moment("loggedAt", "Logged At", Prisma.sql`logged.logged_at`),
  text("userName", "User", Prisma.sql`logged.user_name`),
  number("interactions", "Interactions", Prisma.sql`logged.no_of_interactions`),
  number("costLcy", "Cost (LCY)", Prisma.sql`logged.cost_lcy::float8`),
  number("durationMin", "Duration (Min.)", Prisma.sql`logged.duration_min`),
  text(
    "campaignNo",
    "Campaign No.",
    Prisma.sql`(select campaign_no from campaign_entry where logged_segment_entry_no = logged.entry_no order by campaign_entry.entry_no limit 1)`,
  ),
  flag("canceled", "Canceled", Prisma.sql`logged.canceled`),
  moment("canceledAt", "Canceled At", Prisma.sql`logged.canceled_at`),
];
