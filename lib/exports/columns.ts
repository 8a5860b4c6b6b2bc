import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { ColumnChoice } from "./schema";

/** One column of a file: how it is asked for, its heading, its value, and how a spreadsheet should take it. */
export type ExportColumn = ColumnChoice & { sql: Sql; holds: "text" | "number" | "day" };

export const text = (key: string, title: string, sql: Sql): ExportColumn => ({ key, title, sql, holds: "text" });
export const number = (key: string, title: string, sql: Sql): ExportColumn => ({ key, title, sql, holds: "number" });
export const day = (key: string, title: string, sql: Sql): ExportColumn => ({ key, title, sql, holds: "day" });
/** An enum value as people read it: hard_copy is Hard Copy. Spelled out value by value, which is told in no time a million times. */
export const word = (key: string, title: string, values: readonly string[], sql: Sql) =>
  text(key, title, Prisma.sql`case ${sql} ${Prisma.raw(values.map((value) => `when '${value}' then '${inWords(value)}'`).join(" "))} end`);
export const inWords = (value: string) =>
  value.replace(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap ? " " : "") + letter.toUpperCase());
export const flag = (key: string, title: string, sql: Sql) => text(key, title, Prisma.sql`case when ${sql} then 'Yes' else 'No' end`);
/** A moment in the workspace's time zone. */
export const moment = (key: string, title: string, sql: Sql) =>
  text(
    key,
    title,
    Prisma.sql`to_char(${sql} at time zone coalesce((select time_zone from marketing_setup where id = 1), 'Etc/UTC'), 'YYYY-MM-DD HH24:MI')`,
  );

/** The columns that were chosen, in the order of the list; all when nothing was. A key that is none of the list is refused. */
export function chosenColumns(columns: readonly ExportColumn[], keys: readonly string[] | null): readonly ExportColumn[] {
  if (keys === null) return columns;
  const wanted = new Set(z.array(z.enum(columns.map(({ key }) => key))).parse(keys));
  return columns.filter(({ key }) => wanted.has(key));
}

/** What a page offers to choose from. */
export const choicesOf = (columns: readonly ExportColumn[]): ColumnChoice[] => columns.map(({ key, title }) => ({ key, title }));
