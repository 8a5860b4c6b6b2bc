import { Prisma, type Sql } from "@/lib/db/sql";
import type { FilterClock } from "./clock";
import type { Aggregate } from "./contact-columns";
import { contactIsAmong, idsOfOnly, type Only } from "./only";
import type { Resolved } from "./resolve";
import { columnOf, type RowSource, rowSources } from "./row-sources";
import type { CompareOp } from "./schema";
import { testSql } from "./test-sql";
import type { Test } from "./tests";

/** What a statement is about: every contact, or some, whose rows alone are then read. Times are those of `timeZone`. */
export type Scope = Pick<FilterClock, "timeZone" | "live"> & { only: Only | null };

/** What a row must be to count for a condition: what the filter asks of it, and what rows must be unless the filter speaks of it. */
export function rowsWhere(source: RowSource, node: Extract<Resolved, { relation: unknown }>, scope: Scope): Sql {
  const usual = Object.entries(source.unlessMentioned).flatMap(([field, sql]) => (node.mentioned.has(field) ? [] : [sql]));
  return Prisma.join([rowSql(source, node.where, scope), ...usual], " and ");
}

/** A condition on one row of a relation. */
function rowSql(source: RowSource, node: Resolved, scope: Scope): Sql {
  if (node.kind === "test") return testSql(columnOf(source, node.field.key), node.test, node.negated, scope.timeZone);
  if (node.kind !== "all" && node.kind !== "any") throw new Error(`a row has no ${node.kind}`); // resolveFilter refused it
  if (node.of.length === 0) return node.kind === "all" ? Prisma.sql`true` : Prisma.sql`false`;
  return Prisma.sql`(${Prisma.join(
    node.of.map((part) => rowSql(source, part, scope)),
    node.kind === "all" ? " and " : " or ",
  )})`;
}

/** The contacts (or companies) that have such rows; one that owns a row twice comes twice. */
export function ownerIds(source: RowSource, where: Sql, scope: Scope): Sql {
  const { from, owners } = source;
  return Prisma.join(
    owners.map((owner) => Prisma.sql`select ${owner} from ${from} where ${where}${ofThose(source, owner, scope)}`),
    " union all ",
  );
}

/** Narrows contacts to those the statement is about. */
export function onlyThose({ only }: Scope): Sql {
  return only ? Prisma.sql` and ${contactIsAmong(only)}` : Prisma.empty;
}

/** Narrows rows to theirs. */
function ofThose({ meets }: RowSource, owner: Sql, { only }: Scope): Sql {
  if (!only) return Prisma.empty;
  if ("chunks" in only && isOwnId(meets)) return Prisma.sql` and ${owner} in (${idsOfOnly(only)})`;
  const whose = Prisma.sql`(select ${meets} from contact where ${contactIsAmong(only)})`;
  return "contactId" in only ? Prisma.sql` and ${owner} = ${whose}` : Prisma.sql` and ${owner} in ${whose}`;
}

/** Whether rows name the contact itself, not its company. */
export function isOwnId(meets: Sql): boolean {
  return meets.sql === "contact.id";
}

/**
 * Whether an id is among those of a query that Postgres has no statistics of, as a union or an unnested set. The second comparison is true
 * whenever the first is; it keeps the planner from taking the ids for 200 different ones and looking contacts up one by one.
 */
export function among(id: Sql, query: Sql): Sql {
  return Prisma.sql`exists (select 1 from (${query}) m (id) where m.id = ${id} and m.id >= ${id})`;
}

/** Whether the contact has such rows, or has none: a semi-join or an anti-join. */
export function rowsSql(source: RowSource, where: Sql, negated: boolean, scope: Scope): Sql {
  if (!negated) {
    // Some contacts stand outside, read already, and are looked up one by one; narrowing the rows as well would be asked for each of them.
    const joined = source.owners.length === 1 && scope.only !== null && "chunks" in scope.only;
    const ids = ownerIds(source, where, joined ? { ...scope, only: null } : scope);
    return source.owners.length === 1 ? Prisma.sql`${source.meets} in (${ids})` : among(source.meets, ids);
  }
  const none = source.owners.map(
    (owner) => Prisma.sql`not exists (select 1 from ${source.from} where ${owner} = ${source.meets} and ${where})`,
  );
  return Prisma.join(none, " and ");
}

/** Operators as SQL writes them. */
export const comparison: Record<"is" | "isNot" | CompareOp, string> = {
  is: "=",
  isNot: "<>",
  less: "<",
  lessOrEqual: "<=",
  greater: ">",
  greaterOrEqual: ">=",
};

/** Contacts whose rows together satisfy `having`, over `g.input` of each; with `noneWillDo` also those without rows. */
export type Grouped = { source: RowSource; where: Sql; input: Sql; having: Sql; noneWillDo: boolean };

/** The contacts that have so many such rows. */
export function countedBy(node: Extract<Resolved, { kind: "count" }>, scope: Scope): Grouped {
  const { op, value } = node;
  const source = rowSources[node.relation];
  const having = Prisma.sql`count(*) ${Prisma.raw(comparison[op])} ${value}::bigint`;
  const noneWillDo = {
    is: value === 0,
    isNot: value !== 0,
    less: value > 0,
    lessOrEqual: true,
    greater: false,
    greaterOrEqual: value === 0,
  }[op];
  return { source, where: rowsWhere(source, node, scope), input: Prisma.sql`1`, having, noneWillDo };
}

/** That a row is of the contact around it. */
export function ownedBy({ owners, meets }: RowSource): Sql {
  return Prisma.join(
    owners.map((owner) => Prisma.sql`${owner} = ${meets}`),
    " or ",
  );
}

/** Whether the contact is one of them. */
export function groupedSql(grouped: Grouped, scope: Scope): Sql {
  const { meets } = grouped.source;
  if (!grouped.noneWillDo) return among(meets, groupedIds(grouped, scope));
  const having = Prisma.sql`(${grouped.having}) is not true`;
  return Prisma.sql`not exists (select 1 from (${groupedIds({ ...grouped, having }, scope)}) n where n.id = ${meets})`;
}

/** Those with rows, in a column `id`. Materialized, or every parallel worker would group all rows again for itself. */
export function groupedIds({ source: { from, owners }, source, where, input, having }: Omit<Grouped, "noneWillDo">, scope: Scope): Sql {
  const [first, ...more] = owners;
  const rows = [
    Prisma.sql`select ${first} as id, ${input} as input from ${from} where ${where}${ofThose(source, first, scope)}`,
    ...more.map(
      (owner) =>
        Prisma.sql`select ${owner}, ${input} from ${from} where ${where} and ${owner} is distinct from ${first}${ofThose(source, owner, scope)}`,
    ),
  ];
  return Prisma.sql`with g as materialized (select g.id from (${Prisma.join(rows, " union all ")}) g group by g.id having ${having}) select g.id from g`;
}

/** A test on a calculated field. */
export function aggregateSql(aggregate: Aggregate, test: Test, negated: boolean, scope: Scope): Sql {
  const { source, where } = aggregate;
  if (aggregate.kind === "latest") return latestSql(aggregate, test, negated, scope);
  if (test.kind === "blank") return Prisma.raw(negated ? "true" : "false");
  const having = testSql(aggregate.result, test, negated, scope.timeZone);
  return groupedSql({ source, where, input: aggregate.input, having, noneWillDo: holdsForNought(test) !== negated }, scope);
}

/** The latest day lies in a range when some row does and none lies after it: joins that an index on days serves, and nothing to group. */
function latestSql({ source, where, day }: Extract<Aggregate, { kind: "latest" }>, test: Test, negated: boolean, scope: Scope): Sql {
  if (test.kind === "blank") return rowsSql(source, where, !negated, scope);
  if (test.kind === "yearly") {
    const having = testSql({ ...day, sql: Prisma.sql`max(g.input)` }, test, negated, scope.timeZone);
    return groupedSql({ source, where, input: day.sql, having, noneWillDo: negated }, scope);
  }
  if (test.kind !== "order") throw new Error(`a day is not asked with ${test.kind}`); // values of days resolve to ranges
  const rows = (wanted: Test) => Prisma.sql`${where} and ${testSql(day, wanted, false, scope.timeZone)}`;
  const within = rows(test);
  if (!test.high) return rowsSql(source, within, negated, scope);
  const after = rows({ kind: "order", low: { value: test.high.value, inclusive: !test.high.inclusive }, high: null });
  if (!negated) return Prisma.sql`${rowsSql(source, within, false, scope)} and ${rowsSql(source, after, true, scope)}`;
  return among(
    source.meets,
    Prisma.sql`select contact.id from contact where ${rowsSql(source, within, true, scope)}${onlyThose(scope)} union all ${ownerIds(source, after, scope)}`,
  );
}

function holdsForNought(test: Exclude<Test, { kind: "blank" }>): boolean {
  if (test.kind === "equal") return test.values.some((value) => value.kind === "number" && value.number === "0");
  if (test.kind !== "order") return false;
  const { low, high } = test;
  return (
    (!low || low.value.startsWith("-") || (low.inclusive && low.value === "0")) &&
    (!high || (high.inclusive ? !high.value.startsWith("-") : !/^(-|0$)/.test(high.value)))
  );
}

/** A calculated field of the contact around it, as text; null when it is blank. */
export function aggregateOfOne(aggregate: Aggregate): Sql {
  const { source, where } = aggregate;
  const owned = ownedBy(source);
  if (aggregate.kind === "latest")
    return Prisma.sql`(select max(${aggregate.day.sql}) from ${source.from} where (${owned}) and ${where})::text`;
  const sum = Prisma.sql`(select ${aggregate.result.sql} from (select ${aggregate.input} as input from ${source.from} where (${owned}) and ${where}) g)`;
  return Prisma.sql`coalesce(${sum}::text, '0')`;
}
