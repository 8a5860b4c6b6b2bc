/** One value of an expression and where it stands in the text. Wildcards in `text` count; a quoted value is no token and no date word. */
export type Operand = { text: string; quoted: boolean; at: number; length: number };

export type Comparison = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** An expression as written, before anything is known of the field: `|` is any, `&` is all. */
export type Expression =
  | { kind: "any"; of: Expression[] }
  | { kind: "all"; of: Expression[] }
  | { kind: "compare"; op: Comparison; operand: Operand }
  | { kind: "range"; from: Operand | null; to: Operand | null; at: number; length: number };
