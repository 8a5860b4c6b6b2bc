/**
 * Places in the fixed XML of a template that each letter fills in its own way: text boxes, numbers of lists and notes, names of styles, the
 * break to the next letter. They are marked with a character that XML cannot hold (U+FFFF), so that neither a template nor a value can make one.
 */
export type HoleKind =
  | "box"
  | "section"
  | "end"
  | "break"
  | "list"
  | "kind"
  | "style"
  | "link"
  | "footnote"
  | "endnote"
  | "bookmark"
  | "anchor"
  | "part"
  | "missing"
  | "pages"
  | "shape";

const mark = "\uffff";

export const hole = (kind: HoleKind, key: string | number = ""): string => `${mark}${kind}:${key}${mark}`;

export const isHole = (text: string): boolean => text.startsWith(mark);

const anyHole = /\uffff(\w+):([^\uffff]*)\uffff/g;

/** The XML with every hole filled. */
export const fillHoles = (xml: string, fill: (kind: HoleKind, key: string) => string): string =>
  xml.includes(mark) ? xml.replace(anyHole, (_, kind: HoleKind, key: string) => fill(kind, key)) : xml;
