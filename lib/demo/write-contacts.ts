import { refreshBusinessRelationSummary } from "@/lib/contacts/business-relation-summary";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { demoJson } from "./write-setup-tables";

/** Writes companies and persons in the order of the file, their alternative addresses and their classification. */
export async function writeDemoContacts(tx: Transaction, days: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with line as materialized (
      select nextval(pg_get_serial_sequence('contact', 'id'))::int as id, r.*
      from json_to_recordset(${await demoJson("contacts")}) as r(no text, type text, company_no text, company_name text, name text, name_2 text,
        first_name text, middle_name text, surname text, initials text, job_title text, salutation_code text, organizational_level_code text,
        address text, address_2 text, post_code text, city text, county text, country_region_code text, phone_no text, mobile_phone_no text,
        fax_no text, email text, home_page text, language_code text, currency_code text, salesperson_code text, territory_code text,
        exclude_from_segment boolean, privacy_blocked boolean, vat_registration_no text)
    )
    insert into contact (id, contact_no, type, name, name_2, search_name, first_name, middle_name, surname, initials, job_title, salutation_code,
      company_id, company_no, company_name, address, address_2, post_code, city, county, country_region_code, phone_no, mobile_phone_no, fax_no,
      email, home_page, language_code, currency_code, vat_registration_no, territory_code, salesperson_code, organizational_level_code,
      exclude_from_segment, privacy_blocked)
    select line.id, line.no, lower(line.type)::contact_type, line.name, line.name_2, upper(line.name), line.first_name, line.middle_name, line.surname,
      line.initials, line.job_title, line.salutation_code, company.id, company.no, line.company_name, line.address, line.address_2, line.post_code,
      line.city, line.county, line.country_region_code, line.phone_no, line.mobile_phone_no, line.fax_no, line.email, line.home_page,
      line.language_code, line.currency_code, line.vat_registration_no, line.territory_code, line.salesperson_code, line.organizational_level_code,
      coalesce(line.exclude_from_segment, false), coalesce(line.privacy_blocked, false)
    from line left join line company on company.no = line.company_no
    order by line.id`);
  await writeAlternativeAddresses(tx, days);
  await writeClassification(tx);
  await refreshBusinessRelationSummary(tx, Prisma.sql`select id from contact`);
}

async function writeAlternativeAddresses(tx: Transaction, days: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into contact_alt_address (contact_id, code, company_name, address, address_2, post_code, city, county, country_region_code, phone_no,
      mobile_phone_no, email, home_page)
    select c.id, r.code, r.company_name, r.address, r.address_2, r.post_code, r.city, r.county, r.country_region_code, r.phone_no,
      r.mobile_phone_no, r.email, r.home_page
    from json_to_recordset(${await demoJson("contact_alt_addresses")}) as r(contact_no text, code text, company_name text, address text,
      address_2 text, post_code text, city text, county text, country_region_code text, phone_no text, mobile_phone_no text, email text, home_page text)
    join contact c using (contact_no)`);
  await tx.$executeRaw(Prisma.sql`
    insert into contact_alt_address_date_range (contact_id, starting_date, ending_date, alt_address_code)
    select c.id, r.starting_date + ${days}::int, r.ending_date + ${days}::int, r.alt_address_code
    from json_to_recordset(${await demoJson("contact_alt_address_date_ranges")}) as r(contact_no text, alt_address_code text, starting_date date,
      ending_date date)
    join contact c using (contact_no)`);
}

async function writeClassification(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into contact_mailing_group (contact_id, mailing_group_code)
    select c.id, r.mailing_group_code
    from json_to_recordset(${await demoJson("contact_mailing_groups")}) as r(contact_no text, mailing_group_code text) join contact c using (contact_no)`);
  await tx.$executeRaw(Prisma.sql`
    insert into contact_industry_group (contact_id, industry_group_code)
    select c.id, r.industry_group_code
    from json_to_recordset(${await demoJson("contact_industry_groups")}) as r(contact_no text, industry_group_code text) join contact c using (contact_no)`);
  await tx.$executeRaw(Prisma.sql`
    insert into contact_job_responsibility (contact_id, job_responsibility_code)
    select c.id, r.job_responsibility_code
    from json_to_recordset(${await demoJson("contact_job_responsibilities")}) as r(contact_no text, job_responsibility_code text)
    join contact c using (contact_no)`);
  await tx.$executeRaw(Prisma.sql`
    insert into contact_business_relation (contact_id, business_relation_code, link_to_table, linked_no)
    select c.id, r.business_relation_code, replace(lower(r.link_to_table), ' ', '_')::linked_table, r.linked_no
    from json_to_recordset(${await demoJson("contact_business_relations")}) as r(contact_no text, business_relation_code text, link_to_table text,
      linked_no text)
    join contact c using (contact_no)`);
  await tx.$executeRaw(Prisma.sql`
    insert into contact_web_source (contact_id, web_source_code, search_word)
    select c.id, r.web_source_code, r.search_word
    from json_to_recordset(${await demoJson("contact_web_sources")}) as r(contact_no text, web_source_code text, search_word text)
    join contact c using (contact_no)`);
}
