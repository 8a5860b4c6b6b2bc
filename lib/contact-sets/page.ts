import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { after, type ContactOrder, type Direction, from, type OrderKey, orderKeyColumns, orderKeySchema } from "./contact-order";
import { type Journey, nextContacts } from "./walk";

/** Where a page stands. Contacts are named by number; when the named one is gone since, the page is the first one. */
export type PagePosition =
  | { at: "first" }
  | { at: "last" }
  | { at: "after"; contactNo: string }
  | { at: "before"; contactNo: string }
  | { at: "from"; value: string };

export type ContactPageRequest = {
  /** The set to page through, or null for everybody. */
  setId: bigint | null;
  /** How many it holds, where the caller knows. */
  size?: number;
  /** A further condition over the alias `contact`. */
  predicate?: Sql;
  order: ContactOrder;
  direction: Direction;
  position: PagePosition;
  limit: number;
};

/** `contactIds` in the order asked for; whether there are contacts before and after them. */
export type ContactPage = { contactIds: number[]; hasPrevious: boolean; hasNext: boolean };

/**
 * One page of a set, of those in it who fulfil a condition, or of everybody, by keyset: first and deep pages take the same
 * time. Ids come to the server's memory for this page only.
 *
 * @throws SetGone when the set was removed since the caller looked it up; looking it up again helps
 */
export async function pageOfContacts(tx: Transaction, request: ContactPageRequest): Promise<ContactPage> {
  const { order, direction, position, limit } = request;
  if (position.at === "after" || position.at === "before") {
    const key = await keyOf(tx, order, position.contactNo);
    if (!key) return pageOfContacts(tx, { ...request, position: { at: "first" } });
    const way = position.at === "after" ? direction : opposite(direction);
    const found = await travel(tx, request, way, after(order, way, key));
    if (position.at === "after") return { contactIds: found.slice(0, limit), hasPrevious: true, hasNext: found.length > limit };
    // Fewer than a page lie before: show the first page whole instead of a short one.
    if (found.length <= limit) return pageOfContacts(tx, { ...request, position: { at: "first" } });
    return { contactIds: found.slice(0, limit).reverse(), hasPrevious: true, hasNext: true };
  }
  if (position.at === "last") {
    const found = await travel(tx, request, opposite(direction), everything);
    return { contactIds: found.slice(0, limit).reverse(), hasPrevious: found.length > limit, hasNext: false };
  }
  const found = await travel(tx, request, direction, position.at === "first" ? everything : from(order, direction, position.value));
  return { contactIds: found.slice(0, limit), hasPrevious: position.at === "from", hasNext: found.length > limit };
}

const everything: readonly Sql[] = [Prisma.sql`true`];

/** One contact more than the page holds, so that it shows whether it goes on. */
function travel(tx: Transaction, request: ContactPageRequest, direction: Direction, stretches: readonly Sql[]): Promise<number[]> {
  const { setId, size, predicate, order, limit } = request;
  const journey: Journey = { setId, size: size ?? null, predicate: predicate ?? null, order, direction, stretches, wanted: limit + 1 };
  return nextContacts(tx, journey);
}

function opposite(direction: Direction): Direction {
  return direction === "asc" ? "desc" : "asc";
}

async function keyOf(tx: Transaction, order: ContactOrder, contactNo: string): Promise<OrderKey | undefined> {
  const rows = await tx.$queryRaw(Prisma.sql`select ${orderKeyColumns(order)} as key from contact where contact_no = ${contactNo}`);
  return z.array(z.object({ key: orderKeySchema })).parse(rows)[0]?.key;
}
