import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { drawFreeNumbers } from "./free-numbers";
import type { Staging } from "./staging";

/** Finds the companies that the persons of `merge_row` name, whatever the case, and of several of one name the first: `merge_company`. */
export async function findCompanies(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`drop table if exists merge_company`);
  // Not min(): Postgres would walk the ids from the lowest on, hoping to meet the name soon.
  await tx.$executeRaw(Prisma.sql`
    create temporary table merge_company on commit drop as
    select named.name, found.id
    from (select distinct lower(company_name) as name from merge_row where company_no is null and company_name is not null) named
    cross join lateral (select (array_agg(c.id order by c.id))[1] as id from contact c where c.type = 'company' and lower(c.name collate "C") = named.name) found
    where found.id is not null`);
}

/**
 * Makes the companies that new persons name, and known ones without a company, and nobody knows; they join `merge_company`. A new
 * company takes country, territory, language and salesperson from its first person. Answers with how many were made.
 */
export async function createCompanies(tx: Transaction, staging: Staging): Promise<number> {
  await tx.$executeRaw(Prisma.sql`drop table if exists merge_employer`);
  const count = await tx.$executeRaw(Prisma.sql`
    create temporary table merge_employer on commit drop as
    select nextval(pg_get_serial_sequence('contact', 'id'))::int as id, row_number() over (order by first.line_no) as position, first.*
    from (
      select distinct on (lower(company_name)) lower(company_name) as lower_name, company_name, country_region_code, territory_code, language_code,
        salesperson_code, line_no
      from merge_row
      where company_name is not null and company_no is null and not exists (select from merge_company known where known.name = lower(company_name))
        and (contact_id is null or exists (select from contact c where c.id = contact_id and c.type = 'person' and c.company_id is null))
      order by lower(company_name), line_no
    ) first
    order by first.line_no`);
  if (count === 0) return 0;
  await drawFreeNumbers(tx, count, staging);
  await tx.$executeRaw(Prisma.sql`
    insert into contact (id, contact_no, type, name, search_name, salutation_code, company_id, company_no, company_name, country_region_code,
      territory_code, language_code, salesperson_code)
    select e.id, number.no, 'company', e.company_name, upper(e.company_name collate winnow_name), s.company_salutation_code, e.id, number.no, e.company_name,
      e.country_region_code, e.territory_code, e.language_code, e.salesperson_code
    from merge_employer e join merge_number number using (position) left join marketing_setup s on true order by e.id`);
  await tx.$executeRaw(Prisma.sql`insert into merge_company (name, id) select lower_name, id from merge_employer`);
  return count;
}
