import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { type ChunkDone, chunkRows, planForChunks } from "./merge-contacts";
import { type Checkpoint, noteMerged } from "./progress-of-import";
import { type Staging, tableSql } from "./staging";

/** Writes the sales facts behind the checkpoint in one transaction. A fact counts for its contact and for that contact's company. */
export async function mergeSalesFactChunk(db: Database, importId: string, staging: Staging, checkpoint: Checkpoint): Promise<ChunkDone> {
  const result = await inTransaction<ChunkDone, never>(
    db,
    async (tx) => {
      await planForChunks(tx);
      await tx.$executeRaw(Prisma.sql`drop table if exists merge_fact`);
      await tx.$executeRaw(Prisma.sql`
        create temporary table merge_fact on commit drop as
        with line as materialized (
          select * from ${tableSql(staging.rows)} where refused_reason is null and line_no > ${Prisma.raw(String(checkpoint.afterLine))}
          order by line_no limit ${Prisma.raw(String(chunkRows))}
        )
        select line.*, found.contact_id, coalesce(found.matches, 0) as matches
        from line left join lateral (
          select min(c.id) as contact_id, count(*)::int as matches from contact c
          where c.contact_no = line.contact_no
          having count(*) > 0
          union all
          select min(c.id), count(*)::int from contact c where line.contact_no is null and c.external_id = line.external_id having count(*) > 0
          union all
          select min(c.id), count(*)::int from contact c
          where line.contact_no is null and line.external_id is null and lower(c.email) = lower(line.email) having count(*) > 0
        ) found on true`);
      const [chunk] = await tx.$queryRaw<{ rows: number; lastLine: number | null }[]>(
        Prisma.sql`select count(*)::int as rows, max(line_no) as "lastLine" from merge_fact`,
      );
      if (!chunk || chunk.lastLine === null) return ok({ next: null, rows: 0 });
      const refused = await tx.$executeRaw(Prisma.sql`
        insert into import_refusal (import_id, line_no, column_name, value, reason)
        select ${importId}::uuid, line_no, 'Contact', coalesce(contact_no, external_id, email),
          case when matches = 0 then 'There is no such contact.' else matches || ' contacts are known by this; nothing says which bought.' end
        from merge_fact where matches <> 1
        on conflict do nothing`);
      const created = await tx.$executeRaw(Prisma.sql`
        insert into value_entry (contact_id, company_id, item_no, posting_date, quantity, amount_lcy)
        select f.contact_id, c.company_id, f.item_no, f.posting_date::date, coalesce(f.quantity, '0')::numeric, coalesce(f.amount_lcy, '0')::numeric
        from merge_fact f join contact c on c.id = f.contact_id where f.matches = 1 order by f.line_no`);
      const next: Checkpoint = { pass: "fact", afterLine: chunk.lastLine, companiesCreated: 0 };
      await noteMerged(tx, importId, { created, updated: 0, unchanged: 0, refused }, next);
      return ok({ next, rows: chunk.rows });
    },
    { timeoutMs: 600_000 },
  );
  if (!result.ok) throw new Error("a chunk refuses rows, never itself");
  return result.value;
}
