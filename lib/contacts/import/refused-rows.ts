import { z } from "zod";
import { query } from "@/lib/access/operation";
import { csvLine } from "@/lib/csv/csv-line";
import type { Database } from "@/lib/db/client";
import { readParts } from "@/lib/uploads/read-parts";
import { CsvReader, type CsvRecord } from "./csv-records";
import { decodeText } from "./encoding";
import { importIdSchema, importOptionsSchema } from "./options";
import type { RefusalRow } from "./queries";

export type RefusedRows = { fileName: string; lines: AsyncGenerator<string> };

/**
 * The refused rows as a CSV file: the columns of the file, then line, column and reason, so that they can be mended and
 * imported again. Without the file, which is kept for 30 days, only line, column, value and reason. Null when there is no such import.
 */
export const exportRefusedRows = query({
  name: "import.exportRefusedRows",
  needs: "contacts.import",
  input: z.object({ importId: importIdSchema }),
  run: async ({ db }, { importId }): Promise<RefusedRows | null> => {
    const found = await db.prisma.contactImport.findUnique({
      where: { id: importId },
      select: { fileName: true, uploadId: true, options: true },
    });
    if (!found) return null;
    const options = importOptionsSchema.parse(found.options);
    const fileName = `${found.fileName.replace(/\.[^.]*$/, "")}, refused rows.csv`;
    return { fileName, lines: found.uploadId === null ? bareRows(db, importId) : wholeRows(db, importId, found.uploadId, options) };
  },
});

const ours = ["Refused: line", "Refused: column", "Refused: reason"];

async function* bareRows(db: Database, importId: string): AsyncGenerator<string> {
  yield csvLine(["Line", "Column", "Value", "Reason"]);
  for await (const { lineNo, columnName, value, reason } of refusalsOf(db, importId)) yield csvLine([lineNo, columnName, value, reason]);
}

async function* wholeRows(
  db: Database,
  importId: string,
  uploadId: string,
  options: z.output<typeof importOptionsSchema>,
): AsyncGenerator<string> {
  yield csvLine([...options.headings, ...ours]);
  const refusals = refusalsOf(db, importId);
  let next = await refusals.next();
  for await (const record of recordsOf(db, uploadId, options)) {
    while (!next.done && next.value.lineNo < record.line) next = await refusals.next();
    if (next.done) return;
    if (next.value.lineNo !== record.line) continue;
    const cells = options.headings.map((_, index) => record.cells[index] ?? "");
    yield csvLine([...cells, next.value.lineNo, next.value.columnName, next.value.reason]);
  }
}

async function* recordsOf(
  db: Database,
  uploadId: string,
  { encoding, delimiter }: z.output<typeof importOptionsSchema>,
): AsyncGenerator<CsvRecord> {
  const reader = new CsvReader(delimiter);
  for await (const text of decodeText(readParts(db, uploadId), encoding)) yield* reader.write(text);
  yield* reader.end();
}

/** All refusals in the order of the file, a thousand at a time. */
async function* refusalsOf(db: Database, importId: string): AsyncGenerator<RefusalRow> {
  for (let after = 0; ; ) {
    const { rows } = await db.pool.query<RefusalRow>(
      `select line_no as "lineNo", column_name as "columnName", value, reason from import_refusal where import_id = $1 and line_no > $2 order by line_no limit 1000`,
      [importId, after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.lineNo;
  }
}
