import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

const schema = z.object({
  code: z.string(),
  companyName: z.string().nullable(),
  address: z.string().nullable(),
  address2: z.string().nullable(),
  postCode: z.string().nullable(),
  city: z.string().nullable(),
  countryRegionCode: z.string().nullable(),
  ranges: z.array(z.object({ from: z.string(), to: z.string().nullable() })),
  active: z.boolean(),
});
export type AlternativeAddress = z.output<typeof schema>;

/** The other addresses of a contact with the days they hold. Active is the one whose range, of those that hold today, began last. */
export async function findAlternativeAddresses(tx: Transaction, contactId: number, today: string): Promise<AlternativeAddress[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select a.code, a.company_name as "companyName", a.address, a.address_2 as "address2", a.post_code as "postCode", a.city,
      a.country_region_code as "countryRegionCode",
      coalesce((select jsonb_agg(jsonb_build_object('from', r.starting_date, 'to', r.ending_date) order by r.starting_date)
        from contact_alt_address_date_range r where r.contact_id = a.contact_id and r.alt_address_code = a.code), '[]') as ranges,
      coalesce(a.code = (
        select r.alt_address_code from contact_alt_address_date_range r
        where r.contact_id = a.contact_id and r.starting_date <= ${today}::date and (r.ending_date is null or r.ending_date >= ${today}::date)
        order by r.starting_date desc limit 1), false) as active
    from contact_alt_address a where a.contact_id = ${contactId} order by a.code`);
  return z.array(schema).parse(rows);
}

/** Codes and cities of a contact's alternative addresses; none for a contact that is not there. */
export const listAlternativeAddresses = query({
  name: "contact.listAlternativeAddresses",
  needs: "read",
  input: z.object({ contactNo: z.string().trim().min(1).max(40) }),
  run: ({ db }, { contactNo }) =>
    db.prisma.contactAltAddress.findMany({
      select: { code: true, city: true },
      where: { contact: { contactNo } },
      orderBy: { code: "asc" },
    }),
});
