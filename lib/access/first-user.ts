import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** Whether anybody can sign in at all: there is a user with a password. */
export async function hasUsers(db: Database | { prisma: Transaction }): Promise<boolean> {
  return (await db.prisma.userAccount.findFirst({ select: { id: true } })) !== null;
}

/** Lets one at a time decide who the first user is, until the end of the transaction. */
export async function lockFirstUser(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtext('winnow first user'))`);
}
