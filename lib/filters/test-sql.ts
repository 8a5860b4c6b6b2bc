import { Prisma, type Sql } from "@/lib/db/sql";
import type { DaysOfYear } from "./calendar";
import type { Cast, Column } from "./columns";
import { isExact } from "./instants";
import type { Bound, Exact, Test } from "./tests";

/**
 * One test as a condition for WHERE. Positive: true or not true, null for a blank, so an index can serve it; never put it under `not`.
 * Negated: true for everything else, blanks included.
 */
export function testSql(column: Column, test: Test, negated: boolean, timeZone: string): Sql {
  if (test.kind === "blank") return negated ? Prisma.sql`${column.sql} is not null` : Prisma.sql`${column.sql} is null`;
  const positive = positiveSql(column, test, timeZone);
  return negated ? Prisma.sql`(${positive}) is not true` : positive;
}

function positiveSql(column: Column, test: Exclude<Test, { kind: "blank" }>, timeZone: string): Sql {
  switch (test.kind) {
    case "equal":
      return equalSql(column, test.values);
    case "like":
      return Prisma.sql`${folded(column, column.sql)} like ${folded(column, Prisma.sql`${likePattern(test.pattern)}::text`)}`;
    case "order":
      return orderSql(column, test.low, test.high, timeZone);
    case "yearly":
      return yearlySql(column, test, timeZone);
    default:
      return test satisfies never;
  }
}

/** `*` any run, `?` one character; what LIKE would read as its own is taken literally. */
function likePattern(pattern: string): string {
  return pattern
    .replace(/[\\%_]/g, "\\$&")
    .replace(/\*+/g, "%")
    .replaceAll("?", "_");
}

function folded(column: Column, sql: Sql): Sql {
  return column.fold ? column.fold(sql) : sql;
}

function equalSql(column: Column, values: Exact[]): Sql {
  if (column.anyOf) return column.anyOf(values.flatMap((value) => (value.kind === "text" ? [value.text] : [])));
  const bound = values.map((value) =>
    value.kind === "bool" ? Prisma.raw(value.bool ? "true" : "false") : folded(column, boundValue(column.cast, exactText(value))),
  );
  const left = folded(column, column.sql);
  return bound.length === 1 ? Prisma.sql`${left} = ${bound[0]}` : Prisma.sql`${left} in (${Prisma.join(bound)})`;
}

function exactText(value: Exclude<Exact, { kind: "bool" }>): string {
  return value.kind === "text" ? value.text : value.kind === "number" ? value.number : value.value;
}

function inOrder(column: Column, sql: Sql): Sql {
  return column.order ? Prisma.sql`${sql} ${column.order}` : sql;
}

function orderSql(column: Column, low: Bound | null, high: Bound | null, timeZone: string): Sql {
  const bound = (end: Bound) => {
    if (column.cast === "instant") return momentSql(end.value, timeZone);
    return inOrder(column, folded(column, boundValue(column.cast, end.value)));
  };
  const left = inOrder(column, folded(column, column.sql));
  if (low && high && low.value === high.value && low.inclusive && high.inclusive) return Prisma.sql`${left} = ${bound(low)}`;
  const parts: Sql[] = [];
  if (low) parts.push(Prisma.sql`${left} ${Prisma.raw(low.inclusive ? ">=" : ">")} ${bound(low)}`);
  if (high) parts.push(Prisma.sql`${left} ${Prisma.raw(high.inclusive ? "<=" : "<")} ${bound(high)}`);
  return parts.length > 0 ? Prisma.sql`(${Prisma.join(parts, " and ")})` : Prisma.sql`true`;
}

/** A time on the wall clock of the zone, or an exact one, as a moment. */
export function momentSql(time: string, timeZone: string): Sql {
  return isExact(time) ? Prisma.sql`${time}::timestamptz` : Prisma.sql`(${time}::timestamp at time zone ${timeZone})`;
}

function yearlySql(column: Column, { from, to }: DaysOfYear, timeZone: string): Sql {
  const day = column.cast === "instant" ? Prisma.sql`(${column.sql} at time zone ${timeZone})` : column.sql;
  const dayOfYear = Prisma.sql`(extract(month from ${day}) * 100 + extract(day from ${day}))`;
  return from <= to
    ? Prisma.sql`${dayOfYear} between ${from}::int and ${to}::int`
    : Prisma.sql`${dayOfYear} not between ${to + 1}::int and ${from - 1}::int`;
}

/** A whole number keeps the column's own type, so that its index serves; one that does not fit, or has a fraction, is compared exactly. */
function boundValue(cast: Cast, value: string): Sql {
  if (typeof cast === "object") return Prisma.sql`${value}::${cast.enum}`;
  switch (cast) {
    case "int":
      return /^-?\d{1,9}$/.test(value) ? Prisma.sql`${value}::int` : Prisma.sql`${value}::numeric`;
    case "bigint":
      return /^-?\d{1,18}$/.test(value) ? Prisma.sql`${value}::bigint` : Prisma.sql`${value}::numeric`;
    case "numeric":
      return Prisma.sql`${value}::numeric`;
    case "date":
      return Prisma.sql`${value}::date`;
    case "text":
    case "boolean":
    case "instant":
      return Prisma.sql`${value}::text`;
    default:
      return cast satisfies never;
  }
}
