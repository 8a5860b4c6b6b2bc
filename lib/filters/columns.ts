import { Prisma, type Sql } from "@/lib/db/sql";

/**
 * Where a field of the catalogue lives in SQL. Every piece of SQL here is written by us; names that come from outside only pick an entry.
 * `fold` makes what is compared alike on both sides: upper case for numbers people type, lower case for text, nothing for codes that
 * refer to a table and are upper-case already. `order` is the collation of ranges.
 */
export type Column = { sql: Sql; fold?: (sql: Sql) => Sql; order?: Sql; cast: Cast; anyOf?: (values: string[]) => Sql };
export type Cast = "text" | "int" | "bigint" | "numeric" | "boolean" | "date" | "instant" | { enum: Sql };

const sql = Prisma.raw; // only ever called with the literals of this room

const upper = (text: Sql) => Prisma.sql`upper(${text} collate pg_c_utf8)`;
const lower = (text: Sql) => Prisma.sql`lower(${text} collate pg_c_utf8)`;
const lowerPlain = (text: Sql) => Prisma.sql`lower(${text} collate "C")`;
const byBytes = sql('collate "C"');

/** A reference to a table of codes: stored in upper case. */
export const code = (name: string): Column => ({ sql: sql(name), cast: "text", order: byBytes });
/** A number or code people type or import in any case. */
export const looseCode = (name: string): Column => ({ sql: sql(name), cast: "text", fold: upper, order: byBytes });
/** What people read; sorts as the column does, numbers inside by value. */
export const named = (name: string): Column => ({ sql: sql(name), cast: "text", fold: lower, order: sql("collate winnow_name") });
/** Other text, as a phone number; sorts by character. */
export const text = (name: string): Column => ({ sql: sql(name), cast: "text", fold: lower, order: byBytes });
/** Text under an index on its plain lower case. */
export const lowerIndexed = (name: string): Column => ({ sql: sql(name), cast: "text", fold: lowerPlain, order: byBytes });
export const column = (name: string, cast: Exclude<Cast, "text">): Column => ({ sql: sql(name), cast });
export const option = (name: string, type: string): Column => ({ sql: sql(name), cast: { enum: sql(type) } });

/** The entry of a key that the catalogue has; a missing one is a mistake of ours. */
export function known<T>(columns: Readonly<Record<string, T>>, key: string): T {
  const found = Object.hasOwn(columns, key) ? columns[key] : undefined;
  if (found === undefined) throw new Error(`the catalogue names ${key}, but no column is written down for it`);
  return found;
}
