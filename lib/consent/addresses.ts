import { domainToASCII, domainToUnicode } from "node:url";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** Every e-mail address of every contact: contact_id, email. */
export const addressesOfContacts = Prisma.sql`
  select contact.id as contact_id, own.email from contact cross join lateral (values (contact.email), (contact.email_2)) own (email) where own.email is not null
  union all select contact_id, email from contact_alt_address where email is not null`;

/** The ways in which an address may stand on a contact: its domain in the letters of any script, and as mail servers are told it. */
export function formsOf(address: string): string[] {
  const at = address.lastIndexOf("@") + 1;
  const domains = [address.slice(at), domainToASCII(address.slice(at)), domainToUnicode(address.slice(at))];
  return [...new Set(domains)].filter((domain) => domain !== "").map((domain) => address.slice(0, at) + domain);
}

/** Suppresses addresses: `addresses` yields address_hash and purpose_code, null for every purpose. */
export async function suppress(tx: Transaction, addresses: Sql, now: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into suppressed_address (address_hash, purpose_code, suppressed_at)
    select distinct address_hash, purpose_code, ${now}::timestamptz from (${addresses}) refused
    on conflict on constraint suppressed_address_unique do nothing`);
}

/** Lifts what `suppress` did. */
export async function unsuppress(tx: Transaction, addresses: Sql): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    delete from suppressed_address s using (${addresses}) agreed
    where s.address_hash = agreed.address_hash and s.purpose_code is not distinct from agreed.purpose_code`);
}
