import { z } from "zod";
import { contactPredicate } from "@/lib/contacts/filter";
import { contactTypes } from "@/lib/contacts/schema";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { ContactUpkeepError } from "./errors";
import { mostAtOnce, type SelectedContacts } from "./schema";

const rowSchema = z.object({ id: z.int(), contactNo: z.string(), name: z.string(), type: z.enum(contactTypes) });
export type NamedContact = z.infer<typeof rowSchema>;

/** The contacts of these numbers, each once, in the order of their ids and locked; refused with the first number that nobody has. */
export async function lockContacts(tx: Transaction, contactNos: readonly string[]): Promise<Result<NamedContact[], ContactUpkeepError>> {
  return readContacts(tx, contactNos, true);
}

/** The same to look at only. */
export async function nameContacts(tx: Transaction, contactNos: readonly string[]): Promise<Result<NamedContact[], ContactUpkeepError>> {
  return readContacts(tx, contactNos, false);
}

/**
 * The numbers that a selection means. All that match are refused with `matching_moved` when they are not as many as were selected; of
 * more than one request can name, `now` says one too many.
 */
export async function selectedContactNos(tx: Transaction, selection: SelectedContacts): Promise<Result<string[], ContactUpkeepError>> {
  if ("contactNos" in selection) return ok(selection.contactNos);
  const predicate = contactPredicate(selection.matching) ?? Prisma.sql`true`;
  const rows = await tx.$queryRaw(Prisma.sql`select contact_no as "contactNo" from contact where ${predicate} limit ${mostAtOnce + 1}`);
  const found = z.array(rowSchema.pick({ contactNo: true })).parse(rows);
  if (found.length !== selection.count) return err({ code: "matching_moved", selected: selection.count, now: found.length });
  return ok(found.map(({ contactNo }) => contactNo));
}

async function readContacts(
  tx: Transaction,
  contactNos: readonly string[],
  locked: boolean,
): Promise<Result<NamedContact[], ContactUpkeepError>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select id, contact_no as "contactNo", name, type::text as type from contact where contact_no = any(${[...contactNos]}::text[])
    order by id ${locked ? Prisma.sql`for update` : Prisma.empty}`);
  const contacts = z.array(rowSchema).parse(rows);
  const missing = contactNos.find((contactNo) => !contacts.some((contact) => contact.contactNo === contactNo));
  return missing === undefined ? ok(contacts) : err({ code: "contact_not_found", contactNo: missing });
}
