import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import { numberKinds } from "./schema";

export const numbersSchema = z.array(z.object({ number: z.string(), kind: z.enum(numberKinds) }));
export type PhoneNumbers = z.output<typeof numbersSchema>;

/**
 * The numbers under which a contact is reached, each once, as a JSON array to be read by `numbersSchema`; the first is the one that applies: the
 * alternative address's, the contact's own, its company's.
 */
export function phoneNumbersOf(contactId: Sql, altAddressCode: Sql): Sql {
  return Prisma.sql`(
    select coalesce(jsonb_agg(jsonb_build_object('number', offered.number, 'kind', offered.kind) order by offered.place), '[]')
    from (
      select trim(each.number) as number, each.kind, each.place,
        row_number() over (partition by regexp_replace(each.number, '[^0-9+]', '', 'g') order by each.place) as nth
      from contact callee
      left join contact_alt_address elsewhere on elsewhere.contact_id = callee.id and elsewhere.code = ${altAddressCode}
      left join contact company on company.id = callee.company_id and callee.type = 'person'
      cross join lateral (values (1, 'address', elsewhere.phone_no), (2, 'address_mobile', elsewhere.mobile_phone_no), (3, 'phone', callee.phone_no),
        (4, 'mobile', callee.mobile_phone_no), (5, 'company', company.phone_no), (6, 'company_mobile', company.mobile_phone_no)) each (place, kind, number)
      where callee.id = ${contactId} and each.number ~ '[0-9]') offered
    where offered.nth = 1)`;
}
