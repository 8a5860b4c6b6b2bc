import { Prisma, type Sql } from "@/lib/db/sql";
import type { Column } from "./columns";
import { comparison, type Grouped, ownedBy, rowsWhere, type Scope } from "./relation-sql";
import type { Resolved } from "./resolve";
import { columnOf, rowSources } from "./row-sources";
import type { CompareOp } from "./schema";

/** The contacts of whose rows a field comes to so much. */
export function figuredBy(node: Extract<Resolved, { kind: "aggregate" }>, scope: Scope): Grouped {
  const { of, op, value, negated } = node;
  const source = rowSources[node.relation];
  const compare = (figure: Sql, with_: Sql) => Prisma.sql`${figure} ${Prisma.raw(comparison[op])} ${with_}`;
  const wanted = Prisma.sql`${String(value)}::numeric`;
  const holds = {
    sum: () => compare(Prisma.sql`coalesce(sum(g.input), 0)`, wanted),
    distinct: () => compare(Prisma.sql`count(distinct g.input)`, wanted),
    minimum: () => compare(Prisma.sql`min(g.input)`, wanted),
    maximum: () => compare(Prisma.sql`max(g.input)`, wanted),
    // Multiplied instead of divided, which would round.
    average: () => compare(Prisma.sql`sum(g.input)`, Prisma.sql`${wanted} * count(g.input)`),
  }[of]();
  const nothing = of === "sum" || of === "distinct" ? compares(0, op, value) : false;
  const having = negated ? Prisma.sql`(${holds}) is not true` : holds;
  return { source, where: rowsWhere(source, node, scope), input: inputOf(node, scope), having, noneWillDo: nothing !== negated };
}

/** What a field of the rows comes to, of the contact around it, as text; null where nothing has such a figure. */
export function figureOfOne(node: Extract<Resolved, { kind: "aggregate" }>, scope: Scope): Sql {
  const source = rowSources[node.relation];
  const figure = {
    sum: Prisma.sql`coalesce(sum(g.input), 0)`,
    distinct: Prisma.sql`count(distinct g.input)`,
    minimum: Prisma.sql`min(g.input)`,
    maximum: Prisma.sql`max(g.input)`,
    average: Prisma.sql`round(avg(g.input), 2)`,
  }[node.of];
  const rows = Prisma.sql`select ${inputOf(node, scope)} as input from ${source.from} where (${ownedBy(source)}) and ${rowsWhere(source, node, scope)}`;
  return Prisma.sql`(select ${figure} from (${rows}) g)::text`;
}

function inputOf({ relation, of, field }: Extract<Resolved, { kind: "aggregate" }>, scope: Scope): Sql {
  const column = columnOf(rowSources[relation], field);
  return of === "distinct" ? distinctOf(column, scope) : column.sql;
}

/** What makes values different: text but for its case, moments by their day. */
function distinctOf({ sql, fold, cast }: Column, { timeZone }: Scope): Sql {
  if (cast === "instant") return Prisma.sql`(${sql} at time zone ${timeZone})::date`;
  return fold ? fold(sql) : sql;
}

function compares(left: number, op: "is" | CompareOp, right: number): boolean {
  const less = left < right;
  const same = left === right;
  return { is: same, less, lessOrEqual: less || same, greater: !less && !same, greaterOrEqual: !less }[op];
}
