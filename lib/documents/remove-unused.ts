import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** The name of the lock that who writes references without a foreign key shares, and who removes documents holds alone. */
const lock = Prisma.sql`hashtext('winnow document references')`;

/** Keeps documents from being removed until the transaction ends: for who is going to name documents where no foreign key holds them. */
export async function holdDocuments(tx: Transaction): Promise<void> {
  await tx.$queryRaw(Prisma.sql`select pg_advisory_xact_lock_shared(${lock})::text`);
}

/** Whether there is a document of this number; it stays until the transaction ends. */
export async function holdDocument(tx: Transaction, documentId: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`select 1 from document where id = ${documentId} for key share`);
  return rows.length > 0;
}

/**
 * Removes the versions that nobody refers to any more: no template, segment, line or kept change of lines, no interaction or logged segment, and no newer version
 * that is in use. What was kept within the last day may still be given to something and stays. While somebody logs, nothing is removed; the next
 * act that lets a document go tries again. To be called where each statement sees what was committed before it.
 */
export async function removeUnusedDocuments(tx: Transaction, now: Date): Promise<void> {
  const old = Prisma.sql`created_at < ${now}::timestamptz - interval '1 day'`;
  const [free] = await tx.$queryRaw<{ free: boolean }[]>(Prisma.sql`select pg_try_advisory_xact_lock(${lock}) as free`);
  if (!free?.free) return;
  await tx.$executeRaw(Prisma.sql`
    with recursive used (id) as (
      select id from (
        select document_id as id from interaction_template_language
        union select document_id from interaction_template_attachment
        union select document_id from segment_language
        union select document_id from segment_line_override
        union select unnest(document_ids) from segment_line_undo
        union select unnest(document_ids) from logged_attachment
        union select id from document where exists (select from interaction_log_entry entry where entry.document_id = document.id)
        union select id from document where not (${old})
      ) named where id is not null
      union
      select document.based_on from document join used using (id) where document.based_on is not null
    )
    delete from document where ${old} and id not in (select id from used)`);
}
