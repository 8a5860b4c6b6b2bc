import type { AggregateKind, FieldCondition, Filter, FilterValue, RelationKey } from "@/lib/filters/schema";

/** A contact as plain data: what the evaluator below and the database are both asked about. */
export type PlainContact = { contactNo: string; fields: PlainRow; rows: Partial<Record<RelationKey, PlainRow[]>> };
export type PlainRow = Record<string, PlainValue>;
type PlainValue = string | number | boolean | null;

/** How values of a field compare: text without case, in the order of the column; codes by character; the rest by value. */
export type Kind = "name" | "text" | "code" | "number" | "bool" | "enum" | "day";
export type Kinds = Record<string, Kind>;

const collator = new Intl.Collator("und", { numeric: true });

/** The meaning of a filter, said as plainly as it can be: no SQL, no negation pushed about. */
export function holds(filter: Filter, contact: PlainContact, kinds: Kinds): boolean {
  switch (filter.kind) {
    case "all":
      return filter.of.every((part) => holds(part, contact, kinds));
    case "any":
      return filter.of.some((part) => holds(part, contact, kinds));
    case "not":
      return !holds(filter.of, contact, kinds);
    case "field":
      return fieldHolds(filter, contact.fields, kinds);
    case "relation": {
      const mentioned = JSON.stringify(filter.where);
      const counted = (row: PlainRow) =>
        ["canceled", "postponed"].every((field) => row[field] !== true || mentioned.includes(`"${field}"`));
      const rows = (contact.rows[filter.relation] ?? []).filter(counted);
      const matching = rows.filter((row) => holds(filter.where, { contactNo: "", fields: row, rows: {} }, kinds)).length;
      if (filter.match === "aggregate") {
        const values = rows
          .filter((row) => holds(filter.where, { contactNo: "", fields: row, rows: {} }, kinds))
          .map((row) => row[filter.field] ?? null)
          .filter((value) => value !== null);
        const figure = figureOf(filter.of, values);
        return figure !== null && countHolds(filter.op, figure, filter.value);
      }
      if (filter.match === "count") return countHolds(filter.count.op, matching, filter.count.value);
      if (filter.match === "all") return rows.length > 0 && matching === rows.length;
      return filter.match === "any" ? matching > 0 : matching === 0;
    }
    case "member":
      throw new Error("the plain world has no segments");
    default:
      return filter satisfies never;
  }
}

function countHolds(op: "is" | "isNot" | "less" | "lessOrEqual" | "greater" | "greaterOrEqual", count: number, value: number): boolean {
  const held = { is: count === value, isNot: count !== value, less: count < value };
  const more = { lessOrEqual: count <= value, greater: count > value, greaterOrEqual: count >= value };
  return { ...held, ...more }[op];
}

/** What values come to; null where nothing has such a figure. */
export function figureOf(of: AggregateKind, values: readonly (string | number | boolean)[]): number | null {
  const numbers = values.map(Number);
  const sum = numbers.reduce((total, value) => Math.round((total + value) * 1e6) / 1e6, 0);
  if (of === "sum") return sum;
  if (of === "distinct") return new Set(values.map((value) => String(value).toLowerCase())).size;
  if (numbers.length === 0) return null;
  return { minimum: Math.min(...numbers), maximum: Math.max(...numbers), average: sum / numbers.length }[of];
}

function fieldHolds(condition: FieldCondition, row: PlainRow, kinds: Kinds): boolean {
  const value = row[condition.field] ?? null;
  const kind = kinds[condition.field] ?? "name";
  const same = (wanted: FilterValue) =>
    String(wanted).trim() === "" ? value === null : value !== null && order(kind, value, wanted) === 0;
  const ordered = (wanted: FilterValue, test: (sign: number) => boolean) => value !== null && test(order(kind, value, wanted));
  switch (condition.op) {
    case "is":
      return same(condition.value);
    case "isNot":
      return !same(condition.value);
    case "in":
      return condition.values.some(same);
    case "notIn":
      return !condition.values.some(same);
    case "less":
      return ordered(condition.value, (sign) => sign < 0);
    case "lessOrEqual":
      return ordered(condition.value, (sign) => sign <= 0);
    case "greater":
      return ordered(condition.value, (sign) => sign > 0);
    case "greaterOrEqual":
      return ordered(condition.value, (sign) => sign >= 0);
    case "between":
    case "notBetween": {
      const [low, high] = condition.values;
      const between = ordered(low, (sign) => sign >= 0) && ordered(high, (sign) => sign <= 0);
      return between === (condition.op === "between");
    }
    case "anniversary":
      return (
        value !== null && daysFrom(String(condition.values[0]), String(condition.values[1])).some((day) => isYearly(String(value), day))
      );
    case "like":
    case "notLike":
      return (value !== null && like(String(value), condition.value)) === (condition.op === "like");
    case "isEmpty":
      return value === null;
    case "isNotEmpty":
      return value !== null;
    case "ask":
    case "expression":
      throw new Error("expressions have tests of their own");
    default:
      return condition satisfies never;
  }
}

/** Every day of a stretch; one that ends before it begins goes over the end of the year. */
function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  const last = to < from ? `${Number(to.slice(0, 4)) + 1}${to.slice(4)}` : to;
  for (const day = new Date(`${from}T12:00:00Z`); day.toISOString().slice(0, 10) <= last; day.setUTCDate(day.getUTCDate() + 1))
    days.push(day.toISOString().slice(0, 10));
  return days;
}

/** Whether a day is an anniversary of another: 29 February has its on 28 February in years without it. */
function isYearly(of: string, day: string): boolean {
  if (of.slice(5) !== "02-29") return of.slice(5) === day.slice(5);
  const isLeap = new Date(`${day.slice(0, 4)}-02-29T12:00:00Z`).getUTCDate() === 29;
  return day.slice(5) === (isLeap ? "02-29" : "02-28");
}

function order(kind: Kind, value: Exclude<PlainValue, null>, wanted: FilterValue): number {
  const [left, right] = [String(value).trim().toLowerCase(), String(wanted).trim().toLowerCase()];
  if (kind === "number") return Number(value) - Number(wanted);
  if (kind === "name") return left === right ? 0 : collator.compare(left, right) || 1;
  if (kind === "code") return compare(left.toUpperCase(), right.toUpperCase());
  return compare(left, right);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function like(value: string, pattern: string): boolean {
  const [text, wanted] = [[...value.toLowerCase()], [...pattern.trim().toLowerCase()]];
  let reachable = new Set([0]);
  for (const sign of wanted) {
    const next = new Set<number>();
    for (const at of reachable) {
      if (sign === "*") for (let to = at; to <= text.length; to++) next.add(to);
      else if (at < text.length && (sign === "?" || text[at] === sign)) next.add(at + 1);
    }
    reachable = next;
  }
  return reachable.has(text.length);
}
