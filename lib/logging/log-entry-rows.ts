import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import { correspondenceTypes, evaluations } from "@/lib/segmentation/schema";
import { commentsOfEntry } from "./log-entry-filter";

const text = z.string().nullable();
export const namedSchema = z.object({ code: z.string(), name: z.string() }).nullable();
export const logEntryRowSchema = z.object({
  entryNo: z.number(),
  date: z.string(),
  contactNo: z.string(),
  contactStands: z.boolean(),
  contactName: z.string(),
  isCompany: z.boolean(),
  companyName: text,
  description: z.string(),
  correspondenceType: z.enum(correspondenceTypes).nullable(),
  salesperson: namedSchema,
  template: namedSchema,
  campaignNo: text,
  segmentNo: text,
  loggedSegmentEntryNo: z.int().nullable(),
  costLcy: z.number(),
  durationMin: z.int(),
  evaluation: z.enum(evaluations).nullable(),
  attemptFailed: z.boolean(),
  canceled: z.boolean(),
  comments: z.int(),
});

/** A code of an entry with its name in `table`; the code itself where the row is gone. */
export function named(table: string, words: "name" | "description", code: Sql): Sql {
  return Prisma.sql`
    case when ${code} is not null then jsonb_build_object('code', ${code},
      'name', coalesce((select n.${Prisma.raw(words)} from ${Prisma.raw(table)} n where n.code = ${code}), ${code})) end`;
}

/** The columns that `logEntryRowSchema` reads, of the alias `entry`. Name and company are those of the time. */
export const logEntryColumns = Prisma.sql`
  entry.entry_no::float8 as "entryNo", to_char(entry.date, 'YYYY-MM-DD') as date, entry.contact_no as "contactNo",
  exists (select from contact where contact.id = entry.contact_id) as "contactStands", entry.contact_name as "contactName",
  coalesce(entry.contact_no = entry.company_no, false) as "isCompany", entry.company_name as "companyName", entry.description,
  entry.correspondence_type::text as "correspondenceType", ${named("salesperson", "name", Prisma.sql`entry.salesperson_code`)} as salesperson,
  ${named("interaction_template", "description", Prisma.sql`entry.interaction_template_code`)} as template, entry.campaign_no as "campaignNo",
  entry.segment_no as "segmentNo", entry.logged_segment_entry_no as "loggedSegmentEntryNo", entry.cost_lcy::float8 as "costLcy",
  entry.duration_min as "durationMin", entry.evaluation::text as evaluation, entry.attempt_failed as "attemptFailed", entry.canceled,
  ${commentsOfEntry} as comments`;
