import { withReach } from "@/lib/consent/reach";
import { Prisma, type Sql } from "@/lib/db/sql";
import { lineColumns, linesOfLayers } from "@/lib/segmentation/lines";
import type { SegmentToPrint } from "./segment-to-print";

const active = (contactId: Sql, day: Sql): Sql => Prisma.sql`
  (select range.alt_address_code from contact_alt_address_date_range range
   where range.contact_id = ${contactId} and range.starting_date <= ${day} and (range.ending_date is null or range.ending_date >= ${day})
   order by range.starting_date desc limit 1)`;

const place = (of: string): Sql =>
  Prisma.raw(["address", "address_2", "post_code", "city", "county", "country_region_code"].map((column) => `${of}.${column}`).join(", "));

/** Whether a line of `printedLines` may go by post: the contact is not blocked and does not refuse to be reached so. */
export const mayGoByPost = Prisma.sql`(not printed.blocked and printed.unreachable is null)`;

/**
 * The lines of a segment with the address that is printed on each, as `from` over the alias `printed`; go on with `where`. The first that
 * applies: the alternative address chosen on the line, or the contact's own that holds on its day; for a person with the address of the
 * company, the company's that holds then; else the contact's. `lines` are what stands on an envelope, without the country where it is ours.
 */
export function printedLines({ basis, layers }: Pick<SegmentToPrint, "basis" | "layers">): Sql {
  const columns = Prisma.sql`${lineColumns(basis)}, contact as of_contact`;
  return Prisma.sql`
    from (
      select line.*, at_home.lines,
        num_nulls(at_home.address, at_home.post_code, at_home.city) < 3 as has_address
      from (${withReach(linesOfLayers(basis, layers, columns), basis, "hard_copy")}) line
      left join contact_alt_address own on own.contact_id = line.contact_id and own.code = line.alt_address_code
      left join contact company on line.type = 'person' and company.id = line.company_id
      left join contact_alt_address theirs on own.code is null and theirs.contact_id = company.id
        and theirs.code = ${active(Prisma.sql`company.id`, Prisma.sql`line.date`)}
        and (${place("(line.of_contact)")}) is not distinct from (${place("company")})
        and coalesce((select (inherit->>'address')::boolean from marketing_setup where id = 1), true)
      cross join lateral (
        select ${place("own")} where own.code is not null
        union all select ${place("theirs")} where theirs.code is not null
        union all select ${place("(line.of_contact)")} where own.code is null and theirs.code is null
      ) at (address, address_2, post_code, city, county, country_region_code)
      cross join lateral (
        select at.address, at.post_code, at.city, array_remove((array[
          case when line.type = 'person' then coalesce(own.company_name, theirs.company_name, company.name) else own.company_name end,
          line.name, at.address, at.address_2, nullif(concat_ws(' ', at.post_code, at.city) collate "C", ''), at.county,
          (select upper(country.name) from country_region country where country.code = at.country_region_code
             and country.code is distinct from (select country_region_code from marketing_setup where id = 1))
        ]) collate "C", null) as lines
      ) at_home
    ) printed
    cross join lateral (select (printed.of_contact).*) contact`;
}
