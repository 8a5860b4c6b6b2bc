import { query } from "@/lib/access/operation";
import { printedAddress } from "@/lib/contacts/printed-address";
import { Prisma, type Sql } from "@/lib/db/sql";
import { readDocument } from "@/lib/documents/find-document";
import { type Letters, readMergeValues } from "@/lib/documents/merge-values";
import { type Preview, previewOf } from "@/lib/documents/preview";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { findInteractionLogEntrySchema } from "./schema";

/** The letters of interaction log entries, as `readMergeValues` takes them, named by their numbers: what was logged, for the contact as it is now. */
export function lettersOfEntries(entries: Sql): Letters {
  return Prisma.sql`
    select entry.entry_no::text as letter, entry.contact_id, entry.language_code, entry.date, entry.description, entry.subject, entry.personal_text,
      entry.salesperson_code, entry.campaign_no, entry.segment_no, logged.description as segment_description, at_home.lines as mail_address
    from interaction_log_entry entry
    join contact on contact.id = entry.contact_id
    left join logged_segment logged on logged.entry_no = entry.logged_segment_entry_no
    ${printedAddress({ contact: "contact", altAddressCode: Prisma.sql`entry.alt_address_code`, day: Prisma.sql`entry.date` })}
    where ${entries}`;
}

/** The very version of the document that was logged, for the contact as it is now; null for an entry without a document or whose contact is gone. */
export const previewEntry = query({
  name: "interactionLogEntry.preview",
  needs: "read",
  input: findInteractionLogEntrySchema,
  run: async (context, { entryNo }): Promise<Preview | null> => {
    const entry = await context.db.prisma.interactionLogEntry.findFirst({
      where: { entryNo, postponed: false },
      select: { documentId: true, subject: true },
    });
    if (!entry?.documentId) return null;
    const letters = lettersOfEntries(Prisma.sql`entry.entry_no = ${entryNo}::bigint`);
    const values = (await onSnapshot(context.db, (tx) => readMergeValues(tx, letters))).get(String(entryNo));
    const document = await readDocument(context, { documentId: entry.documentId });
    return document && values ? previewOf(document, entry.subject, values) : null;
  },
});
