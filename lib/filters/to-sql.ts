import { Prisma, type Sql } from "@/lib/db/sql";
import { ok, type Result } from "@/lib/result";
import type { FilterClock } from "./clock";
import { known } from "./columns";
import { contactAggregates, contactColumns } from "./contact-columns";
import type { FilterError } from "./errors";
import { figuredBy } from "./figure-sql";
import { memberIds } from "./members-sql";
import type { Only } from "./only";
import { aggregateSql, among, countedBy, groupedSql, isOwnId, onlyThose, ownerIds, rowsSql, rowsWhere, type Scope } from "./relation-sql";
import { type Resolved, resolveFilter } from "./resolve";
import { rowSources } from "./row-sources";
import type { Filter } from "./schema";
import { testSql } from "./test-sql";

export type { FilterClock } from "./clock";

/**
 * Turns a filter into a condition for the WHERE clause of a statement over `contact` (that name, no other alias), true for exactly the contacts that
 * match. It may be null instead of false, so it is not to be put under `not`: negate the filter instead. Relations and memberships become
 * joins over whole sets, never a look-up per contact. Names only pick from the catalogue; values are bound.
 */
export function compileFilter(filter: Filter, clock: FilterClock): Result<Sql, FilterError> {
  const resolved = resolveFilter(filter, clock);
  return resolved.ok ? ok(conditionSql(resolved.value, scopeOf(clock, null))) : resolved;
}

/** The same condition for a statement about one contact: only that contact's rows are read. */
export function compileForOne(filter: Filter, contactId: number, clock: FilterClock): Result<Sql, FilterError> {
  return compileForSome(filter, { contactId }, clock);
}

/** The same condition for a statement that is about no other contacts than these: only their rows are read. */
export function compileForSome(filter: Filter, only: Only, clock: FilterClock): Result<Sql, FilterError> {
  const resolved = resolveFilter(filter, clock);
  return resolved.ok ? ok(conditionSql(resolved.value, scopeOf(clock, only))) : resolved;
}

/** What a statement at this clock is about. */
export function scopeOf({ timeZone, live }: FilterClock, only: Only | null): Scope {
  return { timeZone, only, ...(live && { live }) };
}

/** The ids of who is in a segment now, or was in a logged one. */
export function membersSql({ of, no }: Extract<Resolved, { kind: "member" }>, scope: Scope): Sql {
  const live = of === "segment" ? scope.live?.get(no.toUpperCase()) : undefined;
  return live ? live(scope.only) : memberIds(of, no, scope.only);
}

/** The same for a filter that is resolved. Negation stands at the leaves only, so that every relation is a conjunct of some WHERE and can become a semi- or anti-join. */
export function conditionSql(node: Resolved, scope: Scope): Sql {
  switch (node.kind) {
    case "all":
      return node.of.length > 0 ? joined(node.of, " and ", scope) : Prisma.sql`true`;
    case "any":
      return anySql(node.of, scope);
    case "test": {
      const aggregate = contactAggregates[node.field.key];
      return aggregate
        ? aggregateSql(aggregate, node.test, node.negated, scope)
        : testSql(known(contactColumns, node.field.key), node.test, node.negated, scope.timeZone);
    }
    case "rows": {
      const source = rowSources[node.relation];
      return rowsSql(source, rowsWhere(source, node, scope), node.negated, scope);
    }
    case "count":
      return groupedSql(countedBy(node, scope), scope);
    case "aggregate":
      return groupedSql(figuredBy(node, scope), scope);
    case "member": {
      const ids = membersSql(node, scope);
      return node.negated
        ? Prisma.sql`not exists (select 1 from (${ids}) m (id) where m.id = contact.id)`
        : among(Prisma.sql`contact.id`, ids);
    }
    default:
      return node satisfies never;
  }
}

function joined(nodes: Resolved[], word: " and " | " or ", scope: Scope): Sql {
  return Prisma.sql`(${Prisma.join(
    nodes.map((node) => conditionSql(node, scope)),
    word,
  )})`;
}

/** A relation under OR would be looked up contact by contact once it outgrows memory; a union of id queries is hashed at any size. */
function anySql(nodes: Resolved[], scope: Scope): Sql {
  if (nodes.length === 0) return Prisma.sql`false`;
  if (nodes.every(isPlain)) return joined(nodes, " or ", scope);
  const plain = nodes.filter(isPlain);
  const queries = nodes.filter((node) => !isPlain(node)).map((node) => idQuery(node, scope));
  if (plain.length > 0)
    queries.unshift(Prisma.sql`select contact.id from contact where ${joined(plain, " or ", scope)}${onlyThose(scope)}`);
  return among(Prisma.sql`contact.id`, Prisma.join(queries, " union all "));
}

/** Whether only columns of `contact` are asked. */
function isPlain(node: Resolved): boolean {
  if (node.kind === "all" || node.kind === "any") return node.of.every(isPlain);
  return node.kind === "test" && contactAggregates[node.field.key] === undefined;
}

function idQuery(node: Resolved, scope: Scope): Sql {
  if (node.kind === "rows" && !node.negated) {
    const source = rowSources[node.relation];
    if (isOwnId(source.meets)) return ownerIds(source, rowsWhere(source, node, scope), scope);
  }
  return Prisma.sql`select contact.id from contact where ${conditionSql(node, scope)}${onlyThose(scope)}`;
}
