import { Prisma, type Sql } from "@/lib/db/sql";

/** Whom a statement is about when not everybody: one contact, or those of `chunks`, a relation of (chunk int, ids int[]). Only their rows are read. */
export type Only = { contactId: number } | { chunks: Sql };

/** Their ids, one a row. */
export function idsOfOnly(only: Only): Sql {
  return "contactId" in only ? Prisma.sql`select ${only.contactId}::int` : Prisma.sql`select unnest(asked.ids) from ${only.chunks} asked`;
}

/** Their ids by chunk: a relation of (chunk, ids). */
export function chunksOfOnly(only: Only): Sql {
  return "contactId" in only
    ? Prisma.sql`(select ${only.contactId >> 13}::int as chunk, array[${only.contactId}::int] as ids)`
    : only.chunks;
}

/**
 * They themselves, to stand in a FROM under the name `contact`. Read before anything is joined: an array that a join asks contact by contact is sorted
 * for each of them.
 */
export function contactsOfOnly(only: Only): Sql {
  return Prisma.sql`(select contact.* from contact where ${contactIsAmong(only)} offset 0) contact`;
}

/** That `contact` is one of them: serves the index, in a query of its own. */
export function contactIsAmong(only: Only): Sql {
  return "contactId" in only ? Prisma.sql`contact.id = ${only.contactId}::int` : Prisma.sql`contact.id = any(array(${idsOfOnly(only)}))`;
}
