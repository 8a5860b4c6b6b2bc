import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** Tables of what a contact has, with the columns beside `contact_id`. What the one that stays has already is not written again. */
const belongings: readonly { table: string; columns: string }[] = [
  { table: "contact_mailing_group", columns: "mailing_group_code" },
  { table: "contact_industry_group", columns: "industry_group_code" },
  { table: "contact_business_relation", columns: "business_relation_code, link_to_table, linked_no" },
  { table: "contact_job_responsibility", columns: "job_responsibility_code" },
  { table: "contact_web_source", columns: "web_source_code, search_word" },
  { table: "contact_profile_answer", columns: "questionnaire_code, line_no, last_updated_on" },
  {
    table: "contact_alt_address",
    columns:
      "code, company_name, name_2, address, address_2, post_code, city, county, country_region_code, phone_no, mobile_phone_no, fax_no, email, home_page",
  },
  { table: "contact_alt_address_date_range", columns: "starting_date, ending_date, alt_address_code" },
];

/**
 * Gives what the contacts `gone` have to `keepId`: classification, addresses, values of their own and calls on worksheets, interactions,
 * sales facts and what they did. Of two with the same key the one of `keepId` stays, else that of the lowest id.
 */
export async function moveBelongings(tx: Transaction, keepId: number, gone: readonly number[]): Promise<void> {
  const ids = Prisma.sql`any(${[...gone]}::int[])`;
  for (const { table, columns } of belongings) {
    const [name, values] = [Prisma.raw(table), Prisma.raw(columns)];
    await tx.$executeRaw(Prisma.sql`
      insert into ${name} (contact_id, ${values}) select ${keepId}::int, ${values} from ${name} where contact_id = ${ids} order by contact_id on conflict do nothing`);
  }
  await tx.$executeRaw(Prisma.sql`
    insert into segment_line_override (segment_id, contact_id, ${lineColumns})
    select segment_id, ${keepId}::int, ${lineColumns} from segment_line_override where contact_id = ${ids} order by contact_id on conflict do nothing`);
  await tx.$executeRaw(Prisma.sql`update segment_line_call set contact_id = ${keepId} where contact_id = ${ids}`);
  await tx.$executeRaw(Prisma.sql`
    update interaction_log_entry set contact_id = kept.id, contact_no = kept.contact_no from contact kept where kept.id = ${keepId} and contact_id = ${ids}`);
  await tx.$executeRaw(Prisma.sql`update value_entry set contact_id = ${keepId} where contact_id = ${ids}`);
  await tx.$executeRaw(Prisma.sql`update behaviour set contact_id = ${keepId} where contact_id = ${ids}`);
}

/** What a changed line has beside its segment and its contact. */
const lineColumns = Prisma.raw(
  "layer, overridden, description, date, time_of_interaction, salesperson_code, interaction_template_code, language_code, campaign_no, campaign_target, campaign_response, correspondence_type, cost_lcy, duration_min, information_flow, initiated_by, evaluation, attempt_failed, alt_address_code, subject, document_id, personal_text, changed_by, changed_at",
);

/** The persons, interactions and sales of companies that go now belong to the company that stays. */
export async function moveCompanies(tx: Transaction, keepId: number, gone: readonly number[]): Promise<void> {
  const ids = Prisma.sql`any(${[...gone]}::int[])`;
  const ofKept = (table: string, more: Sql): Sql => Prisma.sql`
    update ${Prisma.raw(table)} moved set company_id = kept.id ${more} from contact kept where kept.id = ${keepId} and moved.company_id = ${ids}`;
  await tx.$executeRaw(Prisma.sql`
    ${ofKept("contact", Prisma.sql`, company_no = kept.contact_no, company_name = kept.name, last_modified_at = now()`)} and moved.type = 'person'`);
  await tx.$executeRaw(ofKept("interaction_log_entry", Prisma.sql`, company_no = kept.contact_no`));
  await tx.$executeRaw(ofKept("value_entry", Prisma.empty));
}
