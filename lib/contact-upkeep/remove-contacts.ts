import type { OperationContext } from "@/lib/access/operation";
import { suppressAddressesOf } from "@/lib/consent/carry-over";
import { replaceContactsInSets } from "@/lib/contact-sets/replace-contacts";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { dropEmptiedLayers } from "@/lib/segmentation/emptied-layers";

/**
 * Takes contacts away for good, in the caller's transaction, which has locked them and keeps others from storing sets: they leave every worksheet,
 * their classification, addresses and sales facts go (e-mail addresses that refused stay refused), their interaction log entries stay with the names
 * of the time and with what was sent, and each is recorded.
 * Persons of a company that goes must go with it or have gone before.
 */
export async function removeContacts(tx: Transaction, { user, now }: OperationContext, ids: readonly number[]): Promise<void> {
  const gone = Prisma.sql`any(${[...ids]}::int[])`;
  await replaceContactsInSets(tx, Prisma.sql`select id, null::int as into_id from unnest(${[...ids]}::int[]) as g (id)`);
  await dropEmptiedLayers(tx);
  await tx.$executeRaw(Prisma.sql`
    update interaction_log_entry set contact_id = null, company_id = case when company_id = ${gone} then null else company_id end where contact_id = ${gone}`);
  // Of people who worked for a company that goes and do not any more.
  await tx.$executeRaw(Prisma.sql`update interaction_log_entry set company_id = null where company_id = ${gone}`);
  await tx.$executeRaw(Prisma.sql`
    insert into audit_entry (at, user_id, user_name, operation, subject_kind, subject_key, detail)
    select ${now}::timestamptz, ${user.id}, ${user.name}, 'contact.delete', 'contact', contact_no, jsonb_build_object('name', name, 'type', type)
    from contact where id = ${gone} order by id`);
  await suppressAddressesOf(tx, ids, now);
  await tx.$executeRaw(Prisma.sql`delete from contact where id = ${gone}`);
}
