import { Prisma, type Sql } from "@/lib/db/sql";

/**
 * A set of contacts that Postgres can compute. `rows` yields (chunk int, data_id bigint, members int[], size int), at most
 * one row a chunk. A `data_id` says that this stored chunk is the answer, unchanged; `members` may be null then. Otherwise
 * `members` is sorted and unique. Rows of size 0 may occur and mean nothing.
 */
export type SetExpression = {
  readonly rows: Sql;
  /** Whether a row may name a stored chunk; where none does, the chunks need not be looked up. */
  readonly names: boolean;
  /** The same contacts as a condition over `contact`, where there is one: joins are planned better with it. */
  readonly predicate?: Sql;
};

/** The stored set, whose chunks are not read. */
export function stored(setId: bigint): SetExpression {
  return {
    names: true,
    rows: Prisma.sql`select chunk, data_id, null::int[] as members, size from contact_set_chunk where set_id = ${setId}`,
  };
}

/** Nobody. */
export function nobody(): SetExpression {
  return {
    names: false,
    rows: Prisma.sql`select null::int as chunk, null::bigint as data_id, null::int[] as members, 0 as size where false`,
  };
}

/** Every contact: reads the ids in their order, more than twice as fast as collecting them. */
export function everybody(): SetExpression {
  const rows = Prisma.sql`
    select range.chunk, null::bigint as data_id, ids.members, icount(ids.members) as size
    from generate_series(0, (select max(id) >> 13 from contact)) as range (chunk)
    cross join lateral (
      select array(select id from contact where id between range.chunk << 13 and (range.chunk << 13) + 8191 order by id) as members
      offset 0
    ) ids
    where icount(ids.members) > 0`;
  return { names: false, rows, predicate: Prisma.sql`true` };
}

/** The contacts for which `predicate`, a condition over the alias `contact`, is true. */
export function matching(predicate: Sql): SetExpression {
  return { names: false, rows: collected(Prisma.sql`select contact.id from contact where ${predicate}`), predicate };
}

/** The contacts whose ids `ids` yields in its column `id`; repetitions do no harm. */
export function ofContactIds(ids: Sql): SetExpression {
  return { names: false, rows: collected(ids) };
}

function collected(ids: Sql): Sql {
  return Prisma.sql`
    select chunk, null::bigint as data_id, members, icount(members) as size
    from (select id >> 13 as chunk, uniq(sort(array_agg(id))) as members from (${ids}) found where id is not null group by 1) collected`;
}

/** Contacts that may not be selected: privacy blocked, or minor without parental consent. */
export function refusedContacts(): SetExpression {
  return matching(Prisma.sql`(contact.privacy_blocked or (contact.minor and not contact.parental_consent_received))`);
}

/** Contacts marked *Exclude from Segment*. */
export function excludedContacts(): SetExpression {
  return matching(Prisma.sql`contact.exclude_from_segment`);
}

/** Who is in `left`, in `right` or in both. A chunk that only one side has, or that gains nobody, is passed on. */
export function unite(left: SetExpression, right: SetExpression): SetExpression {
  return {
    names: left.names || right.names,
    rows: Prisma.sql`
      select coalesce(l.chunk, r.chunk) as chunk,
        case when r.chunk is null or ${sameChunk(left, right)} then l.data_id
             when l.chunk is null then r.data_id
             when both_sides.size = l.size and l.data_id is not null then l.data_id
             when both_sides.size = r.size then r.data_id end as data_id,
        case when r.chunk is null or ${sameChunk(left, right)} then l.members
             when l.chunk is null then r.members
             else both_sides.members end as members,
        case when r.chunk is null or ${sameChunk(left, right)} then l.size
             when l.chunk is null then r.size
             else both_sides.size end as size
      from (${left.rows}) l
      full join (${right.rows}) r on r.chunk = l.chunk
      ${bothSides(left, Prisma.sql`|`, right)}`,
  };
}

/** Who is in `left` and in `right`. Chunks that lose nobody are passed on. */
export function keepCommon(left: SetExpression, right: SetExpression): SetExpression {
  return {
    names: left.names || right.names,
    rows: Prisma.sql`
      select l.chunk,
        case when ${sameChunk(left, right)} or (both_sides.size = l.size and l.data_id is not null) then l.data_id
             when both_sides.size = r.size then r.data_id end as data_id,
        case when ${sameChunk(left, right)} then l.members else both_sides.members end as members,
        case when ${sameChunk(left, right)} then l.size else both_sides.size end as size
      from (${left.rows}) l
      join (${right.rows}) r on r.chunk = l.chunk
      ${bothSides(left, Prisma.sql`&`, right)}`,
  };
}

/** Who is in `left` and not in `right`. Chunks of which nobody is taken are passed on. */
export function subtract(left: SetExpression, right: SetExpression): SetExpression {
  return {
    names: left.names,
    rows: Prisma.sql`
      select l.chunk,
        case when r.chunk is null or both_sides.size = l.size then l.data_id end as data_id,
        case when r.chunk is null then l.members else both_sides.members end as members,
        case when r.chunk is null then l.size else both_sides.size end as size
      from (${left.rows}) l
      left join (${right.rows}) r on r.chunk = l.chunk
      ${bothSides(left, Prisma.sql`-`, right)}
      where not ${sameChunk(left, right)}`,
  };
}

/** Several sets one after the other, to be measured only: who is in two of them counts twice. */
export function together(sets: readonly SetExpression[]): SetExpression {
  const [only, ...others] = sets;
  if (!only) return nobody();
  if (others.length === 0) return only;
  const all = sets.map(({ rows }) => Prisma.sql`select chunk, data_id, members, size from (${rows}) part`);
  return { names: sets.some(({ names }) => names), rows: Prisma.join(all, " union all ") };
}

/** Both sides name one stored chunk, which then need not be read. */
function sameChunk(left: SetExpression, right: SetExpression): Sql {
  return left.names && right.names ? Prisma.sql`coalesce(l.data_id = r.data_id, false)` : Prisma.sql`false`;
}

/** Reads the data of a chunk only where both sides have it and differ; `offset 0` keeps the result from being computed for each use. */
function bothSides(left: SetExpression, operator: Sql, right: SetExpression): Sql {
  const differ = Prisma.sql`not ${sameChunk(left, right)}`;
  const data = (side: "l" | "r", other: "l" | "r", { names }: SetExpression) => {
    const [one, data, two] = [side, `${side}_data`, other].map((name) => Prisma.raw(name));
    if (!names) return { join: Prisma.empty, members: Prisma.sql`${one}.members` };
    return {
      join: Prisma.sql`
        left join chunk_data ${data} on ${data}.data_id = ${one}.data_id and ${one}.members is null and ${two}.chunk is not null and ${differ}`,
      members: Prisma.sql`coalesce(${one}.members, ${data}.members)`,
    };
  };
  const l = data("l", "r", left);
  const r = data("r", "l", right);
  return Prisma.sql`${l.join} ${r.join}
    left join lateral (
      select members, icount(members) as size from (select ${l.members} ${operator} ${r.members} as members offset 0) combined offset 0
    ) both_sides on l.chunk is not null and r.chunk is not null and ${differ}`;
}
