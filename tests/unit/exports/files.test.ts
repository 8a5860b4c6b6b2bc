import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { csvLine, withoutGuard } from "@/lib/csv/csv-line";
import { isLastLine, lastLine } from "@/lib/csv/last-line";
import { Prisma } from "@/lib/db/sql";
import { day, type ExportColumn, number, text } from "@/lib/exports/columns";
import { csvFile } from "@/lib/exports/csv-file";
import { fileNameOf } from "@/lib/exports/file-name";
import { cellsOf, csvLineOf } from "@/lib/exports/row-text";
import { Tally } from "@/lib/exports/tally";
import { xlsxFile } from "@/lib/exports/xlsx-file";
import hostile from "@/tests/fixtures/blns.json";
import { readSheet, readZip } from "@/tests/support/read-zip";

/** As Postgres writes a composite value. */
const rowText = (cells: readonly (string | null)[]) =>
  `(${cells.map((cell) => (cell === null ? "" : cell === "" || /["\\(),\s]/.test(cell) ? `"${cell.replaceAll("\\", "\\\\").replaceAll('"', '""')}"` : cell)).join(",")})`;
const odd = [
  "",
  "a,b",
  'say "x"',
  "back\\slash\\",
  "(brackets)",
  "two\nlines",
  "'=1",
  "''=1",
  "' =1",
  "'",
  "-",
  "@",
  "＝1",
  "\t=1",
  "x'=1",
];
const values = [...hostile, ...odd];

describe("a row as Postgres writes it", () => {
  it("reads back cell by cell, whatever stands in it", () => {
    for (const value of values) expect(cellsOf(rowText([value, null, value]))).toEqual([value, null, value]);
    expect(cellsOf("()")).toEqual([null]);
  });

  it("is a line of CSV like any other, and a number that is below zero is no formula", () => {
    const plain = (line: string) => line.replaceAll(/"([^",\r\n]*)"/g, "$1"); // more is quoted than must be
    for (const value of values.filter((each) => each !== "")) {
      expect(plain(csvLineOf(rowText([value, "z"]), [true, true]))).toBe(plain(csvLine([value, "z"])));
    }
    expect(csvLineOf("(-1,-1)", [true, false])).toBe("'-1,-1\r\n");
    expect(csvLineOf("()", [true])).toBe('""\r\n');
  });
});

it("the guard comes off again, once, and only where it was put", () => {
  for (const value of values)
    expect(
      withoutGuard(
        csvLine([value])
          .slice(0, -2)
          .replace(/^"(.*)"$/s, (_, cell: string) => cell.replaceAll('""', '"')),
      ),
    ).toBe(value);
});

it("the last line is told from every row", () => {
  const line = lastLine(1, "0".repeat(64));
  expect([isLastLine([line]), isLastLine([line, "", " "]), isLastLine([line, "x"]), isLastLine(["# End of export: 1 row."])]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it("a file's name is no path and has no mark that a system minds", () => {
  expect(fileNameOf("Segment ../../etc/passwd", "csv")).toBe("Segment_etc_passwd.csv");
  expect(fileNameOf('C:\\x"\r\n\u0000<b>', "xlsx")).toBe("C_x_b.xlsx");
  expect(fileNameOf("…", "csv")).toBe("Export.csv");
  expect(fileNameOf("Ü".repeat(300), "csv")).toHaveLength(104);
});

describe("an XLSX file", () => {
  const columns: ExportColumn[] = [
    text("name", "Name", Prisma.sql`name`),
    number("cost", "Cost", Prisma.sql`cost`),
    day("date", "Date", Prisma.sql`date`),
  ];
  async function* batches(rows: readonly string[]) {
    for (let at = 0; at < rows.length; at += 100) yield rows.slice(at, at + 100);
  }
  const bytesOf = async (rows: readonly string[], rowsPerSheet?: number) => {
    const tally = new Tally();
    const parts: Buffer[] = [];
    for await (const part of xlsxFile(columns, batches(rows), tally, [["What", "Test"]], rowsPerSheet)) parts.push(part);
    return { files: readZip(Buffer.concat(parts)), tally };
  };

  it("holds text as text and never a formula, numbers as numbers, days as days", async () => {
    const rows = values.map((value) => rowText([value, "-1.5", "2026-03-16"]));
    const { files } = await bytesOf(rows);
    const sheet = files.get("xl/worksheets/sheet1.xml") ?? "";
    expect(sheet).not.toContain("<f");
    const [heading, ...read] = readSheet(sheet);
    expect(heading).toEqual(["Name", "Cost", "Date"]);
    expect(read.map(([name]) => name ?? "")).toEqual(values);
    expect(read[0]?.slice(1)).toEqual(["-1.5", "46097"]);
    expect([...files.keys()].sort()).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "xl/_rels/workbook.xml.rels",
      "xl/styles.xml",
      "xl/workbook.xml",
      "xl/worksheets/sheet1.xml",
      "xl/worksheets/sheet2.xml",
    ]);
  });

  it("goes on on further sheets when one is full, and ends in one with rows and checksum, that of the CSV", async () => {
    const rows = Array.from({ length: 250 }, (_, index) => rowText([`Row ${index}`, String(index), null]));
    const { files, tally } = await bytesOf(rows, 120);
    expect([1, 2, 3].map((no) => readSheet(files.get(`xl/worksheets/sheet${no}.xml`) ?? "").length)).toEqual([121, 121, 11]);
    let csv = "";
    for await (const part of csvFile(columns, batches(rows), new Tally())) csv += part;
    const lines = csv.split(/(?<=\r\n)/);
    const sum = createHash("sha256").update(lines.slice(0, -1).join("")).digest("hex");
    expect(lines.at(-1)).toBe(`${lastLine(250, sum)}\r\n`);
    expect(readSheet(files.get("xl/worksheets/sheet4.xml") ?? "")).toEqual([
      ["What", "Test"],
      ["Rows", "250"],
      ["SHA-256 of heading and rows as CSV", sum],
    ]);
    expect(tally.sum()).toBe(sum);
    expect(readSheet((await bytesOf([])).files.get("xl/worksheets/sheet1.xml") ?? "")).toHaveLength(1);
  });
});
