const pattern = /^# End of export: (\d+) rows?\. SHA-256 of all lines above: [0-9a-f]{64}$/;

/** The last line of an exported file, one cell that no row can be: a file without it was cut off. */
export function lastLine(rows: number, sha256: string): string {
  return `# End of export: ${rows} ${rows === 1 ? "row" : "rows"}. SHA-256 of all lines above: ${sha256}`;
}

/** Whether a record of a file is the last line of an export of ours, also when a spreadsheet filled it up with blank cells. */
export function isLastLine(cells: readonly string[]): boolean {
  return pattern.test(cells[0] ?? "") && cells.every((cell, index) => index === 0 || cell.trim() === "");
}
