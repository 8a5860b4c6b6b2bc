import { createHash } from "node:crypto";

/** Counts the rows of a file and sums up its text. The sum is that of heading and rows as CSV, whatever the format of the file. */
export class Tally {
  rows = 0;
  private readonly hash = createHash("sha256");

  add(rows: number, csv: string): void {
    this.rows += rows;
    this.hash.update(csv);
  }

  /** The sum of everything until now, as 64 hexadecimal digits. */
  sum(): string {
    return this.hash.copy().digest("hex");
  }
}
