import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { lettersOfEntries } from "@/lib/delivery/letters-of-entries";
import { readDocument } from "@/lib/documents/find-document";
import { readMergeValues } from "@/lib/documents/merge-values";
import { type Preview, previewOf } from "@/lib/documents/preview";
import { keptValues } from "@/lib/letters/queries";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { findInteractionLogEntrySchema } from "./schema";

/**
 * The very version of the document that was logged: the letter as it was made, else for the contact as it is now; null for an entry without a document, or
 * without a letter whose contact is gone.
 */
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
    const values = await onSnapshot(
      context.db,
      async (tx) => (await keptValues(tx, entryNo)) ?? (await readMergeValues(tx, letters)).get(String(entryNo)),
    );
    const document = await readDocument(context, { documentId: entry.documentId });
    return document && values ? previewOf(document, entry.subject, values) : null;
  },
});
