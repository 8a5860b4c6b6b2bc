import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { attachmentsOfEntry } from "@/lib/delivery/letters-of-entries";
import { documentFacts, documentVersionSchema } from "@/lib/documents/find-document";
import { entryTitle } from "./entry-title";
import { logEntryColumns, logEntryRowSchema, named, namedSchema } from "./log-entry-rows";
import { findInteractionLogEntrySchema } from "./schema";
import type { LogEntry } from "./types";

const text = z.string().nullable();
const entrySchema = logEntryRowSchema.extend({
  companyNo: text,
  timeOfInteraction: text,
  informationFlow: z.enum(["outbound", "inbound"]).nullable(),
  initiatedBy: z.enum(["us", "them"]).nullable(),
  interactionGroup: namedSchema,
  language: namedSchema,
  subject: text,
  personalText: text,
  document: documentVersionSchema.nullable(),
  sendAsAttachment: z.boolean(),
  attachments: z.array(documentVersionSchema),
  campaign: namedSchema,
  campaignEntryNo: z.int().nullable(),
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  contactVia: text,
  documentType: text,
  documentNo: text,
  userName: text,
  loggedAt: z.coerce.date(),
  heldBy: z.enum(["logged_segment", "campaign_entry"]).nullable(),
});

/** One interaction log entry with everything recorded about it; null when there is none or it was postponed. */
export const findInteractionLogEntry = query({
  name: "interactionLogEntry.find",
  needs: "read",
  input: findInteractionLogEntrySchema,
  run: async ({ db }, { entryNo }): Promise<LogEntry | null> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${logEntryColumns}, entry.company_no as "companyNo", to_char(entry.time_of_interaction, 'HH24:MI') as "timeOfInteraction",
        entry.information_flow::text as "informationFlow", entry.initiated_by::text as "initiatedBy",
        ${named("interaction_group", "description", Prisma.sql`entry.interaction_group_code`)} as "interactionGroup",
        ${named("language", "name", Prisma.sql`entry.language_code`)} as language, entry.subject,
        entry.personal_text as "personalText", (select ${documentFacts} from document where document.id = entry.document_id) as document,
        coalesce(goes.send_as_attachment, false) as "sendAsAttachment", (select coalesce(jsonb_agg(${documentFacts} order by at), '[]')
          from unnest(goes.document_ids) with ordinality file (id, at) join document using (id)) as attachments,
        case when entry.campaign_no is not null then jsonb_build_object('code', entry.campaign_no,
          'name', coalesce((select description from campaign where campaign.campaign_no = entry.campaign_no), entry.campaign_no)) end as campaign,
        entry.campaign_entry_no as "campaignEntryNo", entry.campaign_target as "campaignTarget", entry.campaign_response as "campaignResponse",
        entry.contact_via as "contactVia", entry.document_type as "documentType", entry.document_no as "documentNo",
        coalesce((select name from app_user where id = entry.user_id), entry.user_id) as "userName", entry.logged_at as "loggedAt",
        case when exists (select from logged_segment where entry_no = entry.logged_segment_entry_no and canceled) then 'logged_segment'
             when exists (select from campaign_entry where entry_no = entry.campaign_entry_no and canceled) then 'campaign_entry' end as "heldBy"
      from interaction_log_entry entry ${attachmentsOfEntry} where entry.entry_no = ${entryNo}::bigint and not entry.postponed`);
    const entry = z.array(entrySchema).parse(rows)[0];
    return entry ? { ...entry, title: entryTitle(entry) } : null;
  },
});
