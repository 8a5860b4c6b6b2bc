/**
 * Why an expression could not be read, and where: `at` and `length` mark the wrong part of the text (in UTF-16 units), `message` is the
 * sentence to show, with what was expected and an example that would be read.
 */
export type ExpressionError = {
  code:
    | "empty"
    | "too_long"
    | "too_deep"
    | "too_many_conditions"
    | "value_expected"
    | "operator_expected"
    | "bracket_not_closed"
    | "bracket_not_open"
    | "quote_not_closed"
    | "quote_needed"
    | "range_end"
    | "no_range_here"
    | "no_wildcard_here"
    | "no_order_here"
    | "bad_value"
    | "unknown_token"
    | "not_supported"
    | "out_of_range";
  at: number;
  length: number;
  expected: string;
  message: string;
  example: string;
};

/** What is wrong with one operand, before its place in the text is known. */
export type OperandProblem = Omit<ExpressionError, "at" | "length">;
