import { z } from "zod";
import { query } from "@/lib/access/operation";
import { printedAddress } from "@/lib/contacts/printed-address";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { type DocumentContent, readDocument } from "@/lib/documents/find-document";
import { languageTag } from "@/lib/documents/language-tag";
import { readMergeValues } from "@/lib/documents/merge-values";
import { type Preview, previewOf } from "@/lib/documents/preview";
import { documentIdSchema, mailKinds, maxMailLength } from "@/lib/documents/schema";

export const previewDocumentSchema = z.object({
  /** One that is kept, or an e-mail as it is being written. */
  document: z.union([
    z.object({ documentId: documentIdSchema }),
    z.object({ kind: z.enum(mailKinds), text: z.string().max(maxMailLength) }),
  ]),
  subject: z.string().max(1000).nullable(),
  languageCode: z.string().max(30).nullable(),
  /** Null: somebody who speaks the language, a person if there is one. */
  contactNo: z.string().trim().min(1).max(40).nullable(),
});
export type PreviewDocument = z.input<typeof previewDocumentSchema>;
/** `contact` is null where there is nobody to show it for: every field is blank then. */
export type DocumentPreview = { preview: Preview; contact: { contactNo: string; name: string } | null };

/**
 * A document as a real contact would get it today, without any segment; null when the document is not there.
 */
export const previewDocument = query({
  name: "document.preview",
  needs: "read",
  input: previewDocumentSchema,
  run: async (context, { document, subject, languageCode, contactNo }): Promise<DocumentPreview | null> => {
    const content =
      "documentId" in document
        ? await readDocument(context, document)
        : { kind: document.kind, fileName: "E-mail", mediaType: "", content: new TextEncoder().encode(document.text) };
    if (!content) return null;
    return previewFor(context.db.prisma, content, { subject, languageCode, contactNo, today: context.today });
  },
});

type For = { subject: string | null; languageCode: string | null; contactNo: string | null; today: string };

async function previewFor(
  tx: Transaction,
  content: DocumentContent,
  { subject, languageCode, contactNo, today }: For,
): Promise<DocumentPreview> {
  const chosen = contactNo === null ? somebody(languageCode) : Prisma.sql`contact.contact_no = ${contactNo}`;
  const [contact] = z
    .array(z.object({ id: z.int(), contactNo: z.string(), name: z.string() }))
    .parse(await tx.$queryRaw(Prisma.sql`select id, contact_no as "contactNo", name from contact where ${chosen} limit 1`));
  const letters = Prisma.sql`
    select 'one' as letter, contact.id as contact_id, ${languageCode}::text as language_code, ${today}::date as date, ${subject}::text as description,
      ${subject}::text as subject, null::text as personal_text, contact.salesperson_code, null::text as campaign_no, null::text as segment_no,
      null::text as segment_description, at_home.lines as mail_address
    from contact ${printedAddress({ contact: "contact", altAddressCode: Prisma.sql`null`, day: Prisma.sql`${today}::date` })}
    where contact.id = ${contact?.id ?? null}::int`;
  const values = (await readMergeValues(tx, letters)).get("one") ?? { language: languageTag(languageCode), fields: {} };
  return {
    preview: await previewOf(content, subject, values),
    contact: contact ? { contactNo: contact.contactNo, name: contact.name } : null,
  };
}

/** Somebody who may be written to, who speaks the language if anybody does. */
function somebody(languageCode: string | null) {
  return Prisma.sql`contact.id = (
    select id from contact where not privacy_blocked and (not minor or parental_consent_received)
    order by language_code is not distinct from ${languageCode}::text desc, type = 'person' desc, email is not null desc, id limit 1)`;
}
