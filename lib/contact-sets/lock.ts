import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** Transactions that keep contacts in place: asking Postgres once is enough, as it lasts until they end. */
const keeping = new WeakSet<Transaction>();

/**
 * Held, shared with others, by whoever stores a set or writes log entries, until its transaction ends: no contact is
 * deleted or merged meanwhile. Take it before the statement that reads the contacts. `then` is selected once it is held, in the same statement.
 */
export async function keepContactsInPlace(tx: Transaction, then: Sql | null = null): Promise<void> {
  if (keeping.has(tx) && !then) return;
  await tx.$executeRaw(Prisma.sql`
    select pg_advisory_xact_lock_shared(hashtext('contacts in place')) ${then ? Prisma.sql`, ${then}` : Prisma.empty}`);
  keeping.add(tx);
}

/** Waits until nobody keeps contacts in place, and holds newcomers off until the transaction ends: to delete or merge contacts. */
export async function lockContactsForRemoval(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtext('contacts in place'))`);
}
