import { isDeepStrictEqual } from "node:util";
import { Prisma, type Sql } from "@/lib/db/sql";
import { type Column, known } from "./columns";
import { contactAggregates, contactColumns } from "./contact-columns";
import { isOwnId, ownerIds } from "./relation-sql";
import type { Resolved } from "./resolve";
import { columnOf, type RowSource, rowSources } from "./row-sources";
import { momentSql, testSql } from "./test-sql";
import type { Bound, Test } from "./tests";

/**
 * Whose answer may differ between two moments though nothing was written: `then` and `now` are one filter, resolved at both. Each query yields ids of
 * contacts with a value between where a bound was and where it is; together they hold everybody whose answer did change, and some more. None
 * where no bound moved; null when that cannot be told, and everybody has to be asked.
 */
export function idsBetween(then: Resolved, now: Resolved, timeZone: string): Sql[] | null {
  if (isDeepStrictEqual(then, now)) return [];
  if ((then.kind === "all" || then.kind === "any") && (now.kind === "all" || now.kind === "any")) {
    return then.kind === now.kind ? ofParts(then.of, now.of, (left, right) => idsBetween(left, right, timeZone)) : null;
  }
  if (then.kind === "test" && now.kind === "test") {
    if (then.field.key !== now.field.key) return null;
    const aggregate = contactAggregates[now.field.key];
    if (!aggregate) {
      const passed = passedBy(known(contactColumns, now.field.key), then.test, now.test, timeZone);
      return passed && [Prisma.sql`select contact.id from contact where ${passed}`];
    }
    if (aggregate.kind !== "latest") return null;
    const passed = passedBy(aggregate.day, then.test, now.test, timeZone);
    return passed && [owners(aggregate.source, passed)];
  }
  if (isOfRows(then) && isOfRows(now)) {
    if (then.relation !== now.relation) return null;
    const source = rowSources[now.relation];
    const rows = passedRows(source, then.where, now.where, timeZone);
    return rows?.map((passed) => owners(source, passed)) ?? null;
  }
  return null;
}

type OfRows = Extract<Resolved, { relation: unknown }>;

/** What is asked of rows changes for nobody whose rows did not pass a bound, however they are counted or summed up. */
function isOfRows(node: Resolved): node is OfRows {
  return node.kind === "rows" || node.kind === "count" || node.kind === "aggregate";
}

/** Conditions on rows of a relation, by whose bounds they were passed. */
function passedRows(source: RowSource, then: Resolved, now: Resolved, timeZone: string): Sql[] | null {
  if (isDeepStrictEqual(then, now)) return [];
  if ((then.kind === "all" || then.kind === "any") && now.kind === then.kind) {
    return ofParts(then.of, now.of, (left, right) => passedRows(source, left, right, timeZone));
  }
  if (then.kind !== "test" || now.kind !== "test" || then.field.key !== now.field.key) return null;
  const passed = passedBy(columnOf(source, now.field.key), then.test, now.test, timeZone);
  return passed && [passed];
}

function ofParts(then: Resolved[], now: Resolved[], each: (then: Resolved, now: Resolved) => Sql[] | null): Sql[] | null {
  if (then.length !== now.length) return null;
  const found: Sql[] = [];
  for (const [at, left] of then.entries()) {
    const right = now[at];
    const part = right ? each(left, right) : null;
    if (!part) return null;
    found.push(...part);
  }
  return found;
}

function owners(source: RowSource, passed: Sql): Sql {
  const ids = ownerIds(source, passed, { timeZone: "UTC", only: null });
  return isOwnId(source.meets) ? ids : Prisma.sql`select contact.id from contact where ${source.meets} in (${ids})`;
}

/** A value between a bound then and the same bound now, ends included; of anniversaries whoever has one then or now. */
function passedBy(column: Column, then: Test, now: Test, timeZone: string): Sql | null {
  if (then.kind === "yearly" && now.kind === "yearly")
    return Prisma.sql`(${testSql(column, then, false, timeZone)} or ${testSql(column, now, false, timeZone)})`;
  if (then.kind !== "order" || now.kind !== "order") return null;
  const ends: [Bound | null, Bound | null][] = [
    [then.low, now.low],
    [then.high, now.high],
  ];
  const moved = ends.filter(([was, is]) => !isDeepStrictEqual(was, is));
  const passed: Sql[] = [];
  for (const [was, is] of moved) {
    if (!was || !is || (column.cast !== "date" && column.cast !== "instant")) return null;
    const [from, to] = [boundAt(column, was, timeZone), boundAt(column, is, timeZone)];
    passed.push(Prisma.sql`${column.sql} between least(${from}, ${to}) and greatest(${from}, ${to})`);
  }
  return Prisma.sql`(${Prisma.join(passed, " or ")})`;
}

function boundAt(column: Column, { value }: Bound, timeZone: string): Sql {
  return column.cast === "instant" ? momentSql(value, timeZone) : Prisma.sql`${value}::date`;
}
