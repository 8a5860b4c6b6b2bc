import { Prisma, type Sql } from "@/lib/db/sql";
import type { SetExpression } from "./expressions";

/** Sets that several parts of one statement use and that are computed once: the clauses of its `with`. */
export type SetPlan = {
  /** Computes `expression` once, before the statement, and answers with a reference to the result. */
  once(expression: SetExpression): SetExpression;
  /** Computes a query of one column, `id`, once, before the statement; answers with a query of the result. */
  idsOnce(ids: Sql): Sql;
  /** `name as materialized (…)`, in the order of the calls. */
  readonly clauses: readonly Sql[];
};

/** An empty plan. Its references are only valid in a statement that is given the plan. */
export function setPlan(): SetPlan {
  const clauses: Sql[] = [];
  const nextName = () => Prisma.raw(`set_${clauses.length + 1}`);
  return {
    clauses,
    idsOnce(ids) {
      const name = nextName();
      clauses.push(Prisma.sql`${name} (id) as materialized (${ids})`);
      return Prisma.sql`select id from ${name}`;
    },
    once(expression) {
      const name = nextName();
      clauses.push(Prisma.sql`${name} (chunk, data_id, members, size) as materialized (${expression.rows})`);
      return { ...expression, rows: Prisma.sql`select chunk, data_id, members, size from ${name}` };
    },
  };
}

/** `with …` of a plan and of further clauses; empty when there are none. */
export function withClauses(plan: SetPlan | undefined, ...further: Sql[]): Sql {
  const clauses = [...(plan?.clauses ?? []), ...further];
  return clauses.length === 0 ? Prisma.empty : Prisma.sql`with ${Prisma.join(clauses, ", ")}`;
}
