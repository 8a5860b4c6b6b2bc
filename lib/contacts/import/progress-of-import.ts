import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** How far an import is: not read yet, or read with the last line merged of companies first and then of persons. */
export const checkpointSchema = z.object({
  pass: z.enum(["company", "person", "fact"]),
  afterLine: z.int().min(0),
  companiesCreated: z.int().min(0),
});
export type Checkpoint = z.output<typeof checkpointSchema>;

export type Merged = { created: number; updated: number; unchanged: number; refused: number };

/** Adds what one chunk did to the import's numbers and moves its checkpoint, in the chunk's own transaction. */
export async function noteMerged(tx: Transaction, importId: string, merged: Merged, checkpoint: Checkpoint): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update contact_import set created = created + ${merged.created}, updated = updated + ${merged.updated}, unchanged = unchanged + ${merged.unchanged},
      refused = refused + ${merged.refused}, options = jsonb_set(options, '{checkpoint}', ${JSON.stringify(checkpoint)}::jsonb)
    where id = ${importId}::uuid`);
}
