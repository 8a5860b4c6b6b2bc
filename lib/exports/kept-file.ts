import { createHash } from "node:crypto";
import { z } from "zod";
import { query } from "@/lib/access/operation";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { Again, defineJob } from "@/lib/jobs/define-job";
import { ok } from "@/lib/result";
import type { ExportFile } from "./open-export";
import { keptFileSchema } from "./schema";

/** Files that a job makes lie in Postgres, so that every web server can hand them out and a backup has them. */
const partBytes = 1024 * 1024;
const keptDays = 7;

/** Names the job that makes the file of an export; while it is not over, the export is running. */
export async function makeBy(tx: Transaction, exportId: number, jobId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`update export_record set job_id = ${jobId}::uuid where id = ${exportId}`);
}

/**
 * Keeps the file of an export as it is made, and when all of it is there writes down its name, rows and checksum. One that was begun before, by a
 * worker that died, is begun anew. For seven days it can be downloaded.
 */
export async function keepFile(
  db: Database,
  exportId: number,
  content: AsyncIterable<Uint8Array>,
  facts: { rows: number; fileName: string; filterWords: string },
): Promise<void> {
  await db.pool.query("delete from export_part where export_id = $1", [exportId]);
  const sum = createHash("sha256");
  let partNo = 0;
  for await (const part of inParts(content)) {
    sum.update(part);
    await db.pool.query("insert into export_part (export_id, part_no, content) values ($1, $2, $3)", [exportId, partNo++, part]);
  }
  const { rows, fileName, filterWords } = facts;
  await inTransaction<null, never>(db, async (tx) => {
    const [kept] = keptUntilSchema.parse(
      await tx.$queryRaw(Prisma.sql`
        update export_record set state = 'done', row_count = ${rows}::bigint, file_name = ${fileName}, filter_words = ${filterWords},
          sha256 = ${sum.digest("hex")}, finished_at = clock_timestamp(), kept_until = clock_timestamp() + make_interval(days => ${keptDays}::int)
        where id = ${exportId} returning kept_until as "until", title`),
    );
    await addJob(tx, forgetJob, { exportId }, { title: `Forget the file of ${kept.title}`, userId: null, runAt: kept.until });
    return ok(null);
  });
}

const keptUntilSchema = z.tuple([z.object({ until: z.coerce.date(), title: z.string() })]);

async function* inParts(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    waiting.push(piece);
    size += piece.length;
    if (size < partBytes) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

/** Writes down that no file came of an export. */
export async function giveUpFile(db: Database, exportId: number): Promise<void> {
  await db.pool.query("delete from export_part where export_id = $1", [exportId]);
  await db.pool.query("update export_record set state = 'failed', finished_at = clock_timestamp() where id = $1 and state = 'running'", [
    exportId,
  ]);
}

const untilSchema = z.array(z.object({ keptUntil: z.date() }));

/** Removes a file when its time is over; that it was made, with its checksum, stays written down. */
export const forgetJob = defineJob({
  kind: "export.forget",
  input: keptFileSchema,
  run: async ({ db }, { exportId }) => {
    const { rows } = await db.pool.query(`select kept_until as "keptUntil" from export_record where id = $1 and kept_until > now()`, [
      exportId,
    ]);
    const [kept] = untilSchema.parse(rows);
    if (kept) return new Again(kept.keptUntil); // after a restored backup the queue asks for everything at once
    await db.pool.query("delete from export_part where export_id = $1", [exportId]);
    return ok(null);
  },
});

const fileSchema = z.array(z.object({ fileName: z.string() }));
const partSchema = z.array(z.object({ content: z.instanceof(Uint8Array) }));

/** A kept file as it was made, read only as fast as it is taken; null when there is none, or its time is over. */
export const openKeptFile = query({
  name: "export.openKept",
  needs: "export",
  input: keptFileSchema,
  run: async ({ db }, { exportId }): Promise<ExportFile | null> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select file_name as "fileName" from export_record where id = ${exportId} and state = 'done' and kept_until > now()`);
    const [file] = fileSchema.parse(rows);
    return file ? { fileName: file.fileName, mediaType: "application/octet-stream", content: partsOf(db, exportId) } : null;
  },
});

async function* partsOf(db: Database, exportId: number): AsyncGenerator<Uint8Array, void> {
  for (let partNo = 0; ; partNo++) {
    const { rows } = await db.pool.query("select content from export_part where export_id = $1 and part_no = $2", [exportId, partNo]);
    const [part] = partSchema.parse(rows);
    if (!part) return;
    yield part.content;
  }
}
