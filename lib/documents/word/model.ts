import type { FieldKind, FieldName, ListName } from "./fields";

/** Where a value comes from: a field, a column of the rows a FOR goes over, or the number of the letter in its run. */
export type Source =
  | { readonly kind: "field"; readonly name: FieldName }
  | { readonly kind: "row"; readonly loop: number; readonly key: string }
  | { readonly kind: "letter_number" };

export type TextCase = "upper" | "lower" | "firstcap" | "caps";

/** What is done to a value before it is written, in order. `decimal` is the decimal sign that the picture is written with. */
export type Format =
  | { readonly kind: "case"; readonly to: TextCase }
  | { readonly kind: "day"; readonly picture: string }
  | { readonly kind: "number"; readonly picture: string; readonly decimal: string }
  | { readonly kind: "before"; readonly text: string }
  | { readonly kind: "after"; readonly text: string }
  | { readonly kind: "default"; readonly text: string };

/** A value to be written. A field that nobody knows has no source and is blank. */
export type Value = { readonly source: Source | null; readonly shown: FieldKind; readonly formats: readonly Format[] };

export type Operator = "=" | "<>" | "<" | ">" | "<=" | ">=";
/** Text and values in a row, compared as one. */
export type Operand = readonly (string | Value)[];
export type Condition =
  | { readonly kind: "filled"; readonly value: Value; readonly negated: boolean }
  | { readonly kind: "compare"; readonly left: Operand; readonly operator: Operator; readonly right: Operand };

/** One FOR of a template; its number is unique there. */
export type Loop = { readonly id: number; readonly list: ListName };

/** What stands in a paragraph. All XML is that of whole runs or of what stands between runs. */
export type Inline =
  | { readonly kind: "static"; readonly xml: string; readonly blank: boolean; readonly ends?: "line" }
  | { readonly kind: "insert"; readonly properties: string; readonly value: Value }
  | { readonly kind: "choose"; readonly condition: Condition; readonly yes: readonly Inline[]; readonly no: readonly Inline[] }
  | { readonly kind: "each"; readonly loop: Loop; readonly content: readonly Inline[] }
  | { readonly kind: "wrap"; readonly open: string; readonly content: readonly Inline[]; readonly close: string }
  | { readonly kind: "lines"; readonly lines: readonly Line[] };

/** A line of a paragraph and the break before it; one that fields alone make up is left out when they are blank. */
export type Line = { readonly before: string; readonly content: readonly Inline[]; readonly fieldsOnly: boolean };

/** What stands in a text: whole paragraphs, tables and rows. `head` is their properties as XML. */
export type Block =
  | { readonly kind: "static"; readonly xml: string }
  | { readonly kind: "paragraph"; readonly head: string; readonly content: readonly Inline[]; readonly fieldsOnly: boolean }
  | { readonly kind: "container"; readonly name: "w:tbl" | "w:tr" | "w:tc"; readonly head: string; readonly content: readonly Block[] }
  | { readonly kind: "each"; readonly loop: Loop; readonly content: readonly Block[] }
  | { readonly kind: "when"; readonly condition: Condition; readonly content: readonly Block[] };

/**
 * A text that is merged on its own: that of the document, of a header or footer, a note, a text box. Where one is inside another, a hole
 * holds its place (see `holes.ts`).
 */
export type Story = { readonly name: string; readonly blocks: readonly Block[] };
