import type { ExpressionError } from "./expression-error";
import type { Operand } from "./expression-tree";
import { bounds } from "./schema";

/** Shown where nothing closer is known. */
export const example = "10000..20000|4*";
const operators = ["..", "<>", "<=", ">=", "|", "&", "(", ")", "<", ">", "="] as const;
export type Operator = (typeof operators)[number];

/** How a reading is left from any depth. */
export class Unreadable extends Error {
  constructor(readonly error: ExpressionError) {
    super(error.message);
  }
}

/** Walks over the text of an expression: operators, values, spaces, and the refusals with their place. */
export class Scanner {
  protected position = 0;

  constructor(protected readonly text: string) {}

  /** One value; `what` is how a missing one is spoken of, marked at `at` when nothing stands there. */
  protected operand(what: string, at: number): Operand {
    const start = this.position;
    this.accept("@");
    const inQuotes = this.text[this.position] === "'";
    const text = inQuotes ? this.quoted() : this.word();
    if (text === null) {
      const found = this.peek();
      this.refuse(
        "value_expected",
        found || start > at ? start : at,
        Math.max(1, found?.length ?? 1),
        "a value",
        `${what} was expected. Type ${example}.`,
      );
    }
    const length = this.text.slice(start, this.position).trimEnd().length;
    if (text.length > bounds.patternLength)
      this.refuse(
        "too_long",
        start,
        length,
        `at most ${bounds.patternLength} characters`,
        `A value has at most ${bounds.patternLength} characters.`,
      );
    this.skipSpaces();
    return { text, quoted: inQuotes, at: start, length };
  }

  private quoted(): string {
    const start = this.position++;
    let text = "";
    for (;;) {
      const end = this.text.indexOf("'", this.position);
      if (end < 0)
        this.refuse(
          "quote_not_closed",
          start,
          this.text.length - start,
          "'",
          "This quote is not closed. Type ' after the value, and '' for a quote inside it.",
          "'Jones & Co'",
        );
      text += this.text.slice(this.position, end);
      this.position = end + 1;
      if (this.text[this.position] !== "'") break;
      text += "'";
      this.position++;
    }
    const after = this.position;
    this.skipSpaces();
    if (this.position < this.text.length && !this.peek()) {
      this.refuse(
        "operator_expected",
        after,
        this.text.length - after,
        "|, &, .. or the end",
        "After the closing quote |, &, .. or the end was expected. Put the whole value into the quotes.",
        "'Jones & Co*'",
      );
    }
    return text.trim();
  }

  private word(): string | null {
    const start = this.position;
    while (this.position < this.text.length && !this.peek()) this.position++;
    const text = this.text.slice(start, this.position).trim();
    return text === "" ? null : text;
  }

  protected peek(): Operator | undefined {
    return operators.find((operator) => this.text.startsWith(operator, this.position));
  }

  protected accept(token: Operator | "@"): boolean {
    if (!this.text.startsWith(token, this.position)) return false;
    this.position += token.length;
    this.skipSpaces();
    return true;
  }

  protected skipSpaces(): void {
    while (/\s/.test(this.text[this.position] ?? "")) this.position++;
  }

  protected refuseRest(): never {
    const found = this.peek() ?? this.text[this.position] ?? "";
    const message = `A ${found} inside a value is not read as part of it. Put the whole value in single quotes: 'Jones (UK)'.`;
    this.refuse("quote_needed", this.position, Math.max(1, found.length), "|, &, .. or the end", message, "'Jones (UK)'");
  }

  protected refuse(code: ExpressionError["code"], at: number, length: number, expected: string, message: string, instead = example): never {
    const lastCharacter = Math.max(0, this.text.trimEnd().length - 1);
    const from = at < this.text.length ? at : lastCharacter; // at the end the last character is marked
    throw new Unreadable({
      code,
      at: from,
      length: Math.min(Math.max(1, length), this.text.length - from),
      expected,
      message,
      example: instead,
    });
  }
}
