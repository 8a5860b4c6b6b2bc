import { Prisma, type Sql } from "@/lib/db/sql";
import type { Aggregate } from "./contact-columns";
import type { Resolved } from "./resolve";
import { type RowSource, rowSources } from "./row-sources";
import type { CompareOp } from "./schema";
import { testSql } from "./test-sql";
import type { Test } from "./tests";

/** What a row must be to count for a condition: what the filter asks of it, and what rows must be unless the filter speaks of it. */
export function rowsWhere(source: RowSource, node: Extract<Resolved, { kind: "rows" | "count" }>, timeZone: string): Sql {
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
export function ownerIds({ from, owners }: RowSource, where: Sql): Sql {
  return Prisma.join(owners.map((owner) => Prisma.sql`select ${owner} from ${from} where ${where}`), " union all ");
}

/** Whether the contact has such rows, or has none: a semi-join or an anti-join. */
export function rowsSql(source: RowSource, where: Sql, negated: boolean): Sql {
  if (!negated) return Prisma.sql`${source.meets} in (${ownerIds(source, where)})`;
  const none = source.owners.map((owner) => Prisma.sql`not exists (select 1 from ${source.from} where ${owner} = ${source.meets} and ${where})`);
  return Prisma.join(none, " and ");
}

const comparison: Record<"is" | "isNot" | CompareOp, string> = { is: "=", isNot: "<>", less: "<", lessOrEqual: "<=", greater: ">", greaterOrEqual: ">=" };

/** Whether the contact has so many such rows. */
export function countSql(node: Extract<Resolved, { kind: "count" }>, timeZone: string): Sql {
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

/** A test on a calculated field. */
export function aggregateSql({ source, where, input, column, zero }: Aggregate, test: Test, negated: boolean, timeZone: string): Sql {
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

/** The entry of a key that the catalogue has; a missing one is a mistake of ours. */
export function known<T>(columns: Readonly<Record<string, T>>, key: string): T {
  const found = Object.hasOwn(columns, key) ? columns[key] : undefined;
  if (found === undefined) throw new Error(`the catalogue names ${key}, but no column is written down for it`);
  return found;
}

/** A calculated field of the contact around it, as text; null when it is blank. */
export function aggregateOfOne({ source, where, input, column, zero }: Aggregate): Sql {
  const owned = Prisma.join(source.owners.map((owner) => Prisma.sql`${owner} = ${source.meets}`), " or ");
  const value = Prisma.sql`(select ${column.sql} from (select ${input} as input from ${source.from} where (${owned}) and ${where}) g)::text`;
  return zero ? Prisma.sql`coalesce(${value}, '0')` : value;
}
