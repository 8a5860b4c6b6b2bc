import type { MergeValue, MergeValues } from "./fields";
import type { Format, TextCase, Value } from "./model";
import { dayOf, knownLanguage, longDay, numberOf, pictureDay, pictureNumber, plainNumberText } from "./pictures";
import { cleanText } from "./xml";

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

/** A value as it came, with no format: what conditions compare. */
export function rawText(source: Value["source"], { letter, rows }: Scope): string {
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
