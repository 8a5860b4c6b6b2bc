import { Prisma, type Sql } from "@/lib/db/sql";
import { ok, type Result } from "@/lib/result";
import { sectionOf } from "./catalogue";
import type { FilterClock } from "./clock";
import { type Column, known } from "./columns";
import { type Aggregate, contactAggregates, contactColumns } from "./contact-columns";
import type { FilterError } from "./errors";
import { figureOfOne } from "./figure-sql";
import { aggregateOfOne, ownedBy, rowsWhere } from "./relation-sql";
import { resolveFilter } from "./resolve";
import { columnOf, type RowSource, rowSources } from "./row-sources";
import type { FieldCondition, MemberCondition, RelationCondition } from "./schema";
import { scopeOf } from "./to-sql";

/** A condition of a filter, at which groups and negations end. */
export type Leaf = FieldCondition | RelationCondition | MemberCondition;

/**
 * What the database says of one condition and one contact. Of a field `values` is the value or nothing; of a relation the rows that match,
 * named by their key field, newest first, or when none does the rows there are, with the numbers of both; of what they come to taken together, that.
 */
export type Finding = { held: boolean; values: string[]; total: number; matched: number };

const shown = 5;

/** A JSON object of one finding, correlated with the row of `contact` around it. `predicate` is the condition as the compiler wrote it. */
export function findingSql(leaf: Leaf, predicate: Sql, contactId: number, clock: FilterClock): Result<Sql, FilterError> {
  const held = Prisma.sql`exists (select 1 from contact where contact.id = ${contactId}::int and ${predicate})`;
  if (leaf.kind === "member") return ok(finding(held, noValues, nought, nought));
  if (leaf.kind === "field") return ok(finding(held, fieldValues(leaf.field, clock.timeZone), nought, nought));
  const resolved = resolveFilter({ kind: "relation", relation: leaf.relation, match: "any", where: leaf.where }, clock);
  if (!resolved.ok) return resolved;
  if (resolved.value.kind !== "rows") throw new Error("a relation resolves to its rows");
  const source = rowSources[leaf.relation];
  const scope = scopeOf(clock, { contactId });
  const every = rowsWhere(source, { ...resolved.value, where: { kind: "all", of: [] } }, scope);
  const matching = rowsWhere(source, resolved.value, scope);
  if (leaf.match === "aggregate") {
    const figure = resolveFilter(leaf, clock);
    if (!figure.ok) return figure;
    if (figure.value.kind !== "aggregate") throw new Error("an aggregate resolves to one");
    const values = Prisma.sql`array_remove(array[${figureOfOne(figure.value, scope)}], null)`;
    return ok(finding(held, values, countOf(source, every), countOf(source, matching)));
  }
  const column = columnOf(source, sectionOf(leaf.relation).keyField);
  const values = Prisma.sql`coalesce(nullif(${keys(source, column, matching)}, '{}'), ${keys(source, column, every)})`;
  return ok(finding(held, values, countOf(source, every), countOf(source, matching)));
}

const noValues = Prisma.sql`'{}'::text[]`;
const nought = Prisma.sql`0`;

function finding(held: Sql, values: Sql, total: Sql, matched: Sql): Sql {
  return Prisma.sql`json_build_object('held', ${held}, 'values', ${values}, 'total', ${total}, 'matched', ${matched})`;
}

function fieldValues(key: string, timeZone: string): Sql {
  const aggregate: Aggregate | undefined = contactAggregates[key];
  const value = aggregate ? aggregateOfOne(aggregate) : asText(known(contactColumns, key), timeZone);
  return Prisma.sql`array_remove(array[${value}], null)`;
}

function asText(column: Column, timeZone: string): Sql {
  return column.cast === "instant"
    ? Prisma.sql`to_char(${column.sql} at time zone ${timeZone}, 'YYYY-MM-DD')`
    : Prisma.sql`(${column.sql})::text`;
}

function rowsOf(source: RowSource, where: Sql): Sql {
  return Prisma.sql`from ${source.from} where (${ownedBy(source)}) and ${where}`;
}

function keys(source: RowSource, column: Column, where: Sql): Sql {
  const order = column.cast === "date" ? Prisma.sql`order by 1 desc` : Prisma.sql`order by 1`;
  return Prisma.sql`array(select distinct (${column.sql})::text ${rowsOf(source, where)} ${order} limit ${shown}::int)`;
}

function countOf(source: RowSource, where: Sql): Sql {
  return Prisma.sql`(select count(*) ${rowsOf(source, where)})`;
}
