import { Prisma, type Sql } from "@/lib/db/sql";

/** Yields the ids of a stored set, one a row. */
export function membersOf(setId: bigint): Sql {
  return Prisma.sql`select unnest(d.members) from contact_set_chunk k join chunk_data d on d.data_id = k.data_id where k.set_id = ${setId}`;
}

/**
 * Whether the alias `contact` is a member, told from a hash of all members while contacts are read anyway. `coalesce` keeps
 * the planner, which knows nothing of the size of a set, from making a join of it.
 */
export function isMember(setId: bigint): Sql {
  return Prisma.sql`coalesce(contact.id in (${membersOf(setId)}), false)`;
}

/** Whether a contact is in a stored set (an expression of its id): read from the contact's own chunk alone. */
export function holdsContact(setId: Sql, contactId: number): Sql {
  return Prisma.sql`exists (
    select from contact_set_chunk k join chunk_data d using (data_id) where k.set_id = ${setId} and k.chunk = ${contactId >> 13} and d.members @> array[${contactId}::int])`;
}

const fewMembers = 20_000;

/** A condition on the alias `contact` for statements that are about all members of a set: by index when they are few, by hash when many. */
export function amongMembers({ setId, size }: { setId: bigint; size: number }): Sql {
  return size <= fewMembers ? Prisma.sql`contact.id = any(array(${membersOf(setId)}))` : isMember(setId);
}
