import { csvCell } from "@/lib/csv/csv-line";

/**
 * Rows come from Postgres as the text of a composite value, one value a row instead of fifty: `(a,"b ""c""",,"x\\y")`. That is a line of
 * CSV but for the brackets, doubled backslashes, and cells that a spreadsheet would run.
 */
const mayRun = /[(,]"?[\s']*[\t\r\n=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** The row as a line of a CSV file, with its line end. Cells where `isText` is false are numbers and stay as they are. */
export function csvLineOf(row: string, isText: readonly boolean[]): string {
  if (row.length > 2 && !row.includes("\\") && !mayRun.test(row)) return `${row.slice(1, -1)}\r\n`;
  const cells = cellsOf(row).map((cell, index) => (isText[index] || cell === null ? csvCell(cell) : cell));
  return `${cells.length === 1 && cells[0] === "" ? '""' : cells.join(",")}\r\n`; // a blank line would be no row
}

/** The values of the row; null where there is none. */
export function cellsOf(row: string): (string | null)[] {
  const cells: (string | null)[] = [];
  const end = row.length - 1;
  for (let at = 1; at <= end; at += 1) {
    if (row[at] === '"') {
      let from = at + 1;
      for (;;) {
        const quote = row.indexOf('"', from);
        if (row[quote + 1] !== '"') {
          cells.push(
            row
              .slice(at + 1, quote)
              .replaceAll('""', '"')
              .replaceAll("\\\\", "\\"),
          );
          at = quote + 1;
          break;
        }
        from = quote + 2;
      }
    } else {
      const comma = row.indexOf(",", at);
      const next = comma < 0 ? end : comma;
      cells.push(next === at ? null : row.slice(at, next));
      at = next;
    }
  }
  return cells;
}
