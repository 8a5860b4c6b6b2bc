import type { OperationContext } from "@/lib/access/operation";
import type { Database } from "@/lib/db/client";
import { Prisma, type Sql } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import type { ExportColumn } from "./columns";
import { csvFile } from "./csv-file";
import { fileNameOf } from "./file-name";
import { readRows } from "./read-rows";
import { type RecordedExport, recordExport } from "./record-export";
import type { ExportFormat } from "./schema";
import { Tally } from "./tally";
import { xlsxFile } from "./xlsx-file";

/** A file to send: its name, its media type, and its bytes as they are asked for. */
export type ExportFile = { fileName: string; mediaType: string; content: AsyncGenerator<Uint8Array, void> };

export type ExportPlan = Omit<RecordedExport, "format" | "fileName" | "columnTitles"> & {
  format: ExportFormat;
  columns: readonly ExportColumn[];
  /** Everything of the statement behind the columns. */
  from: Sql;
  inIndexOrder?: boolean;
};

export const mediaTypes: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/**
 * Opens an export: writes down who takes out what, and answers with the file, whose rows are read from Postgres only as fast as the
 * reader takes them. How it ended, with rows and checksum, is written down when the reader has everything, or has left.
 */
export async function openExport(context: OperationContext, plan: ExportPlan): Promise<ExportFile> {
  const { format, columns, from, inIndexOrder = false } = plan;
  const fileName = fileNameOf(plan.title, format);
  const exportId = await begin(context, plan, fileName);
  const tally = new Tally();
  const statement = Prisma.sql`select row(${Prisma.join(columns.map(({ sql }) => sql))})::text ${from}`;
  const rows = readRows(context.db, exportId, { statement, inIndexOrder });
  const facts = [
    ["What", plan.title],
    ["Filter and order", plan.filterWords || "none"],
    ["Exported by", context.user.name],
    ["Exported at", context.now.toISOString()],
  ] as const;
  const body = format === "csv" ? encoded(csvFile(columns, rows, tally)) : xlsxFile(columns, rows, tally, facts);
  return { fileName, mediaType: mediaTypes[format], content: recorded(context.db, exportId, tally, body) };
}

async function* encoded(texts: AsyncGenerator<string, void>): AsyncGenerator<Uint8Array, void> {
  for await (const text of texts) yield Buffer.from(text);
}

async function begin(context: OperationContext, plan: ExportPlan, fileName: string): Promise<number> {
  const columnTitles = plan.columns.map((column) => column.title);
  const begun = await inTransaction<number, never>(context.db, async (tx) =>
    ok(await recordExport(tx, context, { ...plan, fileName, columnTitles })),
  );
  if (!begun.ok) throw new Error("an export was refused");
  return begun.value;
}

/** Passes everything on and writes down how it ended: a generator that is left before its end comes to `finally` as well. */
async function* recorded(
  db: Database,
  exportId: number,
  tally: Tally,
  body: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
  let state: "done" | "aborted" | "failed" = "aborted";
  try {
    for await (const piece of body) yield piece;
    state = "done";
  } catch (error) {
    state = "failed";
    throw error;
  } finally {
    await db.pool.query("update export_record set state = $2, row_count = $3, sha256 = $4, finished_at = clock_timestamp() where id = $1", [
      exportId,
      state,
      tally.rows,
      state === "done" ? tally.sum() : null,
    ]);
  }
}
