import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/**
 * Held, shared with others, by whoever stores a set or writes log entries, until its transaction ends: no contact is
 * deleted or merged meanwhile. Take it before the statement that reads the contacts.
 */
export async function keepContactsInPlace(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock_shared(hashtext('contacts in place'))`);
}

/** Waits until nobody keeps contacts in place, and holds newcomers off until the transaction ends: to delete or merge contacts. */
export async function lockContactsForRemoval(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtext('contacts in place'))`);
}
