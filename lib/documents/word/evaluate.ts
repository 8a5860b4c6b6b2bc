import type { MergeValue, MergeValues } from "./fields";
import type { Condition, Format, Inline, Line, Operand, Operator, TextCase, Value } from "./model";
import { dayOf, knownLanguage, longDay, numberOf, pictureDay, pictureNumber, plainNumberText } from "./pictures";
import { cleanText, escapeText } from "./xml";

type Row = ReadonlyMap<string, MergeValue>;

/** What one letter may look up: own properties of its values, copied into maps, and nothing else of this program. */
export type Letter = {
  readonly number: number;
  readonly language: string;
  readonly fields: Row;
  readonly lists: ReadonlyMap<string, readonly Row[]>;
};

/** A letter and the rows that the FORs around a place stand at. */
export type Scope = { readonly letter: Letter; readonly rows: ReadonlyMap<number, Row> };

/** The values of the `number`th letter of a run, ready to be looked up. */
export function letterOf({ language, fields, lists = {} }: MergeValues, number: number): Letter {
  return {
    number,
    language: knownLanguage(language),
    fields: new Map(Object.entries(fields)),
    lists: new Map(Object.entries(lists).map(([list, rows]) => [list, (rows ?? []).map((row) => new Map(Object.entries(row)))])),
  };
}

/** The rows that a FOR goes over. */
export const rowsOf = ({ letter }: Scope, list: string): readonly Row[] => letter.lists.get(list) ?? [];

/** The scope within one turn of a FOR. */
export const withRow = ({ letter, rows }: Scope, loop: number, row: Row): Scope => ({ letter, rows: new Map(rows).set(loop, row) });

/** A value as it stands in the letter: plain text, in which line breaks are "\n"; blank is "". */
export function valueText({ source, shown, formats }: Value, scope: Scope): string {
  const raw = rawText(source, scope);
  const { language } = scope.letter;
  const pictured = formats.some(({ kind }) => kind === "day" || kind === "number");
  const written = raw === "" || pictured ? raw : shownText(raw, shown, language);
  return formats.reduce((text, format) => formatted(text, format, language), written);
}

function rawText(source: Value["source"], { letter, rows }: Scope): string {
  switch (source?.kind) {
    case "field":
      return plainText(letter.fields.get(source.name));
    case "row":
      return plainText(rows.get(source.loop)?.get(source.key));
    case "letter_number":
      return String(letter.number);
    case undefined:
      return "";
    default:
      return source satisfies never;
  }
}

/** Blank text is blank, however many spaces it has; every kind of line end is one. */
function plainText(value: MergeValue | undefined): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (typeof value !== "string") return "";
  const text = cleanText(value.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n"));
  return text.trim() === "" ? "" : text;
}

function shownText(raw: string, shown: Value["shown"], language: string): string {
  const [day, number] = [shown === "day" ? dayOf(raw) : null, shown === "number" ? numberOf(raw) : null];
  if (day) return longDay(day, language);
  return number === null ? raw : plainNumberText(number, language);
}

function formatted(text: string, format: Format, language: string): string {
  if (format.kind === "default") return text === "" ? format.text : text;
  if (text === "") return "";
  switch (format.kind) {
    case "case":
      return inCase(text, format.to, language);
    case "before":
      return format.text + text;
    case "after":
      return text + format.text;
    case "day": {
      const day = dayOf(text);
      return day ? pictureDay(day, format.picture, language) : text;
    }
    case "number": {
      const number = numberOf(text);
      return number === null ? text : pictureNumber(number, format.picture, format.decimal, language);
    }
    default:
      return format satisfies never;
  }
}

function inCase(text: string, to: TextCase, language: string): string {
  const upper = (letter: string) => letter.toLocaleUpperCase(language);
  switch (to) {
    case "upper":
      return upper(text);
    case "lower":
      return text.toLocaleLowerCase(language);
    case "firstcap":
      return text.replace(/\p{L}/u, upper);
    case "caps":
      return text.replace(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, upper);
    default:
      return to satisfies never;
  }
}

/** Whether a condition holds: numbers are compared as numbers, everything else as text with case, as Word does. */
export function holds(condition: Condition, scope: Scope): boolean {
  if (condition.kind === "filled") return (valueText(condition.value, scope) !== "") !== condition.negated;
  const [left, right] = [operandText(condition.left, scope), operandText(condition.right, scope)];
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  if (leftNumber !== null && rightNumber !== null) return ordered(condition.operator, leftNumber - rightNumber);
  if (condition.operator === "=") return matches(left, right);
  if (condition.operator === "<>") return !matches(left, right);
  return ordered(condition.operator, left.localeCompare(right, scope.letter.language));
}

const operandText = (operand: Operand, scope: Scope): string =>
  operand
    .map((part) => {
      if (typeof part === "string") return part;
      return part.formats.length > 0 ? valueText(part, scope) : rawText(part.source, scope);
    })
    .join("");

function ordered(operator: Operator, difference: number): boolean {
  switch (operator) {
    case "=":
      return difference === 0;
    case "<>":
      return difference !== 0;
    case "<":
      return difference < 0;
    case ">":
      return difference > 0;
    case "<=":
      return difference <= 0;
    case ">=":
      return difference >= 0;
    default:
      return operator satisfies never;
  }
}

/** Whether text is like a pattern of Word's IF: `?` is one character, `*` any number. Never slower than text × pattern. */
function matches(text: string, pattern: string): boolean {
  let [at, from, star, starred] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[from] === "*") [star, starred, from] = [from, at, from + 1];
    else if (from < pattern.length && (pattern[from] === "?" || pattern[from] === text[at])) [at, from] = [at + 1, from + 1];
    else if (star >= 0) [starred, at, from] = [starred + 1, starred + 1, star + 1];
    else return false;
  }
  while (pattern[from] === "*") from++;
  return from === pattern.length;
}

/** Whether what fields left in a place is nothing that one would see. */
export const isBlank = (content: readonly Inline[], scope: Scope): boolean => content.every((inline) => isBlankInline(inline, scope));

function isBlankInline(inline: Inline, scope: Scope): boolean {
  switch (inline.kind) {
    case "static":
      return inline.blank;
    case "insert":
      return valueText(inline.value, scope).trim() === "";
    case "choose":
      return isBlank(holds(inline.condition, scope) ? inline.yes : inline.no, scope);
    case "each":
      return rowsOf(scope, inline.loop.list).every((row) => isBlank(inline.content, withRow(scope, inline.loop.id, row)));
    case "wrap":
      return isBlank(inline.content, scope);
    case "lines":
      return inline.lines.every(({ content }) => isBlank(content, scope));
    default:
      return inline satisfies never;
  }
}

/** XML of what stands in a paragraph. */
export const inlineXml = (content: readonly Inline[], scope: Scope): string =>
  content.map((inline) => oneInlineXml(inline, scope)).join("");

function oneInlineXml(inline: Inline, scope: Scope): string {
  switch (inline.kind) {
    case "static":
      return inline.xml;
    case "insert":
      return runXml(inline.properties, valueText(inline.value, scope));
    case "choose":
      return inlineXml(holds(inline.condition, scope) ? inline.yes : inline.no, scope);
    case "each":
      return rowsOf(scope, inline.loop.list)
        .map((row) => inlineXml(inline.content, withRow(scope, inline.loop.id, row)))
        .join("");
    case "wrap":
      return `${inline.open}${inlineXml(inline.content, scope)}${inline.close}`;
    case "lines":
      return linesXml(inline.lines, scope);
    default:
      return inline satisfies never;
  }
}

function linesXml(lines: readonly Line[], scope: Scope): string {
  const shown = lines.filter(({ content, fieldsOnly }) => !fieldsOnly || !isBlank(content, scope));
  return shown.map(({ before, content }, at) => (at === 0 ? "" : before) + inlineXml(content, scope)).join("");
}

export const textStart = `<w:t xml:space="preserve">`;
/** What a line break or tab in a value becomes inside the text of a run. */
export const breakXml = `</w:t><w:br/>${textStart}`;
export const tabXml = `</w:t><w:tab/>${textStart}`;

/** A run of text; `properties` is its w:rPr or nothing. */
export function runXml(properties: string, text: string): string {
  if (text === "") return "";
  const xml = escapeText(text).replaceAll("\n", breakXml).replaceAll("\t", tabXml);
  return `<w:r>${properties}${textStart}${xml}</w:t></w:r>`;
}
