import type { z } from "zod";
import { keepCommon, matching, stored } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { type ContactPageRequest, pageOfContacts } from "@/lib/contact-sets/page";
import { positionOf, readContactRows } from "@/lib/contacts/list-contacts";
import type { Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { listMembersSchema } from "./schema";
import type { MembersPage } from "./types";

type Request = Omit<z.output<typeof listMembersSchema>, "segmentNo" | "search" | "part" | "code">;
/** Whom to page through: a stored set of so many, or everybody (null), and of these the ones who meet a condition. */
export type Paged = { setId: bigint | null; total: number; predicate: Sql | null };

/** A page of them, in the order asked for. */
export async function readMembersPage(
  tx: Transaction,
  { setId, total, predicate }: Paged,
  request: Request,
  at: Date,
): Promise<MembersPage> {
  const { order, direction, limit } = request;
  const asked: ContactPageRequest = {
    setId,
    size: total,
    ...(predicate && { predicate }),
    order,
    direction,
    position: positionOf(request),
    limit,
  };
  const page = await pageOfContacts(tx, asked);
  const rows = await readContactRows(tx, page.contactIds);
  const count = predicate ? await countMatching(tx, setId, predicate) : total;
  return {
    ...{ rows, total: setId === null ? count : total, matching: count, at },
    offset: !page.hasPrevious ? 0 : !page.hasNext ? count - rows.length : null,
    next: page.hasNext ? (rows.at(-1)?.contactNo ?? null) : null,
    previous: page.hasPrevious ? (rows[0]?.contactNo ?? null) : null,
  };
}

async function countMatching(tx: Transaction, setId: bigint | null, predicate: Sql): Promise<number> {
  const found = matching(predicate);
  return (await sizesOf(tx, { found: setId === null ? found : keepCommon(stored(setId), found) })).found;
}
