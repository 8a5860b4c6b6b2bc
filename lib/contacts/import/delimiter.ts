import { CsvReader, CsvUnreadable } from "./csv-records";

/** The delimiters that are recognised; the first of equals wins. */
export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

/** How people call them. */
export const delimiterWords: Record<Delimiter, string> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar" };

/** Tells the delimiter from the first rows: the one with which most rows have as many cells as the first, and more than one. */
export function detectDelimiter(start: string): Delimiter {
  const scored = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(start, delimiter) }));
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).delimiter;
}

function scoreOf(start: string, delimiter: Delimiter): number {
  const rows = firstRows(start, delimiter);
  const width = rows[0]?.length ?? 0;
  if (width < 2) return 0;
  const alike = rows.filter((row) => row.length === width).length / rows.length;
  return alike * 1000 + Math.min(width, 500) / 1000 + (alike === 1 ? width : 0);
}

function firstRows(start: string, delimiter: Delimiter): string[][] {
  try {
    return new CsvReader(delimiter)
      .write(start)
      .slice(0, 50)
      .map((record) => record.cells);
  } catch (error) {
    if (error instanceof CsvUnreadable) return [];
    throw error;
  }
}

/** How the lines of a file end, as far as its start shows: by what stands first outside of quotes. */
export function detectLineEnd(start: string): "LF" | "CR LF" | "CR" {
  const first = start.replace(/"(?:[^"]|"")*"/g, "").match(/\r\n|\n|\r/)?.[0];
  return first === "\r\n" ? "CR LF" : first === "\r" ? "CR" : "LF";
}
