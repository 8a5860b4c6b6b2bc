import { csvLine } from "@/lib/csv/csv-line";
import { lastLine } from "@/lib/csv/last-line";
import type { ExportColumn } from "./columns";
import { csvLineOf } from "./row-text";
import type { Tally } from "./tally";

/** The file piece by piece: a heading, one line a row, and a last line that tells whether anything is missing. */
export async function* csvFile(
  columns: readonly ExportColumn[],
  batches: AsyncIterable<readonly string[]>,
  tally: Tally,
): AsyncGenerator<string, void> {
  const isText = columns.map(({ holds }) => holds !== "number");
  const heading = `\ufeff${csvLine(columns.map(({ title }) => title))}`;
  tally.add(0, heading);
  yield heading;
  for await (const rows of batches) {
    let lines = "";
    for (const row of rows) lines += csvLineOf(row, isText);
    tally.add(rows.length, lines);
    yield lines;
  }
  yield `${lastLine(tally.rows, tally.sum())}\r\n`;
}
