import { isLastLine } from "@/lib/csv/last-line";
import { err, ok, type Result } from "@/lib/result";
import { plainCell } from "./cell";
import { CsvReader, type CsvRecord, CsvUnreadable } from "./csv-records";
import { type Delimiter, detectDelimiter, detectLineEnd } from "./delimiter";
import { detectEncoding, type Encoding } from "./encoding";
import type { ImportError } from "./errors";

/** What the beginning of a file shows. `rows` are the first rows below the header, as they stand. */
export type FileStart = { encoding: Encoding; delimiter: Delimiter; lineEnd: "LF" | "CR LF" | "CR"; headings: string[]; rows: string[][] };

/**
 * Reads the beginning of a file; `whole` when it is all of it. Encoding and delimiter are recognised unless given. Refused when
 * it is no text, has no row below the header, or headings that cannot be told apart.
 */
export function readFileStart(
  bytes: Uint8Array,
  whole: boolean,
  given: { encoding: Encoding | null; delimiter: Delimiter | null },
): Result<FileStart, ImportError> {
  const encoding = given.encoding ?? detectEncoding(bytes);
  if (!encoding) return err({ code: "file_binary" });
  const text = textOf(bytes, encoding, whole);
  if (text === null) return err({ code: "encoding_wrong", encoding, line: 1 });
  if (text.includes("\u0000")) return err({ code: "file_binary" });
  const delimiter = given.delimiter ?? detectDelimiter(text.slice(0, 262_144));
  const records = recordsOf(text, delimiter, whole);
  if (!records.ok) return records;
  const [header, ...below] = records.value;
  if (!header) return err({ code: "file_blank" });
  const headings = headingsOf(header.cells);
  const wrong = headingProblem(headings);
  if (wrong) return err(wrong);
  const rows = below.filter(({ cells }) => !isLastLine(cells));
  if (whole && rows.length === 0) return err({ code: "header_only" });
  return ok({
    encoding,
    delimiter,
    lineEnd: detectLineEnd(text.slice(0, 65_536)),
    headings,
    rows: rows.slice(0, 20).map(({ cells }) => cells),
  });
}

/** The headings of a header row, trimmed. Blank cells at its end are no columns. */
export function headingsOf(cells: readonly string[]): string[] {
  const headings = cells.map((cell) => plainCell(cell).slice(0, 300));
  while (headings.length > 1 && headings.at(-1) === "") headings.pop();
  return headings;
}

function textOf(bytes: Uint8Array, encoding: Encoding, whole: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !whole });
  } catch {
    return null;
  }
}

function recordsOf(text: string, delimiter: Delimiter, whole: boolean): Result<CsvRecord[], ImportError> {
  const reader = new CsvReader(delimiter);
  try {
    const records = reader.write(text);
    return ok(whole ? [...records, ...reader.end()] : records);
  } catch (error) {
    if (error instanceof CsvUnreadable) return err({ code: error.reason, line: error.line });
    throw error;
  }
}

function headingProblem(headings: readonly string[]): ImportError | null {
  if (headings.length > 500) return { code: "too_many_columns", columns: headings.length };
  if (headings.every((heading) => heading === "")) return { code: "file_blank" };
  const seen = new Map<string, number>();
  for (const [index, heading] of headings.entries()) {
    const first = seen.get(heading.toLowerCase());
    if (heading !== "" && first !== undefined) return { code: "heading_twice", heading, columns: [first + 1, index + 1] };
    seen.set(heading.toLowerCase(), index);
  }
  return null;
}
