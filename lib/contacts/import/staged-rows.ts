import { isLastLine } from "@/lib/csv/last-line";
import type { ColumnMapping } from "./columns";
import { copyLine } from "./copy-line";
import { CsvReader, type CsvRecord } from "./csv-records";
import { decodeText, type Encoding } from "./encoding";
import { headingsOf } from "./file-start";
import type { RowReader, RowResult } from "./row";

/** The header row of the file is not the one the mapping was made for. */
export class HeaderMoved extends Error {}

/** Where the reading of a file stands. */
export type Reading = { bytes: number; line: number; rows: number };

type Source = {
  pieces: AsyncIterable<Uint8Array>;
  encoding: Encoding;
  delimiter: string;
  headings: readonly string[];
  columns: ColumnMapping;
  read: RowReader;
  width: number;
};

/**
 * Turns a file into lines for COPY into its staging table: line number, the refused cell or nulls, then `width` values. Text is
 * decoded in small slices, so that `reading.line` is near the place when the encoding turns out to be wrong.
 */
export async function* stagedRows(source: Source, reading: Reading): AsyncGenerator<string> {
  const reader = new CsvReader(source.delimiter);
  const none: null[] = Array.from({ length: source.width }, () => null);
  let isHeaderRead = false;
  const linesOf = (records: readonly CsvRecord[]) => {
    let lines = "";
    for (const record of records) {
      reading.line = record.line;
      if (!isHeaderRead) {
        isHeaderRead = true;
        if (!sameHeadings(headingsOf(record.cells), source.headings)) throw new HeaderMoved();
        continue;
      }
      if (isLastLine(record.cells)) continue; // of an export of ours
      reading.rows += 1;
      const row = readRecord(record, source);
      lines += row.ok
        ? copyLine([String(record.line), null, null, null, ...row.values])
        : copyLine([String(record.line), row.column, row.value.replaceAll("\u0000", "").slice(0, 500), row.reason, ...none]);
    }
    return lines;
  };
  for await (const text of decodeText(slices(source.pieces, reading), source.encoding)) {
    const lines = linesOf(reader.write(text));
    if (lines !== "") yield lines;
  }
  yield linesOf(reader.end());
}

async function* slices(pieces: AsyncIterable<Uint8Array>, reading: Reading): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += sliceBytes) {
      yield piece.subarray(at, at + sliceBytes);
      reading.bytes += Math.min(sliceBytes, piece.length - at);
    }
  }
}

const sliceBytes = 65_536;

function readRecord({ cells, flaw }: CsvRecord, { headings, read }: Source): RowResult {
  if (flaw === "text_after_quote")
    return { ok: false, column: null, value: "", reason: "A cell goes on behind its closing quotation mark." };
  const isTooWide = cells.length > headings.length && cells.slice(headings.length).some((cell) => cell.trim() !== "");
  if (cells.length < headings.length || isTooWide) {
    return { ok: false, column: null, value: "", reason: `This row has ${cells.length} cells; the header has ${headings.length}.` };
  }
  return read(cells);
}

function sameHeadings(found: readonly string[], expected: readonly string[]): boolean {
  return found.length === expected.length && found.every((heading, index) => heading === expected[index]);
}
