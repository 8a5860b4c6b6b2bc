import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { documentFacts, documentVersionSchema } from "@/lib/documents/find-document";
import { wizardActions } from "./schema";

const named = z.object({ code: z.string(), name: z.string() }).nullable();
const languageSchema = z.object({
  code: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  subject: z.string().nullable(),
  sendAsAttachment: z.boolean(),
  document: documentVersionSchema.nullable(),
  attachments: z.array(documentVersionSchema),
});
export type TemplateLanguage = z.output<typeof languageSchema>;
const schema = z.object({
  code: z.string(),
  description: z.string(),
  group: z.object({ code: z.string(), name: z.string() }),
  unitCostLcy: z.number(),
  unitDurationMin: z.number(),
  informationFlow: z.enum(["outbound", "inbound"]).nullable(),
  initiatedBy: z.enum(["us", "them"]).nullable(),
  correspondenceType: z.enum(["hard_copy", "email", "phone"]).nullable(),
  ignoresContact: z.boolean(),
  language: named,
  campaign: named,
  purpose: z.object({ code: z.string(), name: z.string() }),
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  version: z.int(),
  wizardAction: z.enum(wizardActions).nullable(),
  languages: z.array(languageSchema),
  interactions: z.number(),
  costLcy: z.number(),
  durationMin: z.number(),
  segments: z.array(z.object({ segmentNo: z.string(), description: z.string().nullable() })),
});
export type Template = z.output<typeof schema>;

/**
 * An interaction template with its languages and their documents, what was recorded with it (without canceled and postponed interactions), and the
 * worksheets in work that use it, 100 at most. Null when there is none of this code.
 */
export const findTemplate = query({
  name: "template.find",
  needs: "read",
  input: z.object({ code: z.string().trim().min(1).max(40) }),
  run: async ({ db }, { code }): Promise<Template | null> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select t.code, t.description, jsonb_build_object('code', g.code, 'name', g.description) as "group", t.unit_cost_lcy::float as "unitCostLcy",
        t.unit_duration_min as "unitDurationMin", t.information_flow::text as "informationFlow", t.initiated_by::text as "initiatedBy",
        t.correspondence_type::text as "correspondenceType", t.ignore_contact_corres_type as "ignoresContact",
        (select jsonb_build_object('code', l.code, 'name', l.name) from language l where l.code = t.language_code) as language,
        (select jsonb_build_object('code', c.campaign_no, 'name', c.description) from campaign c where c.campaign_no = t.campaign_no) as campaign,
        (select jsonb_build_object('code', p.code, 'name', p.name) from purpose p where p.code = t.purpose_code) as purpose,
        t.campaign_target as "campaignTarget", t.campaign_response as "campaignResponse", t.version, t.wizard_action::text as "wizardAction",
        coalesce((select jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name, 'description', tl.description, 'subject', tl.subject,
            'sendAsAttachment', tl.send_as_attachment, 'document', case when document.id is not null then ${documentFacts} end, 'attachments', coalesce((
              select jsonb_agg(${documentFacts} order by attachment.position)
              from interaction_template_attachment attachment join document on document.id = attachment.document_id
              where attachment.interaction_template_code = t.code and attachment.language_code = l.code), '[]')) order by l.code)
          from interaction_template_language tl join language l on l.code = tl.language_code left join document on document.id = tl.document_id
          where tl.interaction_template_code = t.code), '[]') as languages,
        n.*,
        coalesce((select jsonb_agg(jsonb_build_object('segmentNo', s.segment_no, 'description', s.description) order by s.changed_at desc)
          from (select * from segment where interaction_template_code = t.code and state <> 'logged' order by changed_at desc limit 100) s), '[]') as segments
      from interaction_template t join interaction_group g on g.code = t.interaction_group_code
      cross join lateral (
        select count(*)::int as interactions, coalesce(sum(cost_lcy), 0)::float as "costLcy", coalesce(sum(duration_min), 0)::float as "durationMin"
        from interaction_log_entry e where e.interaction_template_code = t.code and not e.canceled and not e.postponed
      ) n
      where t.code = ${code}`);
    return z.array(schema).parse(rows)[0] ?? null;
  },
});
