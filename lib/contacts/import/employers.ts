import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { numberRows } from "./number-rows";
import type { Staging } from "./staging";

/**
 * Finds the company of each person in `merge_row` by number or name (whatever the case; of several of one name the first),
 * and writes those that are missing into the temporary table `merge_employer`, one for each name. New companies take country,
 * territory, language and salesperson from their first person. Answers with how many there are.
 */
export async function findEmployers(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update merge_row row set employer_id = found.id
    from merge_row of_row cross join lateral (
      select min(c.id) as id from contact c
      where c.type = 'company' and case when of_row.company_no is not null then c.contact_no = of_row.company_no
        else lower(c.name collate "C") = lower(of_row.company_name) end
    ) found
    where row.line_no = of_row.line_no and (of_row.company_no is not null or of_row.company_name is not null) and found.id is not null`);
}

/** Makes the companies that persons name and nobody knows, and links the persons to them. */
export async function createEmployers(tx: Transaction, staging: Staging): Promise<number> {
  await tx.$executeRaw(Prisma.sql`drop table if exists merge_employer`);
  await tx.$executeRaw(Prisma.sql`
    create temporary table merge_employer on commit drop as
    select nextval(pg_get_serial_sequence('contact', 'id'))::int as target_id, first.*, null::text collate "C" as given_no
    from (
      select distinct on (lower(company_name)) lower(company_name) as lower_name, company_name, country_region_code, territory_code, language_code,
        salesperson_code, line_no
      from merge_row
      where company_name is not null and company_no is null and employer_id is null
        and (contact_id is null or exists (select from contact c where c.id = contact_id and c.type = 'person' and c.company_id is null))
      order by lower(company_name), line_no
    ) first
    order by first.line_no`);
  const made = await numberRows(tx, "merge_employer", staging);
  if (made === 0) return 0;
  await tx.$executeRaw(Prisma.sql`
    insert into contact (id, contact_no, type, name, search_name, salutation_code, company_id, company_no, company_name, country_region_code,
      territory_code, language_code, salesperson_code)
    select e.target_id, e.given_no, 'company', e.company_name, upper(e.company_name collate winnow_name), s.company_salutation_code, e.target_id, e.given_no, e.company_name,
      e.country_region_code, e.territory_code, e.language_code, e.salesperson_code
    from merge_employer e left join marketing_setup s on true order by e.target_id`);
  await tx.$executeRaw(Prisma.sql`
    update merge_row row set employer_id = e.target_id from merge_employer e
    where row.employer_id is null and row.company_no is null and lower(row.company_name) = e.lower_name`);
  return made;
}
