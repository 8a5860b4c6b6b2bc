import { type Atom, fixed, fixedText } from "./atoms";
import { isSafeLink } from "./contents";
import type { Place, TemplateProblem } from "./errors";
import { findField } from "./fields";
import { hole } from "./holes";
import { argumentText, type Piece, readInstruction, type Token } from "./instruction";
import type { Condition, Format, Inline, Operand, TextCase, Value } from "./model";
import type { Reading } from "./reading";

/** Fields that Word works out by itself from the letter alone: they stay. */
const kept = new Set("PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF SEQ TOC TC STYLEREF SYMBOL HYPERLINK".split(" "));
/** Fields about the author's file: the text they show stays, the field does not. */
const frozen = new Set([
  ..."AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS FILENAME FILESIZE TEMPLATE TITLE SUBJECT KEYWORDS COMMENTS INFO".split(" "),
  ..."DOCPROPERTY DOCVARIABLE CREATEDATE SAVEDATE PRINTDATE EDITTIME REVNUM NUMWORDS NUMCHARS TIME QUOTE".split(" "),
]);
/** Fields that read a file, another program or a data source, or run something. */
const unsafe = new Set([
  ..."INCLUDETEXT INCLUDEPICTURE INCLUDE IMPORT LINK DDE DDEAUTO DATABASE EMBED RD DATA MACROBUTTON PRINT".split(" "),
  ..."AUTOTEXT AUTOTEXTLIST GLOSSARY GOTOBUTTON ADDIN HTMLACTIVEX CONTROL".split(" "),
]);
/** Word's composed fields, by the field of ours that is the same. */
const composed = new Map([
  ["ADDRESSBLOCK", "contact.mailAddress"],
  ["GREETINGLINE", "contact.formalSalutation"],
]);
const cases: Readonly<Record<string, TextCase>> = { upper: "upper", lower: "lower", firstcap: "firstcap", caps: "caps" };

type InstructionPiece = Piece<Atom | Field>;
/** A field taken apart: its instruction, in which others may stand, and what it showed when the template was saved. */
type Field = { readonly instruction: readonly InstructionPiece[]; readonly result: readonly Atom[]; readonly atoms: readonly Atom[] };
const isField = (other: Atom | Field): other is Field => "instruction" in other;

type At = { readonly reading: Reading; readonly place: Place };

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

/** A complex field (begin … end) as what stands in its place. */
export const readComplexField = (atoms: readonly Atom[], at: At): Inline[] => mergedField(takeApart(atoms), at);

/** A w:fldSimple as what stands in its place. */
export function readSimpleField(atom: Extract<Atom, { content: unknown }>, at: At): Inline[] {
  const text = atom.element.attributes.get("w:instr") ?? "";
  return mergedField({ instruction: [{ text, properties: "" }], result: atom.content, atoms: [atom] }, at);
}

/** A field whose end stands in another paragraph: an index may, everything else may not. */
export function readOpenField(atoms: readonly Atom[], { reading, place }: At): Inline[] {
  const field = codeOf(atoms.flatMap((atom) => (atom.kind === "instruction" ? [{ text: atom.text, properties: "" }] : [])));
  if (unsafe.has(field)) reading.problems.push({ code: "unsafe_field", field, place });
  else if (field !== "TOC") reading.problems.push({ code: "field_over_paragraphs", field, place });
  return [];
}

function takeApart(atoms: readonly Atom[]): Field {
  const instruction: InstructionPiece[] = [];
  for (let at = 1; at < atoms.length - 1; at++) {
    const atom = atoms[at];
    if (!atom) break;
    if (atom.kind === "separate") return { instruction, result: atoms.slice(at + 1, -1), atoms };
    const end = atom.kind === "begin" ? endOfField(atoms, at) : null;
    if (end !== null) {
      instruction.push({ other: takeApart(atoms.slice(at, end)) });
      at = end - 1;
    } else if (atom.kind === "instruction" || atom.kind === "text") instruction.push({ text: atom.text, properties: atom.properties });
    else instruction.push({ other: atom });
  }
  return { instruction, result: [], atoms };
}

const codeOf = (pieces: readonly InstructionPiece[]): string =>
  pieces
    .map((piece) => ("text" in piece ? piece.text : " "))
    .join("")
    .trim()
    .split(/[\s\\"]/, 1)[0]
    ?.toUpperCase() ?? "";

function mergedField(field: Field, at: At): Inline[] {
  const code = codeOf(field.instruction);
  const refuse = (problem: TemplateProblem): Inline[] => {
    at.reading.problems.push(problem);
    return [];
  };
  if (unsafe.has(code)) return refuse({ code: "unsafe_field", field: code, place: at.place });
  if (kept.has(code)) return keptField(field, code, at);
  if (frozen.has(code)) return frozenField(field, at);
  const tokens = readInstruction(field.instruction);
  if (!tokens) return refuse({ code: "field_unreadable", field: code, place: at.place });
  const rest = tokens.slice(1);
  if (code === "IF") return ifField(rest, field, at);
  if (code === "MERGEFIELD") return valueField(argumentText(rest[0]), rest.slice(1), field, at);
  if (code === "DATE") return valueField("line.date", rest, field, at);
  if (code === "MERGEREC" || code === "MERGESEQ")
    return insert({ source: { kind: "letter_number" }, shown: "number", formats: [] }, field, false);
  const same = composed.get(code);
  if (same) return valueField(same, [], field, at);
  return refuse({ code: "unsupported_field", field: code || "{ }", place: at.place });
}

/** Stays as it is, unless something in it may not stay. */
function keptField({ instruction, atoms }: Field, code: string, at: At): Inline[] {
  for (const inner of codesIn(atoms.flatMap(inside))) {
    if (unsafe.has(inner)) at.reading.problems.push({ code: "unsafe_field", field: inner, place: at.place });
    else if (!kept.has(inner)) at.reading.problems.push({ code: "unsupported_field", field: inner, place: at.place });
  }
  const target = code === "HYPERLINK" ? argumentText(readInstruction(instruction)?.[1]) : null;
  if (target !== null && !isSafeLink(target))
    at.reading.problems.push({ code: "unsafe_content", what: "unsafe_link", part: at.place.part, target });
  return fixed(code === "NUMPAGES" ? atoms.map(countLetterOnly) : atoms);
}

/** What stands in a field but the field itself. */
const inside = (atom: Atom, index: number, all: readonly Atom[]): readonly Atom[] => {
  if (atom.kind === "simple" && all.length === 1) return atom.content;
  return index === 0 || index === all.length - 1 ? [] : [atom];
};

/** The codes of all fields among atoms, at any depth. */
const codesIn = (atoms: readonly Atom[]): string[] =>
  atoms.flatMap((atom, index) => {
    const end = atom.kind === "begin" ? endOfField(atoms, index) : null;
    const own = end === null ? [] : [codeOf(takeApart(atoms.slice(index, end)).instruction)];
    if (atom.kind === "simple") own.push(codeOf([{ text: atom.element.attributes.get("w:instr") ?? "", properties: "" }]));
    return "content" in atom ? [...own, ...codesIn(atom.content)] : own;
  });

/** In one document of many letters, the number of pages is that of the letter. */
function countLetterOnly(atom: Atom): Atom {
  const changed = (text: string) => text.replace(/NUMPAGES/i, hole("pages"));
  if (atom.kind === "instruction") return { ...atom, element: { ...atom.element, children: [changed(atom.text)] } };
  if (atom.kind !== "simple") return atom;
  const instruction = changed(atom.element.attributes.get("w:instr") ?? "");
  return { ...atom, element: { ...atom.element, attributes: new Map(atom.element.attributes).set("w:instr", instruction) } };
}

/** What the field showed when the template was saved. */
function frozenField({ instruction, result, atoms }: Field, at: At): Inline[] {
  for (const field of codesIn(atoms.flatMap(inside))) {
    const code = unsafe.has(field) ? ("unsafe_field" as const) : ("unsupported_field" as const);
    at.reading.problems.push({ code, field: unsafe.has(field) ? field : codeOf(instruction), place: at.place });
  }
  return fixed(result.filter(({ kind }) => kind === "text" || kind === "mark"));
}

function valueField(written: string | null, rest: readonly Token<Atom | Field>[], field: Field, at: At): Inline[] {
  if (written === null || written === "") {
    at.reading.problems.push({ code: "field_unreadable", field: "MERGEFIELD", place: at.place });
    return [];
  }
  const known = findField(written);
  at.reading.uses.push({ written, field: known?.name ?? null, place: at.place });
  const formats: Format[] = [];
  let asCode = false;
  for (let token = 0; token < rest.length; token++) {
    const part = rest[token];
    if (part?.kind !== "switch") continue;
    const argument = argumentText(rest[token + 1]);
    const format = formatOf(part.name, argument, at.reading);
    if (format) formats.push(format);
    else if (part.name === "\\*" && argument?.toLowerCase() === "charformat") asCode = true;
    else if (!isHarmless(part.name, argument)) {
      const shown = `${part.name} ${argument ?? ""}`.trim();
      at.reading.problems.push({ code: "unsupported_switch", field: written, switch: shown, place: at.place });
    }
  }
  const around = formats.filter(({ kind }) => kind === "before" || kind === "after");
  const ordered = [...formats.filter((format) => !around.includes(format)), ...around]; // text around is not put into another case
  return insert(
    { source: known ? { kind: "field", name: known.name } : null, shown: known?.kind ?? "text", formats: ordered },
    field,
    asCode,
  );
}

/** `\* MERGEFORMAT` keeps the look of the result, which is what we do; `\m` and `\v` are about mapped names and vertical text. */
const isHarmless = (name: string, argument: string | null): boolean =>
  name === "\\m" || name === "\\v" || (name === "\\*" && argument?.toLowerCase() === "mergeformat");

function formatOf(name: string, argument: string | null, { settings }: Reading): Format | null {
  if (argument === null) return null;
  const to = cases[argument.toLowerCase()];
  if (name === "\\*" && to) return { kind: "case", to };
  if (name === "\\@") return { kind: "day", picture: argument };
  if (name === "\\#") return { kind: "number", picture: argument, decimal: settings.decimalSymbol };
  if (name === "\\b") return { kind: "before", text: argument };
  if (name === "\\f") return { kind: "after", text: argument };
  return null;
}

function insert(value: Value, field: Field, asCode: boolean): Inline[] {
  const code = field.instruction.find((piece) => "text" in piece && piece.text.trim() !== "");
  const shown = field.result.find((atom) => atom.kind === "text");
  const ofCode = code && "text" in code ? code.properties : "";
  return [{ kind: "insert", properties: asCode ? ofCode : (shown?.properties ?? ofCode), value }];
}

/** `IF left operator right "yes" "no"`, texts with whatever fields and formatting they hold. */
function ifField(tokens: readonly Token<Atom | Field>[], field: Field, at: At): Inline[] {
  const unreadable = (): Inline[] => {
    at.reading.problems.push({ code: "field_unreadable", field: "IF", place: at.place });
    return [];
  };
  const formatting = tokens.findIndex(({ kind }) => kind === "switch");
  const [left, operator, right, yes, no, ...more] = formatting < 0 ? tokens : tokens.slice(0, formatting);
  const switches = formatting < 0 ? [] : tokens.slice(formatting);
  for (const [index, token] of switches.entries()) {
    const argument = argumentText(switches[index + 1])?.toLowerCase();
    if (token.kind !== "switch" || (token.name === "\\*" && (argument === "mergeformat" || argument === "charformat"))) continue;
    at.reading.problems.push({
      code: "unsupported_switch",
      field: "IF",
      switch: `${token.name} ${argument ?? ""}`.trim(),
      place: at.place,
    });
  }
  if (operator?.kind !== "operator" || more.length > 0) return unreadable();
  const [leftSide, rightSide] = [operandOf(left, at), operandOf(right, at)];
  if (!leftSide || !rightSide || (yes && yes.kind !== "argument") || (no && no.kind !== "argument")) return unreadable();
  const condition: Condition = { kind: "compare", left: leftSide, operator: operator.operator, right: rightSide };
  const asCode = switches.some((token) => argumentText(token)?.toLowerCase() === "charformat");
  const first = field.instruction.find((piece) => "text" in piece && piece.text.trim() !== "");
  const properties = asCode && first && "text" in first ? first.properties : null;
  const content = (argument: Token<Atom | Field> | undefined) => textOf(argument, properties, at);
  return [{ kind: "choose", condition, yes: content(yes), no: content(no) }];
}

function operandOf(token: Token<Atom | Field> | undefined, at: At): Operand | null {
  if (token?.kind !== "argument") return null;
  const parts: (string | Value)[] = [];
  for (const piece of token.pieces) {
    if ("text" in piece) parts.push(piece.text);
    else if (isField(piece.other)) {
      const [inner, ...more] = mergedField(piece.other, at);
      if (inner?.kind !== "insert" || more.length > 0) return null;
      parts.push(inner.value);
    }
  }
  return parts;
}

function textOf(token: Token<Atom | Field> | undefined, properties: string | null, at: At): Inline[] {
  if (token?.kind !== "argument") return [];
  return token.pieces.flatMap((piece): Inline[] => {
    if ("text" in piece) return [fixedText(piece.text, properties ?? piece.properties)];
    if (!isField(piece.other)) return fixed([piece.other]);
    const inner = mergedField(piece.other, at);
    return properties === null ? inner : inner.map((inline) => (inline.kind === "insert" ? { ...inline, properties } : inline));
  });
}
