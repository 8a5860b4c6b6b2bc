import { Prisma, type Sql } from "@/lib/db/sql";
import type { FilterError } from "@/lib/filters/errors";
import { localTime } from "@/lib/filters/instants";
import { idsOfSet } from "@/lib/filters/members-sql";
import { chunksOfOnly, contactsOfOnly, type Only } from "@/lib/filters/only";
import { segmentsIn, throughCompany } from "@/lib/filters/reads";
import { resolveFilter } from "@/lib/filters/resolve";
import type { Filter } from "@/lib/filters/schema";
import { idsBetween } from "@/lib/filters/time-boundary";
import { compileForSome, type FilterClock } from "@/lib/filters/to-sql";
import { ok, type Result } from "@/lib/result";
import type { Definitions, LiveDefinition } from "./definitions";

/** Definitions, and the moment that relative dates are fixed at. */
export type LiveWorld = { definitions: Definitions; now: Date };

/** The clock of a segment: days begin and end in its own time zone, and it works for nobody. */
export function liveClock(now: Date, timeZone: string): FilterClock {
  const today = localTime(now, timeZone).slice(0, 10);
  return { now, today, workDate: today, timeZone };
}

/** The same with the members of the segments that its filter may speak of. `depth` tells how many segments deep that filter stands. */
export function clockWithMembers(world: LiveWorld, timeZone: string, depth: number): FilterClock {
  return { ...liveClock(world.now, timeZone), live: membersByNumber(world, depth) };
}

/** Of each live segment a query of its members as of the statement that it stands in. */
export function membersByNumber(world: LiveWorld, depth = 0): NonNullable<FilterClock["live"]> {
  return new Map(
    [...world.definitions].map(([segmentNo, definition]) => [segmentNo, (only: Only | null) => membersNow(world, definition, only, depth)]),
  );
}

/**
 * The members of a live segment, or those among `only`, as one query of a column of ids, exact in whatever snapshot it is run: those who were found
 * last, less everybody touched since, and of these the ones for whom the definition holds now. One in error, or whose definition cannot be read any
 * more, keeps those who were found last.
 */
function membersNow(world: LiveWorld, definition: LiveDefinition, only: Only | null, depth: number): Sql {
  const name = Prisma.raw(`touched_${depth}`);
  const holds = holdsNow(world, definition, { chunks: name }, depth + 1);
  const kept = Prisma.sql`(select ${definition.setId}::bigint as set_id)`;
  if (!holds.ok || definition.broken) return idsOfSet(kept, only);
  const touched = only
    ? Prisma.sql`select t.chunk, t.ids & o.ids from (${touchedChunks(world, definition)}) t join ${chunksOfOnly(only)} o on o.chunk = t.chunk where t.ids && o.ids`
    : touchedChunks(world, definition);
  const asked = only ? Prisma.sql`join ${chunksOfOnly(only)} o on o.chunk = k.chunk` : Prisma.empty;
  const found = only ? Prisma.sql`(d.members & o.ids)` : Prisma.sql`d.members`;
  return Prisma.sql`
    with ${name} (chunk, ids) as materialized (${touched})
    select unnest(coalesce(${found} - t.ids, ${found})) as id
    from contact_set_chunk k ${asked} join chunk_data d on d.data_id = k.data_id left join ${name} t on t.chunk = k.chunk
    where k.set_id = ${definition.setId}
    union all
    select contact.id from ${contactsOfOnly({ chunks: name })} where ${holds.value}`;
}

/** Whether a contact is a member by the definition, as a condition over `contact` for statements about the contacts of `only`. */
export function holdsNow(world: LiveWorld, definition: LiveDefinition, only: Only, depth: number): Result<Sql, FilterError> {
  const compiled = compileForSome(definition.filter, only, clockWithMembers(world, definition.timeZone, depth));
  if (!compiled.ok) return compiled;
  const among = (setId: bigint) => Prisma.sql`contact.id in (${idsOfSet(Prisma.sql`(select ${setId}::bigint as set_id)`, only)})`;
  const { includeSet, excludeSet } = definition;
  const included = includeSet === null ? compiled.value : Prisma.sql`(${compiled.value} or ${among(includeSet)})`;
  return ok(excludeSet === null ? included : Prisma.sql`${included} and (${among(excludeSet)}) is not true`);
}

/** Whether it can be told who the members are: neither its definition nor one below it is in error, or cannot be compiled any more. */
export function isReadable(world: LiveWorld, definition: LiveDefinition): boolean {
  return withAllBelow(world.definitions, definition).every((each) => !each.broken && holdsNow(world, each, { contactId: 0 }, 1).ok);
}

/** Whom a segment has to be asked about again, by chunk: (chunk, ids). A superset of those whose answer did change. */
export function touchedChunks(world: LiveWorld, definition: LiveDefinition): Sql {
  return Prisma.sql`select id >> 13 as chunk, uniq(sort(array_agg(id))) as ids from (${touchedIds(world, definition)}) touched (id) where id is not null group by 1`;
}

/** The same as ids, repetitions possible. */
function touchedIds(world: LiveWorld, definition: LiveDefinition): Sql {
  const everybody = Prisma.sql`select contact.id from contact`;
  const passed = idsPassedWithTime(world, definition);
  if (definition.folded === null || !passed) return everybody;
  // As an array, everybody counts as few where the planner looks: it would call workers for the million that is read only when a mark is about them.
  const everybodyIfMarked = Prisma.sql`select unnest(array(${everybody} where exists (select ${marksOf(definition)} and mark.ids is null)))`;
  const direct = definition.sources.filter((source) => !throughCompany.includes(source));
  const ofCompanies = definition.sources.filter((source) => throughCompany.includes(source));
  const parts = [Prisma.sql`select unnest(mark.ids) ${marksOf(definition, direct)}`, everybodyIfMarked, ...passed];
  if (ofCompanies.length > 0)
    parts.push(Prisma.sql`${everybody} where contact.company_id in (select unnest(mark.ids) ${marksOf(definition, ofCompanies)})`);
  return Prisma.join(parts, " union all ");
}

/** `from …`: the marks that a segment has yet to fold in, of some of what it reads or of all. */
export function marksOf({ folded, sources }: LiveDefinition, some: readonly string[] = sources): Sql {
  return Prisma.sql`
    from live_touch mark where mark.made_by >= pg_snapshot_xmin(${folded}::pg_snapshot)
      and not pg_visible_in_snapshot(mark.made_by, ${folded}::pg_snapshot) and mark.source = any(${[...some]}::text[])`;
}

/** Of a segment and all below it, queries of who may have another answer with time alone; null where that is everybody. */
export function idsPassedWithTime({ definitions, now }: LiveWorld, definition: LiveDefinition): Sql[] | null {
  const parts: Sql[] = [];
  for (const { filter, timeZone } of withAllBelow(definitions, definition)) {
    const between = passedWithTime(filter, timeZone, definition.foldedFor, now);
    if (!between) return null;
    parts.push(...between);
  }
  return parts;
}

function passedWithTime(filter: Filter, timeZone: string, then: Date, now: Date): Sql[] | null {
  if (then.getTime() === now.getTime()) return [];
  const [was, is] = [resolveFilter(filter, liveClock(then, timeZone)), resolveFilter(filter, liveClock(now, timeZone))];
  return was.ok && is.ok ? idsBetween(was.value, is.value, timeZone) : null;
}

/** A definition and all that it refers to, however deep, each once. */
export function withAllBelow(definitions: Definitions, definition: LiveDefinition): LiveDefinition[] {
  const found = new Set([definition]);
  for (const each of found)
    for (const segmentNo of segmentsIn(each.filter)) {
      const below = definitions.get(segmentNo);
      if (below) found.add(below);
    }
  return [...found];
}
