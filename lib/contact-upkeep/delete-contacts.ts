import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { suppressAddressesOf } from "@/lib/consent/carry-over";
import { lockContactsForRemoval } from "@/lib/contact-sets/lock";
import { replaceContactsInSets } from "@/lib/contact-sets/replace-contacts";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { dropEmptiedLayers } from "@/lib/segmentation/emptied-layers";
import type { ContactUpkeepError } from "./errors";
import { lockContacts, selectedContactNos } from "./named-contacts";
import { deleteContactsSchema } from "./schema";

const longestMs = 600_000;
const idsSchema = z.array(z.object({ id: z.int() }));

/** `contacts` counts also the persons that went with their company. */
export type ContactsDeleted = { contacts: number; persons: number };

/**
 * Deletes contacts; a company takes its persons with it. They leave every worksheet, whatever step holds them, their
 * classification, addresses and sales facts go, and their interaction log entries stay with the names of the time and without
 * a contact. Waits until nobody adds contacts or logs, and holds that off meanwhile.
 */
export const deleteContacts = operation({
  name: "contact.delete",
  needs: "contacts.edit",
  input: deleteContactsSchema,
  run: (context, { expected, ...selection }): Promise<Result<ContactsDeleted, ContactUpkeepError>> =>
    inTransaction<ContactsDeleted, ContactUpkeepError>(
      context.db,
      async (tx) => {
        await lockContactsForRemoval(tx);
        const contactNos = await selectedContactNos(tx, selection);
        if (!contactNos.ok) return contactNos;
        const named = await lockContacts(tx, contactNos.value);
        if (!named.ok) return named;
        const namedIds = named.value.map(({ id }) => id);
        const rows = await tx.$queryRaw(
          Prisma.sql`select id from contact where id = any(${namedIds}::int[]) or company_id = any(${namedIds}::int[]) for update`,
        );
        const ids = idsSchema.parse(rows).map(({ id }) => id);
        if (expected !== undefined && ids.length !== expected) return err({ code: "count_moved", now: ids.length });
        await replaceContactsInSets(tx, Prisma.sql`select id, null::int as into_id from unnest(${ids}::int[]) as g (id)`);
        await dropEmptiedLayers(tx);
        await tx.$executeRaw(Prisma.sql`
          update interaction_log_entry set contact_id = null, company_id = case when company_id = any(${ids}::int[]) then null else company_id end
          where contact_id = any(${ids}::int[])`);
        if (named.value.some(({ type }) => type === "company")) {
          // Of people who worked for the company and do not any more.
          await tx.$executeRaw(Prisma.sql`update interaction_log_entry set company_id = null where company_id = any(${ids}::int[])`);
        }
        await suppressAddressesOf(tx, ids, context.now);
        await tx.$executeRaw(Prisma.sql`delete from contact where id = any(${ids}::int[])`);
        for (const { contactNo, name, type } of named.value) {
          await record(tx, context, { operation: "contact.delete", subjectKind: "contact", subjectKey: contactNo, detail: { name, type } });
        }
        return ok({ contacts: ids.length, persons: ids.length - named.value.length });
      },
      { timeoutMs: longestMs },
    ),
});
