import { type Atom, atomsOf, fixed, fixedText, hidden, isPersonal, visibleText } from "./atoms";
import { type Command, delimiter, type Loops, readCommand } from "./commands";
import type { Place } from "./errors";
import { endOfField } from "./field-parts";
import { findField } from "./find-field";
import { isHole } from "./holes";
import type { Condition, Inline, Line, Loop } from "./model";
import type { Reading } from "./reading";
import { readComplexField, readOpenField, readSimpleField } from "./word-fields";
import { childNamed, tagsOf, type XmlElement } from "./xml";

/** A command that begins or ends something. */
export type Control = Exclude<Command, { kind: "insert" }>;

/** A paragraph: what stands in it, or the one command that it consists of, which is about the paragraphs that follow. */
type ReadParagraph =
  | { readonly kind: "content"; readonly content: readonly Inline[]; readonly fieldsOnly: boolean }
  | { readonly kind: "control"; readonly control: Control; readonly written: string; readonly place: Place };

type Item = Inline | { readonly kind: "control"; readonly control: Control; readonly written: string };
type Context = { readonly reading: Reading; readonly place: Place; readonly loops: Loops };

/** Beyond what an author writes, reading would take long: runs of a paragraph, fields within fields. */
const mostAtoms = 5_000;
const deepestField = 20;

/** Reads a paragraph within the FORs around it. What is wrong with it is added to the problems of the reading. */
export function readParagraph(paragraph: XmlElement, reading: Reading, part: string, loops: Loops): ReadParagraph {
  const atoms = atomsOf(paragraph);
  const near = visibleText(atoms).trim().slice(0, 60);
  const context: Context = { reading, place: { part, near }, loops };
  const properties = childNamed(paragraph, "w:pPr");
  const unseen = [...hidden(atoms), ...(properties && isPersonal(properties) ? [properties] : [])];
  for (const { name } of unseen) reading.problems.push({ code: "field_unreadable", field: name, place: context.place });
  if (atoms.length > mostAtoms || nesting(atoms) > deepestField) {
    reading.problems.push({ code: "paragraph_too_large", place: context.place });
    return { kind: "content", content: [], fieldsOnly: false };
  }
  const items = readItems(atoms, context);
  const controls = items.filter((item) => item.kind === "control");
  const [only] = controls;
  if (only && controls.length === 1 && items.every((item) => item === only || (item.kind === "static" && item.blank))) {
    return { kind: "control", control: only.control, written: only.written, place: context.place };
  }
  const content = withLines(nest(items, context), reading);
  return { kind: "content", content, fieldsOnly: !reading.settings.keepsBlankLines && isFieldsOnly(content) };
}

/** How many fields are open at most at a time. */
function nesting(atoms: readonly Atom[]): number {
  let [depth, deepest] = [0, 0];
  for (const atom of atoms) {
    if (atom.kind === "begin") deepest = Math.max(deepest, ++depth);
    if (atom.kind === "end") depth = Math.max(0, depth - 1);
    if ("content" in atom) deepest = Math.max(deepest, depth + nesting(atom.content));
  }
  return deepest;
}

function readItems(atoms: readonly Atom[], context: Context): Item[] {
  const items: Item[] = [];
  let { loops } = context;
  for (let at = 0; at < atoms.length; at++) {
    const atom = atoms[at];
    if (!atom) break;
    const here = { ...context, loops };
    if (atom.kind === "text") {
      let end = at;
      while (atoms[end]?.kind === "text") end++;
      const read = readText(
        atoms.slice(at, end).filter((part) => part.kind === "text"),
        here,
      );
      items.push(...read.items);
      loops = read.loops;
      at = end - 1;
    } else if (atom.kind === "begin") {
      const end = endOfField(atoms, at);
      if (end === null) items.push(...readOpenField(atoms.slice(at), here));
      items.push(...(end === null ? fixed([atom]) : readComplexField(atoms.slice(at, end), here)));
      if (end !== null) at = end - 1;
    } else if (atom.kind === "simple") items.push(...readSimpleField(atom, here));
    else if (atom.kind === "around")
      items.push({ kind: "wrap", ...tagsOf(atom.element), content: nest(readItems(atom.content, here), here) });
    else items.push(...fixed([atom]));
  }
  return items;
}

type TextAtom = Extract<Atom, { kind: "text" }>;

/** Text of neighbouring runs, in which a command and its delimiters may be split anywhere. */
function readText(atoms: readonly TextAtom[], context: Context): { items: Item[]; loops: Loops } {
  const parts = atoms
    .map(({ text }) => text)
    .join("")
    .split(delimiter);
  if (parts.length === 1) return { items: fixed(atoms), loops: context.loops };
  const items: Item[] = [];
  let { loops } = context;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) items.push(...cut(atoms, at, at + part.length).map(({ text, properties }) => fixedText(text, properties)));
    else if (index === parts.length - 1) context.reading.problems.push({ code: "command_unfinished", command: part, place: context.place });
    else {
      const properties = cut(atoms, at - delimiter.length, at)[0]?.properties ?? "";
      const read = readOne(part, properties, { ...context, loops });
      if (read) items.push(read.item);
      loops = read?.loops ?? loops;
    }
    at += part.length + delimiter.length;
  }
  return { items, loops };
}

/** The pieces of text from one place to another. */
function cut(atoms: readonly TextAtom[], from: number, to: number): TextAtom[] {
  let passed = 0;
  return atoms.flatMap((atom) => {
    const [start, end] = [from - passed, to - passed];
    passed += atom.text.length;
    const text = atom.text.slice(Math.max(0, start), Math.max(0, end));
    return text === "" ? [] : [{ ...atom, text }];
  });
}

function readOne(written: string, properties: string, { reading, place, loops }: Context): { item: Item; loops: Loops } | null {
  const read = readCommand(written, loops, (list) => reading.nextLoop(list));
  if (!read.ok) {
    reading.problems.push({ code: "command_refused", command: written.trim(), reason: read.error, place });
    return null;
  }
  const command = read.value;
  const named = (name: string) => reading.uses.push({ written: name, field: findField(name)?.name ?? null, place });
  if ("names" in command) command.names.forEach(named);
  if (command.kind === "insert") return { item: { kind: "insert", properties, value: command.value }, loops };
  return { item: { kind: "control", control: command, written: written.trim() }, loops: loopsAfter(command, loops) };
}

/** The FORs around what follows a command. */
export function loopsAfter(control: Control, loops: Loops): Loops {
  if (control.kind === "for") return new Map(loops).set(control.variable, control.loop);
  return control.kind === "end_for" ? new Map([...loops].filter(([variable]) => variable !== control.variable)) : loops;
}

type Open = { readonly control: Extract<Control, { kind: "if" | "for" }>; readonly written: string; readonly before: Inline[] };

/** Puts what stands between IF and END-IF, FOR and END-FOR into them. */
function nest(items: readonly Item[], { reading, place }: Context): Inline[] {
  const open: Open[] = [];
  let content: Inline[] = [];
  const unmatched = (command: string) => reading.problems.push({ code: "command_unmatched", command, place });
  for (const item of items) {
    if (item.kind !== "control") content.push(item);
    else if (item.control.kind === "if" || item.control.kind === "for") {
      open.push({ control: item.control, written: item.written, before: content });
      content = [];
    } else {
      const begun = open.pop();
      if (!begun || !isEndOf(item.control, begun.control)) {
        unmatched(item.written);
        return content;
      }
      content = [...begun.before, closed(begun.control, content)];
    }
  }
  for (const { written } of open) unmatched(written);
  return content;
}

/** Whether an END belongs to what was begun. */
export const isEndOf = (end: Control, begun: Control): boolean =>
  (begun.kind === "if" && end.kind === "end_if") || (begun.kind === "for" && end.kind === "end_for" && end.variable === begun.variable);

const closed = (begun: { kind: "if"; condition: Condition } | { kind: "for"; loop: Loop }, content: readonly Inline[]): Inline =>
  begun.kind === "if" ? { kind: "choose", condition: begun.condition, yes: content, no: [] } : { kind: "each", loop: begun.loop, content };

/** Whether fields, and nothing else that one would see, make up some content. */
const isFieldsOnly = (content: readonly Inline[]): boolean =>
  content.some(({ kind }) => kind !== "static") &&
  content.every((inline) => {
    if (inline.kind === "static") return inline.blank;
    if (inline.kind === "lines") return inline.lines.every(({ fieldsOnly }) => fieldsOnly);
    return inline.kind !== "wrap" || isFieldsOnly(inline.content);
  });

/** Where a line break parts lines of which some are nothing but fields, those can be left out when they are blank. */
function withLines(content: readonly Inline[], { settings }: Reading): readonly Inline[] {
  const last = content.at(-1);
  const tail = last?.kind === "static" && isHole(last.xml) ? [last] : []; // the end of a letter is on no line
  const lines: Line[] = [];
  let line: { before: string; content: Inline[] } = { before: "", content: [] };
  const end = () => lines.push({ ...line, fieldsOnly: isFieldsOnly(line.content) });
  for (const inline of content.slice(0, content.length - tail.length)) {
    if (inline.kind === "static" && inline.ends === "line") {
      end();
      line = { before: inline.xml, content: [] };
    } else line.content.push(inline);
  }
  end();
  const someMayGo = lines.length > 1 && lines.some(({ fieldsOnly }) => fieldsOnly);
  return someMayGo && !settings.keepsBlankLines ? [{ kind: "lines", lines }, ...tail] : content;
}
