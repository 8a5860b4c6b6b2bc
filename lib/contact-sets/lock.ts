import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** Transactions that keep contacts in place: asking Postgres once is enough, as it lasts until they end. */
const keeping = new WeakSet<Transaction>();

/**
 * Held, shared with others, by whoever stores a set or writes log entries, until its transaction ends: no contact is
 * deleted or merged meanwhile. Take it before the statement that reads the contacts. `along` makes it part of a statement that does more, whose other
 * parts must not read contacts.
 */
export async function keepContactsInPlace(tx: Transaction, along: ((held: Sql) => Sql) | null = null): Promise<void> {
  if (keeping.has(tx) && !along) return;
  const held = Prisma.sql`pg_advisory_xact_lock_shared(hashtext('contacts in place'))`;
  await tx.$executeRaw(along ? along(held) : Prisma.sql`select ${held}`);
  keeping.add(tx);
}

/** Waits until nobody keeps contacts in place, and holds newcomers off until the transaction ends: to delete or merge contacts. */
export async function lockContactsForRemoval(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtext('contacts in place'))`);
}
