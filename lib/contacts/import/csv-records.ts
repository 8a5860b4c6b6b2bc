/** One record of a delimited file: the line it begins on (the first line is 1) and its cells as they stand, not trimmed. */
export type CsvRecord = { line: number; cells: string[]; flaw: "text_after_quote" | null };

/** The file as a whole cannot be read as rows; nothing after this place can be trusted. */
export class CsvUnreadable extends Error {
  constructor(
    readonly reason: "quote_not_closed" | "record_too_long",
    /** The line on which the record begins. */
    readonly line: number,
  ) {
    super(`${reason} in the record that begins on line ${line}`);
  }
}

/** The longest record that is taken, in characters. What is longer is nearly always a quote that nobody closed. */
export const longestRecord = 4 * 1024 * 1024;

const quote = '"';
const quoteCode = 34;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;

/**
 * Reads records from text that arrives in pieces. Lines end with LF, CR LF or CR alone; a quoted cell may hold delimiters, line
 * ends and doubled quotes; blank lines are passed over. Write the pieces, then call `end`; each returns the records it completed.
 */
export class CsvReader {
  private rest = "";
  private line = 1;
  private text = "";
  private at = 0;
  private whole = false;
  private flaw: CsvRecord["flaw"] = null;
  private lineEnds = 0;
  private readonly delimiterCode: number;

  constructor(delimiter: string) {
    this.delimiterCode = delimiter.charCodeAt(0);
  }

  write(piece: string): CsvRecord[] {
    return this.read(this.rest + piece, false);
  }

  end(): CsvRecord[] {
    return this.read(this.rest, true);
  }

  private read(text: string, whole: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    this.text = text;
    this.whole = whole;
    this.at = 0;
    for (;;) {
      const begin = this.at;
      if (begin >= text.length) break;
      const cells = this.record();
      if (cells === null) {
        this.at = begin;
        break;
      }
      if (cells.length > 1 || cells[0] !== "") records.push({ line: this.line, cells, flaw: this.flaw });
      this.line += this.lineEnds;
    }
    this.rest = text.slice(this.at);
    this.text = "";
    if (this.rest.length > longestRecord) throw new CsvUnreadable("record_too_long", this.line);
    return records;
  }

  /** The cells of the next record, or null when its end has not arrived yet. */
  private record(): string[] | null {
    const cells: string[] = [];
    this.flaw = null;
    this.lineEnds = 0;
    for (;;) {
      const cell = this.cell();
      if (cell === null) return null;
      cells.push(cell);
      if (this.at >= this.text.length) return this.whole ? cells : null;
      const code = this.text.charCodeAt(this.at);
      this.at += 1;
      if (code === this.delimiterCode) continue;
      if (code === carriageReturn) {
        if (this.at >= this.text.length && !this.whole) return null; // a line feed may follow
        if (this.text.charCodeAt(this.at) === lineFeed) this.at += 1;
      }
      this.lineEnds += 1;
      return cells;
    }
  }

  private cell(): string | null {
    let start = this.at;
    while (this.text.charCodeAt(start) === space) start += 1;
    if (this.text.charCodeAt(start) === quoteCode) return this.quotedCell(start + 1);
    return this.plainCell();
  }

  private plainCell(): string {
    const { text, delimiterCode } = this;
    const begin = this.at;
    let end = begin;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === delimiterCode || code === lineFeed || code === carriageReturn) break;
    }
    this.at = end;
    return text.slice(begin, end);
  }

  private quotedCell(begin: number): string | null {
    const { text } = this;
    let cell = "";
    for (let from = begin; ; ) {
      const found = text.indexOf(quote, from);
      if (found < 0) {
        if (this.whole) throw new CsvUnreadable("quote_not_closed", this.line);
        return null;
      }
      if (found + 1 >= text.length && !this.whole) return null; // a second quote may follow
      cell += text.slice(from, found);
      from = found + 1;
      if (text.charCodeAt(from) !== quoteCode) {
        this.at = from;
        break;
      }
      cell += quote;
      from += 1;
    }
    this.lineEnds += lineEndsIn(cell);
    const after = this.plainCell();
    if (after.trim() !== "") this.flaw = "text_after_quote";
    return cell + after.trimEnd();
  }
}

function lineEndsIn(text: string): number {
  return text.includes("\n") || text.includes("\r") ? (text.match(/\r\n|\n|\r/g)?.length ?? 0) : 0;
}
