import { err, ok, type Result } from "@/lib/result";
import type { ExpressionError } from "./expression-error";
import { example, type Operator, Scanner, Unreadable } from "./expression-scanner";
import type { Comparison, Expression, Operand } from "./expression-tree";
import { bounds } from "./schema";

/**
 * Reads `..`, `|`, `&`, `( )`, `<> <= >= < > =`, `'…'` and `@`, with `..` binding closest, then the comparisons, `&` and `|`. Refused at the place
 * of the mistake.
 */
export function readSyntax(text: string): Result<Expression, ExpressionError> {
  try {
    return ok(new Reader(text).read());
  } catch (error) {
    if (error instanceof Unreadable) return err(error.error);
    throw error;
  }
}

class Reader extends Scanner {
  private depth = 0;
  private conditions = 0;

  read(): Expression {
    if (this.text.length > bounds.expressionLength) {
      const expected = `at most ${bounds.expressionLength} characters`;
      this.refuse(
        "too_long",
        bounds.expressionLength,
        this.text.length,
        expected,
        `The expression has ${this.text.length} characters; ${expected} are read.`,
      );
    }
    this.skipSpaces();
    if (this.position === this.text.length) this.refuse("empty", 0, this.text.length, "a value", `A value was expected. Type ${example}.`);
    const expression = this.alternatives();
    if (this.peek() === ")")
      this.refuse(
        "bracket_not_open",
        this.position,
        1,
        "an operator or the end",
        "This bracket closes nothing. Take it away, or open one before it.",
        "(DK|SE)&<>SE",
      );
    if (this.position < this.text.length) this.refuseRest();
    return expression;
  }

  private alternatives(): Expression {
    return this.chain("any", "|", "A value", (what) => this.chain("all", "&", what, (missing) => this.term(missing)));
  }

  private chain(kind: "any" | "all", operator: Operator, what: string, next: (what: string) => Expression): Expression {
    const first = next(what);
    const of = [first];
    while (this.accept(operator)) of.push(next(`After ${operator} a value`));
    return of.length === 1 ? first : { kind, of };
  }

  /** @param what how a missing value is spoken of: "After | a value". */
  private term(what: string): Expression {
    const at = this.position;
    if (this.accept("(")) return this.group(at);
    if (++this.conditions > bounds.nodes) {
      this.refuse(
        "too_many_conditions",
        at,
        this.text.length,
        `at most ${bounds.nodes} values`,
        `The expression has more than ${bounds.nodes} values. Use a range or a wildcard.`,
      );
    }
    for (const op of ["<>", "<=", ">=", "<", ">", "="] as const) if (this.accept(op)) return this.comparison(op);
    if (this.accept("..")) return this.range(null, at);
    const from = this.operand(what, at);
    if (this.accept("..")) return this.range(from, at);
    return { kind: "compare", op: "=", operand: from };
  }

  private group(at: number): Expression {
    if (++this.depth >= bounds.depth)
      this.refuse(
        "too_deep",
        at,
        1,
        `at most ${bounds.depth - 1} brackets inside each other`,
        "The brackets are too deep inside each other. Write the expression with fewer.",
      );
    const inner = this.alternatives();
    if (!this.accept(")")) {
      if (this.position < this.text.length) this.refuseRest();
      this.refuse("bracket_not_closed", at, 1, ")", "This bracket is not closed. Type ) after the last value.", "(DK|SE)&<>SE");
    }
    this.depth--;
    return inner;
  }

  private comparison(op: Comparison): Expression {
    const operand = this.operand(`After ${op} a value`, this.position);
    if (this.peek() === "..") {
      this.refuse(
        "no_range_here",
        this.position,
        2,
        "|, & or the end",
        `A range cannot follow ${op}. Type ${op === "<>" ? "<1000|>1999" : "1000..1999"}.`,
        "1000..1999",
      );
    }
    return { kind: "compare", op, operand };
  }

  private range(from: Operand | null, at: number): Expression {
    const ends = this.position === this.text.length || ["|", "&", ")"].includes(this.peek() ?? "");
    if (from === null && ends)
      this.refuse(
        "value_expected",
        at,
        2,
        "a value",
        "Before or after .. a value was expected. Type 1000..1999, 1000.. or ..1999.",
        "1000..1999",
      );
    const to = ends ? null : this.operand("After .. a value", this.position);
    if (this.peek() === "..")
      this.refuse(
        "operator_expected",
        this.position,
        2,
        "|, & or the end",
        "A range has two ends. Type 1000..1999|3000..3999.",
        "1000..1999|3000..3999",
      );
    for (const [end, verb] of [
      [from, "begin"],
      [to, "end"],
    ] as const)
      if (end) this.checkEnd(end, verb, from, to);
    return { kind: "range", from, to, at, length: (to ? to.at + to.length : this.position) - at };
  }

  private checkEnd(end: Operand, verb: "begin" | "end", from: Operand | null, to: Operand | null): void {
    if (end.text === "")
      this.refuse(
        "range_end",
        end.at,
        end.length,
        "a value",
        `A range cannot ${verb} with ''. Type ${verb === "begin" ? "..1999" : "1000.."}.`,
        "1000..1999",
      );
    const place = this.text.slice(end.at, end.at + end.length).search(/[*?]/);
    if (place < 0) return;
    const instead = rangeInstead(from?.text ?? "", to?.text ?? "");
    this.refuse(
      "range_end",
      end.at + place,
      1,
      "a value without * and ?",
      `A range cannot ${verb} ${verb === "begin" ? "with" : "in"} ${this.text[end.at + place]}. Type ${instead}.`,
      instead,
    );
  }
}

/** What a range with a wildcard at an end may have meant: DK-2000..DK-29* is DK-2000..DK-2999 or DK-2*. */
function rangeInstead(from: string, to: string): string {
  const [low, high] = [from.replace(/[*?].*$/s, ""), to.replace(/[*?].*$/s, "")];
  if (!low || !high) return low ? `${low}..` : high ? `..${high}` : "1000..1999";
  let common = 0;
  while (common < Math.min(low.length, high.length) && low[common] === high[common]) common++;
  const filled = /^\d*$/.test(low.slice(high.length)) ? high.padEnd(low.length, "9") : high;
  return common > 0 ? `${low}..${filled} or ${low.slice(0, common)}*` : `${low}..${filled}`;
}
