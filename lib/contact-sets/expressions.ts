import { Prisma, type Sql } from "@/lib/db/sql";

/**
 * A set of contacts that Postgres can compute. `rows` yields (chunk int, data_id bigint, members int[], size int), at most
 * one row a chunk. A `data_id` says that this stored chunk is the answer, unchanged; `members` may be null then. Otherwise
 * `members` is sorted and unique. Rows of size 0 may occur and mean nothing.
 */
export type SetExpression = {
  readonly rows: Sql;
  /** The same contacts as a condition over `contact`, where there is one: joins are planned better with it. */
  readonly predicate?: Sql;
};

/** The stored set, whose chunks are not read. */
export function stored(setId: bigint): SetExpression {
  return { rows: Prisma.sql`select chunk, data_id, null::int[] as members, size from contact_set_chunk where set_id = ${setId}` };
}

/** Nobody. */
export function nobody(): SetExpression {
  return { rows: Prisma.sql`select null::int as chunk, null::bigint as data_id, null::int[] as members, 0 as size where false` };
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
  return { rows, predicate: Prisma.sql`true` };
}

/** The contacts for which `predicate`, a condition over the alias `contact`, is true. */
export function matching(predicate: Sql): SetExpression {
  return { rows: collected(Prisma.sql`select contact.id from contact where ${predicate}`), predicate };
}

/** The contacts whose ids `ids` yields in its column `id`; repetitions do no harm. */
export function ofContactIds(ids: Sql): SetExpression {
  return { rows: collected(ids) };
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
    rows: Prisma.sql`
      select coalesce(l.chunk, r.chunk) as chunk,
        case when r.chunk is null or l.data_id = r.data_id then l.data_id
             when l.chunk is null then r.data_id
             when both_sides.size = l.size and l.data_id is not null then l.data_id
             when both_sides.size = r.size then r.data_id end as data_id,
        case when r.chunk is null or l.data_id = r.data_id then l.members
             when l.chunk is null then r.members
             else both_sides.members end as members,
        case when r.chunk is null or l.data_id = r.data_id then l.size
             when l.chunk is null then r.size
             else both_sides.size end as size
      from (${left.rows}) l
      full join (${right.rows}) r on r.chunk = l.chunk
      ${bothSides(Prisma.sql`|`)}`,
  };
}

/** Who is in `left` and in `right`. Chunks that lose nobody are passed on. */
export function keepCommon(left: SetExpression, right: SetExpression): SetExpression {
  return {
    rows: Prisma.sql`
      select l.chunk,
        case when l.data_id = r.data_id or (both_sides.size = l.size and l.data_id is not null) then l.data_id
             when both_sides.size = r.size then r.data_id end as data_id,
        case when l.data_id = r.data_id then l.members else both_sides.members end as members,
        case when l.data_id = r.data_id then l.size else both_sides.size end as size
      from (${left.rows}) l
      join (${right.rows}) r on r.chunk = l.chunk
      ${bothSides(Prisma.sql`&`)}`,
  };
}

/** Who is in `left` and not in `right`. Chunks of which nobody is taken are passed on. */
export function subtract(left: SetExpression, right: SetExpression): SetExpression {
  return {
    rows: Prisma.sql`
      select l.chunk,
        case when r.chunk is null or both_sides.size = l.size then l.data_id end as data_id,
        case when r.chunk is null then l.members else both_sides.members end as members,
        case when r.chunk is null then l.size else both_sides.size end as size
      from (${left.rows}) l
      left join (${right.rows}) r on r.chunk = l.chunk
      ${bothSides(Prisma.sql`-`)}
      where l.data_id is distinct from r.data_id or l.data_id is null`,
  };
}

/** Reads the data of a chunk only where both sides have it and differ; `offset 0` keeps the result from being computed for each use. */
function bothSides(operator: Sql): Sql {
  return Prisma.sql`
    left join chunk_data l_data on l_data.data_id = l.data_id and l.members is null and r.chunk is not null and l.data_id is distinct from r.data_id
    left join chunk_data r_data on r_data.data_id = r.data_id and r.members is null and l.chunk is not null and l.data_id is distinct from r.data_id
    left join lateral (
      select members, icount(members) as size
      from (select coalesce(l.members, l_data.members) ${operator} coalesce(r.members, r_data.members) as members offset 0) combined
      offset 0
    ) both_sides on l.chunk is not null and r.chunk is not null and (l.data_id = r.data_id) is not true`;
}
