import { Prisma, type Sql } from "@/lib/db/sql";
import { ok, type Result } from "@/lib/result";
import type { FilterClock } from "./clock";
import { contactAggregates } from "./contact-columns";
import type { FilterError } from "./errors";
import { figuredBy } from "./figure-sql";
import { countedBy, groupedIds, ownerIds, rowsWhere, type Scope } from "./relation-sql";
import { type Resolved, resolveFilter } from "./resolve";
import { rowSources } from "./row-sources";
import type { Filter } from "./schema";
import { conditionSql, membersSql, scopeOf } from "./to-sql";

/**
 * Whom a filter finds, in the form that is read fastest. A filter that is one negated condition finds everybody but those whom
 * the condition finds, who are usually few.
 */
export type Matched = {
  /** The condition for the WHERE clause of a statement over `contact`, as `compileFilter` gives it. */
  predicate: Sql;
  /** The contacts of this part, or everybody but them. */
  part: { allBut: boolean; predicate: Sql /** Yields them in its column `id`, without looking at `contact`. */; ids: Sql | null };
};

/** Compiles a filter for the evaluation of whole sets. Refused as `compileFilter` refuses it. */
export function compileMatched(filter: Filter, clock: FilterClock): Result<Matched, FilterError> {
  const resolved = resolveFilter(filter, clock);
  if (!resolved.ok) return resolved;
  const scope = scopeOf(clock, null);
  const node = onlyPartOf(resolved.value);
  const predicate = conditionSql(node, scope);
  const opposite = isNegated(node) ? { ...node, negated: false } : null;
  const part = opposite ?? node;
  return ok({
    predicate,
    part: { allBut: opposite !== null, predicate: opposite ? conditionSql(opposite, scope) : predicate, ids: idsOf(part, scope) },
  });
}

function onlyPartOf(node: Resolved): Resolved {
  const grouped = node.kind === "all" || node.kind === "any";
  return grouped && node.of.length === 1 && node.of[0] ? onlyPartOf(node.of[0]) : node;
}

function isNegated(node: Resolved): node is Extract<Resolved, { negated: boolean }> {
  if (node.kind === "test") return node.negated && node.test.kind !== "blank" && contactAggregates[node.field.key] === undefined;
  return (node.kind === "rows" || node.kind === "member") && node.negated;
}

/** Only from tables whose rows cannot outlive their contact. */
function idsOf(node: Resolved, scope: Scope): Sql | null {
  if (node.kind === "member" && node.of === "segment") return Prisma.sql`select m.id from (${membersSql(node, scope)}) m (id)`;
  if (node.kind !== "rows" && node.kind !== "count" && node.kind !== "aggregate") return null;
  const source = rowSources[node.relation];
  if (!source.ofContacts) return null;
  if (node.kind === "rows") return Prisma.sql`select r.id from (${ownerIds(source, rowsWhere(source, node, scope), scope)}) r (id)`;
  const grouped = node.kind === "count" ? countedBy(node, scope) : figuredBy(node, scope);
  return grouped.noneWillDo ? null : groupedIds(grouped, scope);
}
