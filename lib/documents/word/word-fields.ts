import { type Atom, fixed, fixedText } from "./atoms";
import type { TemplateProblem } from "./errors";
import { type At, codeOf, codesIn, type Field, frozen, isField, kept, simpleField, takeApart, unsafe } from "./field-parts";
import { findField } from "./find-field";
import { argumentText, readInstruction, type Token } from "./instruction";
import { frozenField, keptField } from "./kept-fields";
import type { Condition, Format, Inline, Operand, TextCase, Value } from "./model";
import type { Reading } from "./reading";

/** Word's composed fields, by the field of ours that is the same. */
const composed = new Map([
  ["ADDRESSBLOCK", "contact.mailAddress"],
  ["GREETINGLINE", "contact.formalSalutation"],
]);
const cases = new Map<string, TextCase>((["upper", "lower", "firstcap", "caps"] as const).map((to) => [to, to]));

/** A complex field (begin … end) as what stands in its place. */
export const readComplexField = (atoms: readonly Atom[], at: At): Inline[] => mergedField(takeApart(atoms), at);

/** A w:fldSimple as what stands in its place. */
export const readSimpleField = (atom: Extract<Atom, { content: unknown }>, at: At): Inline[] => mergedField(simpleField(atom), at);

/** A field whose end stands in another paragraph: an index may, everything else may not. */
export function readOpenField(atoms: readonly Atom[], { reading, place }: At): Inline[] {
  const field = codeOf(atoms.flatMap((atom) => (atom.kind === "instruction" ? [{ text: atom.text, properties: "" }] : [])));
  if (unsafe.has(field)) reading.problems.push({ code: "unsafe_field", field, place });
  else if (field !== "TOC") reading.problems.push({ code: "field_over_paragraphs", field, place });
  return [];
}

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
  const to = cases.get(argument.toLowerCase());
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
    if (!isField(piece.other)) return fixedOther(piece.other, at);
    const inner = mergedField(piece.other, at);
    return properties === null ? inner : inner.map((inline) => (inline.kind === "insert" ? { ...inline, properties } : inline));
  });
}

/** A break, a picture, a link within the text of an IF; fields in the link would not be looked at. */
function fixedOther(atom: Atom, { reading, place }: At): Inline[] {
  if ("content" in atom && codesIn(atom.content).length > 0) {
    reading.problems.push({ code: "field_unreadable", field: "IF", place });
  }
  return fixed([atom]);
}
