import { err, ok, type Result } from "@/lib/result";
import type { CommandRefusal } from "./errors";
import type { ListName } from "./fields";
import { findField, findList, rowFieldOf } from "./find-field";
import type { Condition, Format, Loop, Operand, Operator, Source, TextCase, Value } from "./model";

/** What encloses a command, the default of docx-templates. */
export const delimiter = "+++";

/** A command that an author wrote between +++, with the names of fields in it. */
export type Command =
  | { readonly kind: "insert"; readonly value: Value; readonly names: readonly string[] }
  | { readonly kind: "if"; readonly condition: Condition; readonly names: readonly string[] }
  | { readonly kind: "for"; readonly variable: string; readonly loop: Loop }
  | { readonly kind: "end_if" }
  | { readonly kind: "end_for"; readonly variable: string };

/** The FORs around a command by the names of their variables. */
export type Loops = ReadonlyMap<string, Loop>;

const name = String.raw`\$?[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*`;
const quoted = String.raw`"[^"\\]*"|'[^'\\]*'`;
const wholeName = new RegExp(`^${name}$`, "u");
const format = new RegExp(String.raw`^\s*\|\s*(\w+)\s*(${quoted})?`, "u");
const insertion = new RegExp(String.raw`^(${name})((?:\s*\|.*)?)$`, "u");
const comparison = new RegExp(String.raw`^(${name})\s*(===?|!==?|<>|<=|>=|=|<|>)\s*(${quoted}|-?\d+(?:\.\d+)?|${name})$`, "u");
const notOffered = /^(EXEC|HTML|IMAGE|LINK|QUERY|ALIAS|CMD_NODE)(\s|$)/i;
const runsCode = /^(EXEC(\s|$)|!)/i;
const operators: Readonly<Record<string, Operator>> = { "==": "=", "===": "=", "!=": "<>", "!==": "<>" };
const cases: ReadonlySet<string> = new Set<TextCase>(["upper", "lower", "firstcap", "caps"]);

type Read<T> = Result<T, CommandRefusal>;

/**
 * Reads a command as docx-templates writes it: `INS name`, `= name`, `name`, `IF …`, `FOR x IN list`, `END-IF`, `END-FOR x`. Names only:
 * what docx-templates would evaluate as JavaScript is refused. So is a FOR within a FOR: all lists are the contact's own, and a few of them within
 * each other would make a letter without end.
 */
export function readCommand(written: string, loops: Loops, nextLoop: (list: ListName) => Loop): Read<Command> {
  const text = straightQuotes(written).trim();
  if (runsCode.test(text)) return err("runs_code");
  if (notOffered.test(text) || text.startsWith("*")) return err("not_offered");
  if (/^END-IF$/i.test(text)) return ok({ kind: "end_if" });
  const [, endOf] = /^END-FOR\s+\$?(\S+)$/i.exec(text) ?? [];
  if (endOf !== undefined) return ok({ kind: "end_for", variable: endOf });
  const [, condition] = /^IF\s+(.+)$/is.exec(text) ?? [];
  if (condition !== undefined) return readCondition(condition.trim(), loops);
  const [, variable, list] = /^FOR\s+(\S+)\s+IN\s+(.+)$/is.exec(text) ?? [];
  if (variable !== undefined && list !== undefined) return loops.size > 0 ? err("nested_for") : readLoop(variable, list.trim(), nextLoop);
  return readInsertion(text.replace(/^(=\s*|INS\s+)/i, ""), loops);
}

const straightQuotes = (text: string): string => text.replace(/[“”„]/g, '"').replace(/[‘’‚]/g, "'");

function readLoop(variable: string, written: string, nextLoop: (list: ListName) => Loop): Read<Command> {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(variable) || !wholeName.test(written)) return err("not_a_name");
  const list = findList(written);
  return list ? ok({ kind: "for", variable, loop: nextLoop(list) }) : err("unknown_list");
}

function readInsertion(text: string, loops: Loops): Read<Command> {
  const [, written, formats] = insertion.exec(text) ?? [];
  if (written === undefined) return err("not_a_name");
  const read = readFormats(formats ?? "");
  if (!read.ok) return read;
  const value = readValue(written, loops, read.value);
  return value.ok ? ok({ kind: "insert", value: value.value, names: fieldNames(written) }) : value;
}

function readFormats(written: string): Read<Format[]> {
  const formats: Format[] = [];
  let rest = written;
  while (rest.trim() !== "") {
    const [whole, kind = "", argument] = format.exec(rest) ?? [];
    if (whole === undefined) return err("not_a_name");
    const text = argument?.slice(1, -1);
    if (cases.has(kind.toLowerCase()) && text === undefined) formats.push({ kind: "case", to: kind.toLowerCase() as TextCase });
    else if (kind === "date" && text !== undefined) formats.push({ kind: "day", picture: text });
    else if (kind === "number" && text !== undefined) formats.push({ kind: "number", picture: text, decimal: "." });
    else if (kind === "default" && text !== undefined) formats.push({ kind: "default", text });
    else return err("unknown_format");
    rest = rest.slice(whole.length);
  }
  return ok(formats);
}

/** Names of fields; those of variables begin with $. */
const fieldNames = (...names: readonly string[]): string[] => names.filter((written) => !written.startsWith("$"));

/** A name as a value; the name of no field has no source, and the caller lists it. */
function readValue(written: string, loops: Loops, formats: readonly Format[]): Read<Value> {
  if (!written.startsWith("$")) {
    const field = findField(written);
    const source: Source | null = field ? { kind: "field", name: field.name } : null;
    return ok({ source, shown: field?.kind ?? "text", formats });
  }
  const [variable = "", ...keys] = written.slice(1).split(".");
  const loop = loops.get(variable);
  const column = loop && rowFieldOf(loop.list, keys.join("."));
  if (!loop || !column) return err("unknown_variable");
  return ok({ source: { kind: "row", loop: loop.id, key: column.key }, shown: column.kind, formats });
}

function readCondition(text: string, loops: Loops): Read<Command> {
  const negated = text.startsWith("!");
  const alone = negated ? text.slice(1).trim() : text;
  if (wholeName.test(alone)) {
    const value = readValue(alone, loops, []);
    if (!value.ok) return value;
    return ok({ kind: "if", condition: { kind: "filled", value: value.value, negated }, names: fieldNames(alone) });
  }
  const [, leftName, operator = "", rightText] = comparison.exec(text) ?? [];
  if (leftName === undefined || rightText === undefined) return err("not_a_name");
  const left = readValue(leftName, loops, []);
  if (!left.ok) return left;
  const right = readOperand(rightText, loops);
  if (!right.ok) return right;
  const compare: Condition = {
    kind: "compare",
    left: [left.value],
    operator: operators[operator] ?? (operator as Operator),
    right: right.value,
  };
  return ok({ kind: "if", condition: compare, names: fieldNames(leftName, ...(wholeName.test(rightText) ? [rightText] : [])) });
}

function readOperand(text: string, loops: Loops): Read<Operand> {
  if (/^["']/.test(text)) return ok([text.slice(1, -1)]);
  if (/^-?\d/.test(text)) return ok([text]);
  const value = readValue(text, loops, []);
  return value.ok ? ok([value.value]) : value;
}
