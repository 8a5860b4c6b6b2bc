// What begins like this a spreadsheet runs, or reads as something else. Apostrophes count as nothing, so that one that was there before is told from ours.
const begins = "[\\s']*[\\t\\r\\n=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]";
const startsFormula = new RegExp(`^${begins}`);
const guarded = new RegExp(`^\\s*'${begins}`);
const needsQuotes = /[",\r\n]/;

/** A value as a cell of a CSV file (RFC 4180). Text a spreadsheet would run as a formula gets an apostrophe in front. */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = startsFormula.test(value) ? `'${value}` : value;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of a CSV file with its line end. */
export function csvLine(values: readonly (string | number | boolean | null)[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

/** Takes off the apostrophe that `csvCell` put in front, and no other. */
export function withoutGuard(cell: string): string {
  return cell.includes("'") && guarded.test(cell) ? cell.replace("'", "") : cell;
}
