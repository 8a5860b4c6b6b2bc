import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";

/** Reads with several statements as of one moment; each may take as long as a read of its own. */
export async function onSnapshot<T>(db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  const result = await inTransaction<T, never>(db, async (tx) => ok(await read(tx)), {
    statementsAsOutside: true,
    isolation: Prisma.TransactionIsolationLevel.RepeatableRead,
  });
  if (!result.ok) throw new Error("a read was refused");
  return result.value;
}
