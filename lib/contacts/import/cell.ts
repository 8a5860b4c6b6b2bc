import { heardFrom } from "@/lib/consent/schema";
import { withoutGuard } from "@/lib/csv/csv-line";
import type { CellKind, CodeList } from "./fields";

/** The codes an import knows: for each list what is written in a file, folded, with the code it stands for. */
export type KnownCodes = Record<CodeList, ReadonlyMap<string, string>>;

/** How days and numbers are written in the file. */
export type Notation = { dayOrder: "dmy" | "mdy"; decimal: "." | "," };

/** Words as they are compared with codes and their names: in lower case, without accents. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  return /^[\u0020-\u007e]*$/.test(lower) ? lower : lower.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("’", "'");
}

export type CellResult = { ok: true; value: string } | { ok: false; reason: string };

const taken = (value: string): CellResult => ({ ok: true, value });
const refused = (reason: string): CellResult => ({ ok: false, reason });

/**
 * Takes off what spreadsheets and our own exports put around a cell: outer space, line ends inside, and the apostrophe that
 * keeps a spreadsheet from reading `=1+1` as a formula.
 */
export function plainCell(cell: string): string {
  const bare = withoutGuard(cell);
  return (/[\r\n\t\u00a0]/.test(bare) ? bare.replace(/[\s\u00a0]+/g, " ") : bare).trim();
}

/** Checks one cell that is not empty, and answers with what is stored: codes as they are, flags `true` or `false`, days as year-month-day. */
export function readCell(cell: CellKind, value: string, codes: KnownCodes, notation: Notation): CellResult {
  if (value.includes("\u0000")) return refused("It holds a zero character, which text cannot have.");
  switch (cell.kind) {
    case "text":
      return value.length <= cell.most ? taken(value) : refused(`It has ${value.length} characters; ${cell.most} are the most.`);
    case "email":
      return readEmail(value);
    case "phone":
      return readPhone(value);
    case "flag":
      return readChoice(value, flags, "yes or no");
    case "type":
      return readChoice(value, types, "Company or Person");
    case "channel":
      return readChoice(value, channels, "Hard Copy, Email or Phone");
    case "consent":
      return readChoice(value, consents, "agreed or refused");
    case "consentSource":
      return readChoice(value, consentSources, "Form, Phone, Email, Letter, By hand or Import");
    case "day":
      return readDay(value, notation);
    case "moment":
      return readMoment(value, notation);
    case "options": {
      const option = cell.options.find((each) => folded(each) === folded(value));
      return option === undefined ? refused(`Expected one of ${cell.options.join(", ")}.`) : taken(option);
    }
    case "number":
      return readNumber(value, cell.decimals, notation);
    case "list": {
      const code = codes[cell.list].get(folded(value));
      return code === undefined ? refused(`${listWords[cell.list]} is not known.`) : taken(code);
    }
    default:
      return cell satisfies never;
  }
}

const listWords: Record<CodeList, string> = {
  country: "This country",
  language: "This language",
  salutation: "This salutation",
  territory: "This territory",
  salesperson: "This salesperson",
  organizationalLevel: "This organizational level",
};

const flags = new Map([
  ["yes", "true"],
  ["no", "false"],
  ["true", "true"],
  ["false", "false"],
  ["1", "true"],
  ["0", "false"],
  ["y", "true"],
  ["n", "false"],
  ["x", "true"],
]);
const types = new Map([
  ["company", "company"],
  ["organization", "company"],
  ["organisation", "company"],
  ["person", "person"],
  ["contact", "person"],
]);
const channels = new Map([
  ["hard copy", "hard_copy"],
  ["hard_copy", "hard_copy"],
  ["letter", "hard_copy"],
  ["post", "hard_copy"],
  ["email", "email"],
  ["e-mail", "email"],
  ["mail", "email"],
  ["phone", "phone"],
  ["telephone", "phone"],
]);

const consents = new Map([
  ...["agreed", "given", "yes", "true", "1", "y", "x", "opt-in", "opted in", "subscribed"].map((word) => [word, "true"] as const),
  ...["refused", "withdrawn", "no", "false", "0", "n", "opt-out", "opted out", "unsubscribed"].map((word) => [word, "false"] as const),
]);
const consentSources = new Map([...heardFrom.map((source) => [source.replace("_", " "), source] as const), ["e-mail", "email"]]);

function readChoice(value: string, choices: ReadonlyMap<string, string>, expected: string): CellResult {
  const found = choices.get(value.toLowerCase());
  return found === undefined ? refused(`Expected ${expected}.`) : taken(found);
}

/** One address, or several separated by a semicolon. */
function readEmail(value: string): CellResult {
  if (value.length > 254) return refused(`It has ${value.length} characters; 254 are the most.`);
  const isEvery = value
    .split(";")
    .every((address) => /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\.]+(\.[^\s@<>(),;:"\\.]+)+$/u.test(address.trim()));
  return isEvery ? taken(value) : refused("This is no e-mail address. Expected something like anna@example.com.");
}

/** Letters have no place in a phone number, except the x before an extension. */
function readPhone(value: string): CellResult {
  if (value.length > 40) return refused(`It has ${value.length} characters; 40 are the most.`);
  return /\p{L}/u.test(value.replace(/\s*(?:ext\.?|x)\s*(\d+)$/i, "$1")) ? refused("A phone number has no letters.") : taken(value);
}

function readDay(value: string, { dayOrder }: Notation): CellResult {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(value);
  const parted = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?: .*)?$/.exec(value);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : parted
      ? dayOrder === "dmy" || parted[2] === "."
        ? [parted[4], parted[3], parted[1]]
        : [parted[4], parted[1], parted[3]]
      : [];
  if (!year || !month || !day) return refused("This is no date. Expected something like 2026-03-16.");
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const instant = Date.parse(`${text}T00:00:00Z`);
  const isReal = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text) && isKept(text);
  return isReal ? taken(text) : refused("There is no such day.");
}

/** A day and a time: exact with a zone, else as the clocks of the workspace show it; a day alone begins at midnight. */
function readMoment(value: string, notation: Notation): CellResult {
  const [, date = value, time] = /^(\S+?)(?:[T ]+(\d{1,2}:\d{2}\S*(?:\s*[ap]m)?))?$/i.exec(value) ?? [];
  const day = readDay(date, notation);
  if (!day.ok) return day;
  if (time === undefined) return taken(`${day.value}T00:00:00`);
  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(time);
  const [, hour, minute, second = "00", half, zone] = parts ?? [];
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : Number(hour);
  if (!parts || hours > 23 || Number(minute) > 59 || Number(second) > 59)
    return refused("There is no such time. Expected something like 14:30:00.");
  const local = `${day.value}T${String(hours).padStart(2, "0")}:${minute}:${second}`;
  if (zone === undefined) return taken(local);
  const offset = zone.toUpperCase() === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const instant = new Date(`${local}${offset}`);
  if (Number.isNaN(instant.getTime())) return refused("There is no such time zone. Expected something like 2026-03-16T14:30:00+01:00.");
  return isKept(instant.toISOString()) ? taken(instant.toISOString()) : refused("There is no such day.");
}

/** Whether Postgres knows the year: there is no year 0, and what zones move out of four digits is no date any more. */
const isKept = (iso: string) => /^(?!0000)\d{4}-/.test(iso);

function readNumber(value: string, decimals: number, { decimal }: Notation): CellResult {
  const bare = value
    .replace(/[\s\u00a0'\u2019]/g, "")
    .replace(/^[£$€]|[£$€]$/g, "")
    .replace(/^\((.*)\)$/, "-$1")
    .replace(/^\u2212/, "-");
  const thousands = decimal === "." ? "," : ".";
  const shape = decimal === "." ? /^[-+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?$/ : /^[-+]?(\d+|\d{1,3}(\.\d{3})+)?(,\d+)?$/;
  if (bare === "" || !shape.test(bare) || !/\d/.test(bare))
    return refused(`This is no number. Expected something like ${decimal === "." ? "1234.50" : "1234,50"}.`);
  const number = Number(bare.replaceAll(thousands, "").replace(decimal, "."));
  if (Math.abs(number) >= 10 ** 12) return refused("It is too large.");
  return taken(number.toFixed(decimals));
}
