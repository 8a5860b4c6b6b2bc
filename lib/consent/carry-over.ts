import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { addressesOfContacts, suppress } from "./addresses";

/**
 * Gives the contact that stays what was said by those that go: the whole history, and of each channel and purpose the stricter state.
 * Links that were sent to them work on for the one that stays.
 */
export async function mergeConsent(tx: Transaction, keepId: number, gone: readonly number[]): Promise<void> {
  const ids = Prisma.sql`any(${[...gone]}::int[])`;
  await tx.$executeRaw(Prisma.sql`update consent_event set contact_id = ${keepId}::int where contact_id = ${ids}`);
  await tx.$executeRaw(Prisma.sql`update unsubscribe_link set contact_id = ${keepId}::int where contact_id = ${ids}`);
  await tx.$executeRaw(Prisma.sql`
    with stood as (delete from contact_consent where contact_id = ${keepId}::int or contact_id = ${ids} returning *)
    insert into contact_consent (event_no, contact_id, channel, purpose_code, allowed)
    select distinct on (channel, purpose_code) event_no, ${keepId}::int, channel, purpose_code, allowed
    from stood order by channel, purpose_code, allowed, event_no desc`);
}

/**
 * What contacts refused by e-mail stays refused for their addresses when they go, so that nobody imports it away. Of those that are merged into
 * `keptId` only the addresses that it does not have itself.
 */
export async function suppressAddressesOf(
  tx: Transaction,
  contactIds: readonly number[],
  now: Date,
  keptId: number | null = null,
): Promise<void> {
  await suppress(
    tx,
    Prisma.sql`
      select address_hash(address.email) as address_hash, state.purpose_code
      from contact_consent state join (${addressesOfContacts}) address on address.contact_id = state.contact_id
      where state.contact_id = any(${[...contactIds]}::int[]) and state.channel = 'email' and not state.allowed
        and address_hash(address.email) not in (
          select address_hash(kept.email) from (${addressesOfContacts}) kept where kept.contact_id = ${keptId}::int)`,
    now,
  );
}
