import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CsvReader, CsvUnreadable, longestRecord } from "@/lib/contacts/import/csv-records";

const read = (text: string, size = text.length || 1, delimiter = ",") => {
  const reader = new CsvReader(delimiter);
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
  return [...pieces.flatMap((piece) => reader.write(piece)), ...reader.end()];
};
const cells = (text: string, size?: number, delimiter?: string) => read(text, size, delimiter).map((record) => record.cells);

describe("a file is read as rows", () => {
  const folder = "tests/fixtures/csv-spectrum";
  // The JSON of location_coordinates.csv holds another phone number than the CSV.
  it.each(readdirSync(`${folder}/csvs`).filter((name) => name !== "location_coordinates.csv"))(
    "csv-spectrum: %s, in pieces of any size",
    (name) => {
      const text = readFileSync(`${folder}/csvs/${name}`, "utf8");
      const expected: unknown = JSON.parse(readFileSync(`${folder}/json/${name.replace(".csv", ".json")}`, "utf8"));
      for (const size of [1, 2, 3, 7, text.length]) {
        const [header = [], ...rows] = cells(text, size);
        const found = rows.map((row) => Object.fromEntries(header.map((heading, index) => [heading, row[index] ?? ""])));
        expect(normal(found), `pieces of ${size}`).toEqual(normal(expected));
      }
    },
  );

  it.each(["\n", "\r\n", "\r"])("lines may end with %j, whatever the pieces", (end) => {
    const text = ["a,b", '"1,x",2', '"line', 'break",4', ""].join(end);
    for (const size of [1, 2, 3, text.length])
      expect(cells(text, size)).toEqual([
        ["a", "b"],
        ["1,x", "2"],
        [`line${end}break`, "4"],
      ]);
  });

  it("counts lines as an editor does, also behind line breaks in cells and blank lines", () => {
    expect(read('h\r\n"a\r\nb"\r\n\r\nc\r\n').map(({ line }) => line)).toEqual([1, 2, 5]);
    expect(read('h\r"a\rb"\r\rc').map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it("keeps quotation marks inside a cell, and says when text follows a closing one", () => {
    expect(read('Taylor"s,"say ""hi""", "x"\n')[0]).toEqual({ line: 1, cells: ['Taylor"s', 'say "hi"', "x"], flaw: null });
    expect(read('"a"b,c\n')[0]?.flaw).toBe("text_after_quote");
  });

  it("other delimiters", () => {
    expect(cells("a;b\n1,5;2", undefined, ";")).toEqual([
      ["a", "b"],
      ["1,5", "2"],
    ]);
    expect(cells("a\tb\n1\t2", undefined, "\t")).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  it("an unclosed quotation mark is refused with the line on which its row begins", () => {
    expect(() => read('a,b\n1,2\n3,"4\n5,6\n')).toThrow(new CsvUnreadable("quote_not_closed", 3));
    expect(() => read(`a\n"${"x\n".repeat(longestRecord / 2)}`)).toThrow(new CsvUnreadable("record_too_long", 2));
  });
});

function normal(rows: unknown): unknown {
  return JSON.parse(JSON.stringify(rows).replaceAll("\\r\\n", "\\n"));
}
