import { csvLine } from "@/lib/csv/csv-line";
import type { ExportColumn } from "./columns";
import { cellsOf, csvLineOf } from "./row-text";
import type { Tally } from "./tally";
import { cellXml, headingXml, rowsPerSheet, sheetEnd, sheetStart, textXml, workbookParts } from "./xlsx-xml";
import { ZipArchive } from "./zip";

const rowsAtOnce = 250; // as XML they are larger than as they came
const largestSheet = 3_000_000_000; // characters, well below the 4 GB that a part of the file may have

/**
 * The file piece by piece: the rows on as many sheets as they need, then one sheet with their number and checksum. Text is written as
 * text, so that nothing of it is ever run.
 */
export async function* xlsxFile(
  columns: readonly ExportColumn[],
  batches: AsyncIterable<readonly string[]>,
  tally: Tally,
  facts: readonly (readonly [string, string])[],
  rowsPer = rowsPerSheet,
): AsyncGenerator<Buffer, void> {
  const archive = new ZipArchive();
  const rows = counted(columns, batches, tally);
  let next = await rows.next();
  let sheets = 0;
  do {
    sheets += 1;
    yield* archive.add(`xl/worksheets/sheet${sheets}.xml`, oneSheet());
  } while (!next.done);
  const about = [...facts, ["Rows", String(tally.rows)], ["SHA-256 of heading and rows as CSV", tally.sum()]] as const;
  yield* archive.add(`xl/worksheets/sheet${sheets + 1}.xml`, [factsSheet(about)]);
  for (const { name, xml } of workbookParts(
    [...Array(sheets).keys()].map((at) => (sheets === 1 ? "Rows" : `Rows ${at + 1}`)).concat("Export"),
  ))
    yield* archive.add(name, [xml]);
  yield archive.end();

  async function* oneSheet(): AsyncGenerator<string> {
    yield sheetStart + headingXml(columns);
    let [written, size] = [0, 0];
    while (!next.done && written < rowsPer && size < largestSheet) {
      let xml = "";
      const left = next.value.splice(0, Math.min(rowsAtOnce, rowsPer - written));
      for (const row of left)
        xml += `<row>${cellsOf(row)
          .map((cell, index) => cellXml(cell, columns[index]?.holds ?? "text"))
          .join("")}</row>`;
      written += left.length;
      size += xml.length;
      yield xml;
      if (next.value.length === 0) next = await rows.next();
    }
    yield sheetEnd;
  }
}

async function* counted(
  columns: readonly ExportColumn[],
  batches: AsyncIterable<readonly string[]>,
  tally: Tally,
): AsyncGenerator<string[], void> {
  const isText = columns.map(({ holds }) => holds !== "number");
  tally.add(0, `\ufeff${csvLine(columns.map(({ title }) => title))}`);
  for await (const rows of batches) {
    let lines = "";
    for (const row of rows) lines += csvLineOf(row, isText);
    tally.add(rows.length, lines);
    yield [...rows];
  }
}

const factsSheet = (facts: readonly (readonly [string, string])[]): string =>
  `${sheetStart}${facts.map(([name, value]) => `<row>${textXml(name, 1)}${textXml(value)}</row>`).join("")}${sheetEnd}`;
