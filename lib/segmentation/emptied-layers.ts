import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** Forgets layers above the first in which nobody is left: to be called after contacts were taken out of the sets. */
export async function dropEmptiedLayers(tx: Transaction): Promise<void> {
  await tx.$executeRaw(
    Prisma.sql`delete from criteria_action_layer layer using contact_set held where held.set_id = layer.set_id and held.size = 0`,
  );
}
