import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { demoJson } from "./write-setup-tables";

/** Writes campaigns, interaction templates with their languages, and the interaction log, all dates moved by `days`. */
export async function writeDemoInteractions(tx: Transaction, days: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into campaign (campaign_no, description, starting_date, ending_date, salesperson_code, status_code)
    select no, description, starting_date + ${days}::int, ending_date + ${days}::int, salesperson_code, status_code
    from json_to_recordset(${await demoJson("campaigns")}) as r(no text, description text, starting_date date, ending_date date,
      salesperson_code text, status_code text)`);
  await writeTemplates(tx);
  await tx.$executeRaw(Prisma.sql`
    insert into interaction_log_entry (contact_id, contact_no, contact_name, company_id, company_no, company_name, date, description,
      information_flow, initiated_by, cost_lcy, duration_min, interaction_group_code, interaction_template_code, campaign_no, segment_no,
      salesperson_code, document_type, document_no, logged_at)
    select c.id, c.contact_no, c.name, company.id, company.contact_no, company.name, r.date + ${days}::int, r.description,
      lower(r.information_flow)::information_flow, lower(r.initiated_by)::initiated_by, r.cost_lcy, r.duration_min, r.interaction_group_code,
      r.interaction_template_code, r.campaign_no, r.segment_no, r.salesperson_code, r.document_type, r.source_document_no,
      (r.date + ${days}::int + time '12:00') at time zone 'UTC'
    from json_to_recordset(${await demoJson("interaction_log_entries")}) as r(entry_no int, contact_no text, contact_company_no text, date date,
      description text, interaction_template_code text, interaction_group_code text, document_type text, source_document_no text,
      information_flow text, initiated_by text, cost_lcy numeric, duration_min int, salesperson_code text, campaign_no text, segment_no text)
    join contact c on c.contact_no = r.contact_no
    left join contact company on company.contact_no = r.contact_company_no
    order by r.entry_no`);
}

async function writeTemplates(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into interaction_template (code, description, interaction_group_code, unit_cost_lcy, unit_duration_min, information_flow, initiated_by,
      language_code, correspondence_type, wizard_action, ignore_contact_corres_type)
    select code, description, interaction_group_code, unit_cost_lcy, unit_duration_min, lower(information_flow)::information_flow,
      lower(initiated_by)::initiated_by, language_code_default, replace(lower(correspondence_type_default), ' ', '_')::correspondence_type,
      lower(wizard_action)::wizard_action, ignore_contact_correspondence_type
    from json_to_recordset(${await demoJson("interaction_templates")}) as r(code text, description text, interaction_group_code text,
      unit_cost_lcy numeric, unit_duration_min int, information_flow text, initiated_by text, language_code_default text,
      correspondence_type_default text, wizard_action text, ignore_contact_correspondence_type boolean)
    on conflict (code) do update set description = excluded.description, interaction_group_code = excluded.interaction_group_code,
      unit_cost_lcy = excluded.unit_cost_lcy, unit_duration_min = excluded.unit_duration_min, information_flow = excluded.information_flow,
      initiated_by = excluded.initiated_by, language_code = excluded.language_code, correspondence_type = excluded.correspondence_type,
      wizard_action = excluded.wizard_action, ignore_contact_corres_type = excluded.ignore_contact_corres_type`);
  await tx.$executeRaw(Prisma.sql`
    insert into interaction_template_language (interaction_template_code, language_code, description)
    select r.interaction_template_code, r.language_code, t.description
    from json_to_recordset(${await demoJson("interaction_template_languages")}) as r(interaction_template_code text, language_code text)
    join interaction_template t on t.code = r.interaction_template_code
    on conflict do nothing`);
}
