import { query } from "@/lib/access/operation";
import { err, ok, type Result } from "@/lib/result";
import { readParts } from "@/lib/uploads/read-parts";
import { plainCell, readCell } from "./cell";
import { type ColumnMapping, guessKind, recogniseColumns } from "./columns";
import type { ImportError } from "./errors";
import { fieldsOf, type ImportField, type ImportKind, type KnownNames } from "./fields";
import { type FileStart, readFileStart } from "./file-start";
import { readKnownCodes, readKnownNames } from "./known-codes";
import { analyseUploadSchema, type Dialect } from "./options";

/** A cell of the first rows that would be refused as the columns are recognised. */
export type SampleProblem = { column: number; row: number; reason: string };

/** What a file looks like before it is imported. `rows` are the first 20 rows, trimmed. */
export type UploadAnalysis = {
  uploadId: string;
  fileName: string;
  size: number;
  kind: ImportKind;
  dialect: Dialect;
  lineEnd: FileStart["lineEnd"];
  headings: string[];
  columns: ColumnMapping;
  /** What people are written to about, and what behaviour has: each gives columns of its own. */
  names: KnownNames;
  rows: string[][];
  problems: SampleProblem[];
};

/**
 * Looks at the first part of an upload: encoding, delimiter, line ends, kind and columns are recognised unless given. Nothing
 * is written. Refused when the file cannot be read as rows.
 */
export const analyseUpload = query({
  name: "import.analyseUpload",
  needs: "contacts.import",
  input: analyseUploadSchema,
  run: async ({ db, user }, { uploadId, kind: givenKind, encoding, delimiter }): Promise<Result<UploadAnalysis, ImportError>> => {
    const upload = await db.prisma.upload.findFirst({
      where: { id: uploadId, userId: user.id },
      select: { fileName: true, declaredSize: true, complete: true },
    });
    if (!upload) return err({ code: "upload_not_found" });
    if (!upload.complete) return err({ code: "upload_incomplete" });
    const size = Number(upload.declaredSize);
    for await (const part of readParts(db, uploadId)) {
      const start = readFileStart(part, part.length === size, { encoding, delimiter });
      if (!start.ok) return start;
      const { headings, rows, lineEnd, ...found } = start.value;
      const kind = givenKind ?? guessKind(headings);
      const names = await readKnownNames(db);
      const columns = recogniseColumns(headings, kind, names);
      const fields = fieldsOf(kind, names);
      const dialect: Dialect = { encoding: found.encoding, delimiter: found.delimiter, ...notationOf(rows, columns, fields) };
      const problems = await problemsOf(rows, columns, fields, dialect, await readKnownCodes(db));
      return ok({
        uploadId,
        fileName: upload.fileName,
        size,
        kind,
        dialect,
        lineEnd,
        headings,
        columns,
        names,
        rows: rows.map((row) => row.map(plainCell)),
        problems,
      });
    }
    return err({ code: "file_blank" });
  },
});

async function problemsOf(
  rows: string[][],
  columns: ColumnMapping,
  fields: ReadonlyMap<string, ImportField>,
  dialect: Dialect,
  codes: Awaited<ReturnType<typeof readKnownCodes>>,
): Promise<SampleProblem[]> {
  return rows.flatMap((row, rowIndex) =>
    row.flatMap((cell, column) => {
      const field = fields.get(columns[column] ?? "");
      const text = plainCell(cell);
      if (!field || text === "") return [];
      const read = readCell(field.cell, text, codes, dialect);
      return read.ok ? [] : [{ column, row: rowIndex, reason: read.reason }];
    }),
  );
}

/** How days and numbers are written, as far as the first rows show: a first part over 12 is a day, a second part over 12 a month before it. */
function notationOf(
  rows: string[][],
  columns: ColumnMapping,
  fields: ReadonlyMap<string, ImportField>,
): Pick<Dialect, "dayOrder" | "decimal"> {
  const cellsOf = (wanted: "day" | "number") =>
    columns.flatMap((key, index) => (fields.get(key ?? "")?.cell.kind === wanted ? rows.map((row) => plainCell(row[index] ?? "")) : []));
  const isMonthFirst = cellsOf("day").some((cell) => Number(/^\d{1,2}\/(\d{1,2})\/\d{4}/.exec(cell)?.[1] ?? 0) > 12);
  const isComma = cellsOf("number").some((cell) => /,\d{1,2}$|,\d{4,}$|\.\d{3},/.test(cell));
  return { dayOrder: isMonthFirst ? "mdy" : "dmy", decimal: isComma ? "," : "." };
}
