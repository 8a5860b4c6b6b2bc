import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { defineJob, type JobContext } from "@/lib/jobs/define-job";
import { err, ok, type Result } from "@/lib/result";
import { readParts } from "@/lib/uploads/read-parts";
import { behaviourColumns, behaviourReader } from "./behaviour-row";
import { contactColumns, contactReader } from "./contact-row";
import { type ImportError, importMessage } from "./errors";
import { type ImportKind, importKinds, type KnownNames } from "./fields";
import { NoContactSeries } from "./free-numbers";
import { readKnownCodes, readKnownNames } from "./known-codes";
import { markDoubles } from "./mark-doubles";
import { mergeBehaviourChunk } from "./merge-behaviour";
import { type ChunkDone, mergeContactChunk } from "./merge-contacts";
import { mergeSalesFactChunk } from "./merge-sales-facts";
import { type ImportOptions, importIdSchema, importOptionsSchema } from "./options";
import { type Checkpoint, checkpointSchema } from "./progress-of-import";
import type { RowReader } from "./row";
import { salesFactColumns, salesFactReader } from "./sales-fact-row";
import { stageFile } from "./stage-file";
import { dropStaging, stagingOf } from "./staging";

const storedSchema = z.object({
  kind: z.enum(importKinds),
  uploadId: z.uuid().nullable(),
  rowsRead: z.number(),
  finished: z.boolean(),
  options: importOptionsSchema.extend({ checkpoint: checkpointSchema.nullish(), sha256: z.string() }),
});
type Stored = z.output<typeof storedSchema>;

/**
 * Imports one file: reads it whole into a staging table, then merges it in chunks. Killed at any point it goes on behind the
 * last chunk that was written; a file that cannot be read to its end writes nothing.
 */
export const importJob = defineJob({
  kind: "contacts.import",
  input: z.object({ importId: importIdSchema }),
  run: async (job, { importId }) => {
    const stored = await findStored(job.db, importId);
    if (!stored) return err({ code: "import_not_found", message: importMessage({ code: "import_not_found" }) });
    if (stored.finished && stored.options.checkpoint) return ok({ importId }); // only the answer got lost
    const staging = stagingOf(importId);
    const staged = (await isStaged(job.db, importId, stored)) ? ok(stored.options.checkpoint ?? null) : await stage(job, importId, stored);
    if (!staged.ok) {
      await finish(job.db, importId);
      return err({ code: staged.error.code, message: importMessage(staged.error) });
    }
    try {
      await merge(job, importId, stored, staged.value ?? firstCheckpoint(stored.kind));
    } catch (error) {
      if (error instanceof NoContactSeries) {
        return err({
          code: "number_series_missing",
          message: "Marketing setup names no number series for contacts. Nothing more was imported.",
        });
      }
      throw error;
    }
    await job.db.pool.query(`${dropStaging(staging)}; select gin_clean_pending_list('contact_search')`);
    await finish(job.db, importId);
    await job.db.pool.query("delete from upload where id = $1 and not exists (select from import_refusal where import_id = $2)", [
      stored.uploadId,
      importId,
    ]);
    return ok({ importId });
  },
});

async function stage(job: JobContext, importId: string, stored: Stored): Promise<Result<Checkpoint, ImportError>> {
  const { db, signal, progress } = job;
  const { kind, options, uploadId } = stored;
  if (uploadId === null) return err({ code: "upload_not_found" });
  await dropLeftStaging(db);
  const codes = await readKnownCodes(db);
  const reading = { columns: options.columns, headings: options.headings, codes, notation: options, matchBy: options.matchBy };
  const result = await stageFile(db, {
    importId,
    staging: stagingOf(importId),
    pieces: readParts(db, uploadId),
    options,
    ...rowsOf[kind](reading, await readKnownNames(db)),
    refuseDoubles: kind === "contacts" ? markDoubles : null,
    indexes: ["(line_no)", "(contact_no) where contact_no is not null"],
    signal,
    onProgress: ({ rows }) => progress(rows, null, "Reading the file. Nothing is written yet."),
  });
  if (!result.ok) return result;
  const checkpoint = options.checkpoint ?? firstCheckpoint(kind);
  await db.pool.query(
    `update contact_import set rows_read = $2, refused = (select count(*) from import_refusal where import_id = $1),
       options = jsonb_set(options, '{checkpoint}', $3::jsonb) where id = $1`,
    [importId, result.value.rows, JSON.stringify(checkpoint)],
  );
  return ok(checkpoint);
}

type Reading = Parameters<typeof salesFactReader>[0] & Pick<ImportOptions, "matchBy">;

/** The columns that rows of a kind are staged in, and how they are read. */
const rowsOf: Record<ImportKind, (reading: Reading, names: KnownNames) => { columns: readonly string[]; read: RowReader }> = {
  contacts: (reading, { purposes }) => ({ columns: contactColumns, read: contactReader({ ...reading, purposes }) }),
  sales_facts: (reading) => ({ columns: salesFactColumns, read: salesFactReader(reading) }),
  behaviour: (reading, { properties }) => ({ columns: behaviourColumns, read: behaviourReader({ ...reading, properties }) }),
};

/** Tables of imports that ended in a fault stay for the next try; when no try follows, the next import removes them. */
async function dropLeftStaging(db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = 'import_staging' and not exists (
      select from contact_import i join job on job.id = i.job_id
      where job.state in ('waiting', 'running') and replace(i.id::text, '-', '') = right(tablename, 32))`);
  for (const { name } of rows) await db.pool.query(`drop table if exists ${name}`);
}

async function merge({ db, signal, progress }: JobContext, importId: string, stored: Stored, from: Checkpoint): Promise<void> {
  const staging = stagingOf(importId);
  const now = new Date();
  const { rows } = await db.pool.query<{ n: number; before: number }>(
    `select count(*)::int as n from ${staging.rows} where refused_reason is null`,
  );
  const total = Math.max(1, rows[0]?.n ?? 1);
  const mergeChunk = {
    contacts: (checkpoint: Checkpoint) => mergeContactChunk(db, importId, staging, stored.options, checkpoint, now),
    sales_facts: (checkpoint: Checkpoint) => mergeSalesFactChunk(db, importId, staging, checkpoint),
    behaviour: (checkpoint: Checkpoint) => mergeBehaviourChunk(db, importId, staging, checkpoint, stored.options.sha256.slice(0, 24)),
  }[stored.kind];
  let done = await mergedBefore(db, importId);
  for (let checkpoint: Checkpoint | null = from; checkpoint !== null; ) {
    signal.throwIfAborted();
    const chunk: ChunkDone = await mergeChunk(checkpoint);
    checkpoint = chunk.next;
    done += chunk.rows;
    await progress(done, total, "Writing the rows.");
  }
}

function firstCheckpoint(kind: ImportKind): Checkpoint {
  return { pass: kind === "contacts" ? "company" : "fact", afterLine: 0, companiesCreated: 0 };
}

async function findStored(db: Database, importId: string): Promise<Stored | null> {
  const { rows } = await db.pool.query(
    `select i.kind, i.upload_id::text as "uploadId", i.rows_read as "rowsRead", i.finished_at is not null as finished, i.options
     from contact_import i where i.id = $1`,
    [importId],
  );
  return rows.length === 0 ? null : storedSchema.parse(rows[0]);
}

/** Whether the rows still wait from an earlier run: an unlogged table is empty after the database itself was killed. */
async function isStaged(db: Database, importId: string, { options, rowsRead }: Stored): Promise<boolean> {
  if (!options.checkpoint) return false;
  const table = stagingOf(importId).rows;
  const { rows } = await db.pool.query<{ there: boolean }>("select to_regclass($1) is not null as there", [table]);
  if (!rows[0]?.there) return false;
  const counted = await db.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return counted.rows[0]?.n === rowsRead;
}

async function mergedBefore(db: Database, importId: string): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>("select created + updated + unchanged as n from contact_import where id = $1", [
    importId,
  ]);
  return rows[0]?.n ?? 0;
}

async function finish(db: Database, importId: string): Promise<void> {
  await db.pool.query("update contact_import set finished_at = coalesce(finished_at, now()) where id = $1", [importId]);
}
