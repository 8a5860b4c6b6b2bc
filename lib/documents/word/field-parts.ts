import type { Atom } from "./atoms";
import type { Place } from "./errors";
import type { Piece } from "./instruction";
import type { Reading } from "./reading";

/** Fields that Word works out by itself from the letter alone: they stay. */
export const kept = new Set("PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF SEQ TOC TC STYLEREF SYMBOL HYPERLINK".split(" "));
/** Fields about the author's file: the text they show stays, the field does not. */
export const frozen = new Set([
  ..."AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS FILENAME FILESIZE TEMPLATE TITLE SUBJECT KEYWORDS COMMENTS INFO".split(" "),
  ..."DOCPROPERTY DOCVARIABLE CREATEDATE SAVEDATE PRINTDATE EDITTIME REVNUM NUMWORDS NUMCHARS TIME QUOTE".split(" "),
]);
/** Fields that read a file, another program or a data source, or run something. */
export const unsafe = new Set([
  ..."INCLUDETEXT INCLUDEPICTURE INCLUDE IMPORT LINK DDE DDEAUTO DATABASE EMBED RD DATA MACROBUTTON PRINT".split(" "),
  ..."AUTOTEXT AUTOTEXTLIST GLOSSARY GOTOBUTTON ADDIN HTMLACTIVEX CONTROL".split(" "),
]);
/** A piece of an instruction, in which other fields may stand. */
type InstructionPiece = Piece<Atom | Field>;
/** A field taken apart: its instruction, in which others may stand, and what it showed when the template was saved. */
export type Field = {
  readonly instruction: readonly InstructionPiece[];
  readonly result: readonly Atom[];
  readonly atoms: readonly Atom[];
};
export const isField = (other: Atom | Field): other is Field => "instruction" in other;

/** Where a field is being read. */
export type At = { readonly reading: Reading; readonly place: Place };

/** The atom after the field that begins at `from`, or null when its end is not there. */
export function endOfField(atoms: readonly Atom[], from: number): number | null {
  let depth = 0;
  for (let at = from; at < atoms.length; at++) {
    const kind = atoms[at]?.kind;
    if (kind === "begin") depth++;
    if (kind === "end") depth--;
    if (depth === 0) return at + 1;
  }
  return null;
}

/** A complex field taken apart. */
export function takeApart(atoms: readonly Atom[]): Field {
  const instruction: InstructionPiece[] = [];
  for (let at = 1; at < atoms.length - 1; at++) {
    const atom = atoms[at];
    if (!atom) break;
    if (atom.kind === "separate") return { instruction, result: atoms.slice(at + 1, -1), atoms };
    const end = atom.kind === "begin" ? endOfField(atoms, at) : null;
    if (end !== null) {
      instruction.push({ other: takeApart(atoms.slice(at, end)) });
      at = end - 1;
    } else if (atom.kind === "simple") instruction.push({ other: simpleField(atom) });
    else if (atom.kind === "instruction" || atom.kind === "text") instruction.push({ text: atom.text, properties: atom.properties });
    else instruction.push({ other: atom });
  }
  return { instruction, result: [], atoms };
}

/** A w:fldSimple as a field. */
export const simpleField = (atom: Extract<Atom, { content: unknown }>): Field => ({
  instruction: [{ text: atom.element.attributes.get("w:instr") ?? "", properties: "" }],
  result: atom.content,
  atoms: [atom],
});

/** The name of a field: the first word of its instruction. */
export const codeOf = (pieces: readonly InstructionPiece[]): string =>
  pieces
    .map((piece) => ("text" in piece ? piece.text : " "))
    .join("")
    .trim()
    .split(/[\s\\"]/, 1)[0]
    ?.toUpperCase() ?? "";

/** What stands in a field but the field itself. */
export const inside = (atom: Atom, index: number, all: readonly Atom[]): readonly Atom[] => {
  if (atom.kind === "simple" && all.length === 1) return atom.content;
  return index === 0 || index === all.length - 1 ? [] : [atom];
};

/** The codes of all fields among atoms, at any depth. */
export const codesIn = (atoms: readonly Atom[]): string[] =>
  atoms.flatMap((atom, index) => {
    const end = atom.kind === "begin" ? endOfField(atoms, index) : null;
    const own = end === null ? [] : [codeOf(takeApart(atoms.slice(index, end)).instruction)];
    if (atom.kind === "simple") own.push(codeOf(simpleField(atom).instruction));
    return "content" in atom ? [...own, ...codesIn(atom.content)] : own;
  });
