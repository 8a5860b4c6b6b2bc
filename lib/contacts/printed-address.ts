import { Prisma, type Sql } from "@/lib/db/sql";

/** The code of a contact's alternative address that holds on a day: of several the one that began last. */
export const activeAddress = (contactId: Sql, day: Sql): Sql => Prisma.sql`
  (select range.alt_address_code from contact_alt_address_date_range range
   where range.contact_id = ${contactId} and range.starting_date <= ${day} and (range.ending_date is null or range.ending_date >= ${day})
   order by range.starting_date desc limit 1)`;

const place = (of: string): Sql =>
  Prisma.raw(["address", "address_2", "post_code", "city", "county", "country_region_code"].map((column) => `${of}.${column}`).join(", "));

/** Whether `at_home` says anything of where the contact lives. */
export const hasAddress = Prisma.sql`num_nulls(at_home.address, at_home.post_code, at_home.city) < 3`;

/**
 * Joins `at_home` to a query: the address that is printed for a contact, given as the alias or row `contact`, on a day. The first that applies: the
 * alternative address of the code; for a person with the address of the company, the company's that holds then; else the contact's.
 * `at_home.lines` are what stands on an envelope, without the country where it is ours; `hasAddress` tells whether it is enough to get there.
 */
export function printedAddress({ contact, altAddressCode, day }: { contact: string; altAddressCode: Sql; day: Sql }): Sql {
  const of = (column: string) => Prisma.raw(`${contact}.${column}`);
  return Prisma.sql`
    left join contact_alt_address own on own.contact_id = ${of("id")} and own.code = ${altAddressCode}
    left join contact employer on ${of("type")} = 'person' and employer.id = ${of("company_id")}
    left join contact_alt_address theirs on own.code is null and theirs.contact_id = employer.id
      and theirs.code = ${activeAddress(Prisma.sql`employer.id`, day)}
      and (${place(contact)}) is not distinct from (${place("employer")})
      and coalesce((select (inherit->>'address')::boolean from marketing_setup where id = 1), true)
    cross join lateral (
      select ${place("own")} where own.code is not null
      union all select ${place("theirs")} where theirs.code is not null
      union all select ${place(contact)} where own.code is null and theirs.code is null
    ) at (address, address_2, post_code, city, county, country_region_code)
    cross join lateral (
      select at.address, at.post_code, at.city, at.country_region_code, array_remove((array[
        case when ${of("type")} = 'person' then coalesce(own.company_name, theirs.company_name, employer.name) else own.company_name end,
        ${of("name")}, at.address, at.address_2, nullif(concat_ws(' ', at.post_code, at.city) collate "C", ''), at.county,
        (select upper(country.name) from country_region country where country.code = at.country_region_code
           and country.code is distinct from (select country_region_code from marketing_setup where id = 1))
      ]) collate "C", null) as lines
    ) at_home`;
}
