import { z } from "zod";
import { learn } from "@/lib/behaviour/definitions";
import { limits } from "@/lib/behaviour/schema";
import { countStored } from "@/lib/behaviour/store-rows";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { type ChunkDone, chunkRows, planForChunks } from "./merge-contacts";
import { type Checkpoint, noteMerged } from "./progress-of-import";
import { refuseRows } from "./refuse-rows";
import { type Staging, tableSql } from "./staging";

/**
 * Writes the behaviour behind the checkpoint in one transaction. Rows whose id is there already count as unchanged. Who is not known yet is
 * given theirs when the contact arrives.
 */
export async function mergeBehaviourChunk(
  db: Database,
  importId: string,
  staging: Staging,
  checkpoint: Checkpoint,
  fileId: string,
): Promise<ChunkDone> {
  const result = await inTransaction<ChunkDone, never>(
    db,
    async (tx) => {
      await planForChunks(tx);
      await tx.$executeRaw(Prisma.sql`drop table if exists merge_row`);
      // A time without a zone is one of the workspace.
      await tx.$executeRaw(Prisma.sql`
        create temporary table merge_row on commit drop as
        select line.*, case when line.occurred_at like '%Z' then line.occurred_at::timestamptz
          else line.occurred_at::timestamp at time zone coalesce((select time_zone from marketing_setup where id = 1), 'Etc/UTC') end as at
        from ${tableSql(staging.rows)} line where refused_reason is null and line_no > ${Prisma.raw(String(checkpoint.afterLine))}
        order by line_no limit ${Prisma.raw(String(chunkRows))}`);
      const [chunk] = chunkSchema.parse(
        await tx.$queryRaw(Prisma.sql`select count(*)::int as rows, max(line_no) as "lastLine" from merge_row`),
      );
      if (chunk.lastLine === null) return ok({ next: null, rows: 0 });
      const refused = await refuse(tx, importId, await learnTypes(tx));
      const kept = chunk.rows - refused;
      const created = await countStored(
        tx,
        Prisma.sql`
          select source, coalesce(source_id, ${fileId}::text || ':' || line_no) as source_id, type_code, least(at, now()) as occurred_at, contact_no, email,
            properties::jsonb as properties
          from merge_row order by line_no`,
      );
      const next: Checkpoint = { pass: "fact", afterLine: chunk.lastLine, companiesCreated: 0 };
      await noteMerged(tx, importId, { created, updated: 0, unchanged: kept - created, refused }, next);
      return ok({ next, rows: chunk.rows });
    },
    { timeoutMs: 600_000 },
  );
  if (!result.ok) throw new Error("a chunk refuses rows, never itself");
  return result.value;
}

const chunkSchema = z.tuple([z.object({ rows: z.int(), lastLine: z.int().nullable() })]);
const newTypesSchema = z.array(z.object({ code: z.string(), known: z.int() }));

/** Types that nobody described, as far as there may be more. Answers with those there may not be. */
async function learnTypes(tx: Transaction): Promise<string[]> {
  const found = newTypesSchema.parse(
    await tx.$queryRaw(Prisma.sql`
      select distinct type_code as code, (select count(*)::int from behaviour_type) as known from merge_row
      where not exists (select from behaviour_type t where t.code = merge_row.type_code) order by 1`),
  );
  const room = Math.max(0, limits.types - (found[0]?.known ?? 0));
  const codes = found.map(({ code }) => code);
  await learn(tx, { types: new Set(codes.slice(0, room)), properties: new Map() });
  return codes.slice(room);
}

function refuse(tx: Transaction, importId: string, tooMany: readonly string[]): Promise<number> {
  return refuseRows(tx, importId, [
    {
      when: Prisma.sql`row.at > now() + interval '5 minutes'`,
      column: "Occurred",
      value: Prisma.sql`row.occurred_at`,
      reason: Prisma.sql`'This is yet to come.'`,
    },
    {
      when: Prisma.sql`row.type_code = any(${[...tooMany]}::text[])`,
      column: "Type",
      value: Prisma.sql`row.type_code`,
      reason: Prisma.sql`'There are too many types already. Look whether this is the right column, or describe the type first.'`,
    },
  ]);
}
