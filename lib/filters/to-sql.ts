import { Prisma, type Sql } from "@/lib/db/sql";
import { ok, type Result } from "@/lib/result";
import type { FilterClock } from "./clock";
import { type Aggregate, contactAggregates, contactColumns } from "./contact-columns";
import type { FilterError } from "./errors";
import { memberIds } from "./members-sql";
import { type Resolved, resolveFilter } from "./resolve";
import { type RowSource, rowSources } from "./row-sources";
import type { CompareOp, Filter } from "./schema";
import { testSql } from "./test-sql";
import type { Test } from "./tests";

export type { FilterClock } from "./clock";

/**
 * Turns a filter into a condition for the WHERE clause of a statement over `contact` (that name, no other alias), true for exactly the contacts that
 * match. It may be null instead of false, so it is not to be put under `not`: negate the filter instead. Relations and memberships become
 * joins over whole sets, never a look-up per contact. Names only pick from the catalogue; values are bound.
 */
export function compileFilter(filter: Filter, clock: FilterClock): Result<Sql, FilterError> {
  const resolved = resolveFilter(filter, clock);
  return resolved.ok ? ok(conditionSql(resolved.value, clock.timeZone)) : resolved;
}

/** Negation stands at the leaves only, so that every relation is a conjunct of some WHERE and can become a semi- or anti-join. */
function conditionSql(node: Resolved, timeZone: string): Sql {
  switch (node.kind) {
    case "all":
      return node.of.length > 0 ? joined(node.of, " and ", timeZone) : Prisma.sql`true`;
    case "any":
      return anySql(node.of, timeZone);
    case "test": {
      const aggregate = contactAggregates[node.field.key];
      return aggregate ? aggregateSql(aggregate, node.test, node.negated, timeZone) : testSql(known(contactColumns, node.field.key), node.test, node.negated, timeZone);
    }
    case "rows": {
      const source = rowSources[node.relation];
      return rowsSql(source, rowsWhere(source, node, timeZone), node.negated);
    }
    case "count":
      return countSql(node, timeZone);
    case "member":
      return node.negated ? Prisma.sql`not exists (select 1 from (${memberIds(node.of, node.no)}) m (id) where m.id = contact.id)` : Prisma.sql`contact.id in (${memberIds(node.of, node.no)})`;
    default:
      return node satisfies never;
  }
}

function joined(nodes: Resolved[], word: " and " | " or ", timeZone: string): Sql {
  return Prisma.sql`(${Prisma.join(nodes.map((node) => conditionSql(node, timeZone)), word)})`;
}

/** A relation under OR would be looked up contact by contact once it outgrows memory; a union of id queries is hashed at any size. */
function anySql(nodes: Resolved[], timeZone: string): Sql {
  if (nodes.length === 0) return Prisma.sql`false`;
  if (nodes.every(isPlain)) return joined(nodes, " or ", timeZone);
  const plain = nodes.filter(isPlain);
  const queries = nodes.filter((node) => !isPlain(node)).map((node) => idQuery(node, timeZone));
  if (plain.length > 0) queries.unshift(Prisma.sql`select contact.id from contact where ${joined(plain, " or ", timeZone)}`);
  return Prisma.sql`contact.id in (${Prisma.join(queries, " union all ")})`;
}

/** Whether only columns of `contact` are asked. */
function isPlain(node: Resolved): boolean {
  if (node.kind === "all" || node.kind === "any") return node.of.every(isPlain);
  return node.kind === "test" && contactAggregates[node.field.key] === undefined;
}

function idQuery(node: Resolved, timeZone: string): Sql {
  if (node.kind === "rows" && !node.negated) {
    const source = rowSources[node.relation];
    if (source.meets.sql === "contact.id") return ownerIds(source, rowsWhere(source, node, timeZone));
  }
  return Prisma.sql`select contact.id from contact where ${conditionSql(node, timeZone)}`;
}

function rowsWhere(source: RowSource, node: Extract<Resolved, { kind: "rows" | "count" }>, timeZone: string): Sql {
  const usual = Object.entries(source.unlessMentioned).flatMap(([field, sql]) => (node.mentioned.has(field) ? [] : [sql]));
  return Prisma.join([rowSql(source, node.where, timeZone), ...usual], " and ");
}

/** A condition on one row of a relation. */
function rowSql(source: RowSource, node: Resolved, timeZone: string): Sql {
  if (node.kind === "test") return testSql(known(source.columns, node.field.key), node.test, node.negated, timeZone);
  if (node.kind !== "all" && node.kind !== "any") throw new Error(`a row has no ${node.kind}`); // resolveFilter refused it
  if (node.of.length === 0) return node.kind === "all" ? Prisma.sql`true` : Prisma.sql`false`;
  return Prisma.sql`(${Prisma.join(node.of.map((part) => rowSql(source, part, timeZone)), node.kind === "all" ? " and " : " or ")})`;
}

/** The contacts (or companies) that have such rows; one that owns a row twice comes twice. */
function ownerIds({ from, owners }: RowSource, where: Sql): Sql {
  return Prisma.join(owners.map((owner) => Prisma.sql`select ${owner} from ${from} where ${where}`), " union all ");
}

function rowsSql(source: RowSource, where: Sql, negated: boolean): Sql {
  if (!negated) return Prisma.sql`${source.meets} in (${ownerIds(source, where)})`;
  const none = source.owners.map((owner) => Prisma.sql`not exists (select 1 from ${source.from} where ${owner} = ${source.meets} and ${where})`);
  return Prisma.join(none, " and ");
}

const comparison: Record<"is" | "isNot" | CompareOp, string> = { is: "=", isNot: "<>", less: "<", lessOrEqual: "<=", greater: ">", greaterOrEqual: ">=" };

function countSql(node: Extract<Resolved, { kind: "count" }>, timeZone: string): Sql {
  const { op, value } = node;
  const source = rowSources[node.relation];
  const having = Prisma.sql`count(*) ${Prisma.raw(comparison[op])} ${value}::bigint`;
  const noneWillDo = { is: value === 0, isNot: value !== 0, less: value > 0, lessOrEqual: true, greater: false, greaterOrEqual: value === 0 }[op];
  return groupedSql(source, rowsWhere(source, node, timeZone), Prisma.sql`1`, having, noneWillDo);
}

/** Contacts whose rows together satisfy `having`; with `noneWillDo` also those without rows. */
function groupedSql({ from, owners, meets }: RowSource, where: Sql, input: Sql, having: Sql, noneWillDo: boolean): Sql {
  const [first, ...more] = owners;
  const rows = [
    Prisma.sql`select ${first} as id, ${input} as input from ${from} where ${where}`,
    ...more.map((owner) => Prisma.sql`select ${owner}, ${input} from ${from} where ${where} and ${owner} is distinct from ${first}`),
  ];
  const grouped = (condition: Sql) => Prisma.sql`select g.id from (${Prisma.join(rows, " union all ")}) g group by g.id having ${condition}`;
  if (!noneWillDo) return Prisma.sql`${meets} in (${grouped(having)})`;
  return Prisma.sql`not exists (select 1 from (${grouped(Prisma.sql`(${having}) is not true`)}) n where n.id = ${meets})`;
}

function aggregateSql({ source, where, input, column, zero }: Aggregate, test: Test, negated: boolean, timeZone: string): Sql {
  if (test.kind === "blank") return zero ? Prisma.raw(negated ? "true" : "false") : rowsSql(source, where, !negated);
  const noneWillDo = zero ? holdsForNought(test) !== negated : negated;
  return groupedSql(source, where, input, testSql(column, test, negated, timeZone), noneWillDo);
}

function holdsForNought(test: Exclude<Test, { kind: "blank" }>): boolean {
  if (test.kind === "equal") return test.values.some((value) => value.kind === "number" && value.number === "0");
  if (test.kind === "like") return false;
  const { low, high } = test;
  return (!low || low.value.startsWith("-") || (low.inclusive && low.value === "0")) && (!high || (high.inclusive ? !high.value.startsWith("-") : !/^(-|0$)/.test(high.value)));
}

function known<T>(columns: Readonly<Record<string, T>>, key: string): T {
  const found = Object.hasOwn(columns, key) ? columns[key] : undefined;
  if (found === undefined) throw new Error(`the catalogue names ${key}, but no column is written down for it`);
  return found;
}
