import { htmlToText } from "html-to-text";
import { z } from "zod";
import type { RecipientLanguage } from "@/lib/consent/schema";
import { recipientLanguageOf } from "@/lib/consent/unsubscribe-words";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { DocumentContent } from "@/lib/documents/find-document";
import { renderSubject } from "@/lib/documents/mail/render-mail";
import { readMergeValues } from "@/lib/documents/merge-values";
import { previewOf } from "@/lib/documents/preview";
import { mergeWord } from "@/lib/documents/read-word";
import type { MergeValues } from "@/lib/documents/word/fields";
import { logFault } from "@/lib/faults/log-fault";
import { oneLine } from "./compose";
import { attachmentsOfEntry, lettersOfEntries } from "./letters-of-entries";
import type { Attachment, Content } from "./types";

/** An entry whose message is to be written; the link by which its contact says no to further ones, where there is one. */
export type ToWrite = { entryNo: number; unsubscribeUrl: string | null };

const text = z.string().nullable();
const rowSchema = z.object({
  entryNo: z.number(),
  contactName: z.string(),
  subject: text,
  description: z.string(),
  languageCode: text,
  documentId: z.int().nullable(),
  asAttachment: z.boolean(),
  attachmentIds: z.array(z.int()),
  salespersonName: text,
  companyName: text,
});
type Row = z.output<typeof rowSchema>;

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * What the contacts of these log entries get, by entry number: the document that was logged, merged for each, with the files that were logged with
 * it; where no document was logged, the interaction's description with a greeting and a signature. One that cannot be written is missing, and its
 * cause in the log of the server. The only place that knows where messages come from.
 */
export async function contentOf(tx: Transaction, toWrite: readonly ToWrite[]): Promise<Map<number, Content>> {
  const entryNos = toWrite.map(({ entryNo }) => entryNo);
  const rows = await readRows(tx, entryNos);
  const documents = await readDocuments(tx, rows);
  const merges = documents.size > 0 || rows.some(({ subject }) => subject?.includes("{{"));
  const values = merges
    ? await readMergeValues(tx, lettersOfEntries(Prisma.sql`entry.entry_no = any(${entryNos}::bigint[])`))
    : new Map<string, MergeValues>();
  const links = new Map(toWrite.map(({ entryNo, unsubscribeUrl }) => [entryNo, unsubscribeUrl]));
  const contents = new Map<number, Content>();
  for (const row of rows) {
    const document = row.documentId === null ? undefined : documents.get(row.documentId);
    const merged = values.get(String(row.entryNo));
    const subject = subjectOf(row, merged);
    const files = row.attachmentIds.flatMap((id) => documents.get(id) ?? []).map(attached);
    const content = document && merged ? await written(row, subject, document, merged) : ofDescription(row, subject);
    if (!content) continue;
    const language = recipientLanguageOf(row.languageCode) ?? "en";
    contents.set(
      row.entryNo,
      withWayOut({ ...content, attachments: [...content.attachments, ...files] }, links.get(row.entryNo) ?? null, language),
    );
  }
  return contents;
}

async function readRows(tx: Transaction, entryNos: number[]): Promise<Row[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select entry.entry_no::float8 as "entryNo", entry.contact_name as "contactName", entry.subject, entry.description, entry.language_code as "languageCode", entry.document_id as "documentId",
      coalesce(goes.send_as_attachment, false) as "asAttachment", coalesce(goes.document_ids, '{}') as "attachmentIds", salesperson.name as "salespersonName",
      setup.company_name as "companyName"
    from interaction_log_entry entry
    ${attachmentsOfEntry}
    left join salesperson on salesperson.code = entry.salesperson_code
    left join marketing_setup setup on setup.id = 1
    where entry.entry_no = any(${entryNos}::bigint[])`);
  return z.array(rowSchema).parse(rows);
}

async function readDocuments(tx: Transaction, rows: readonly Row[]): Promise<Map<number, DocumentContent>> {
  const ids = [
    ...new Set(rows.flatMap(({ documentId, attachmentIds }) => [...(documentId === null ? [] : [documentId]), ...attachmentIds])),
  ];
  if (ids.length === 0) return new Map();
  const found = await tx.document.findMany({
    where: { id: { in: ids } },
    select: { id: true, kind: true, fileName: true, mediaType: true, content: true },
  });
  return new Map(found.map(({ id, ...document }) => [id, document]));
}

const attached = ({ fileName, mediaType, content }: DocumentContent): Attachment => ({ fileName, mediaType, content });

async function written(row: Row, subject: string, document: DocumentContent, values: MergeValues): Promise<Content | null> {
  try {
    return await ofDocument(row, subject, document, values);
  } catch (error) {
    logFault(`writing the e-mail of entry ${row.entryNo}`, error);
    return null;
  }
}

/** The document as the template says: its words as the message, or the merged file with the description as the message. */
async function ofDocument(row: Row, subject: string, document: DocumentContent, values: MergeValues): Promise<Content> {
  if (document.kind === "word" && row.asAttachment) {
    const fileName = `${oneLine(row.subject ? subject : "Attachment", 100)}.docx`;
    return {
      ...ofDescription(row, subject),
      attachments: [{ fileName, mediaType: wordType, content: await mergeWord(document.content, values) }],
    };
  }
  const preview = await previewOf(document, row.subject, values);
  switch (preview.kind) {
    case "mail":
      return { subject, html: preview.html, text: preview.text, attachments: [] };
    case "word":
      return { subject, html: preview.html, text: htmlToText(preview.html, { wordwrap: 78 }), attachments: [] };
    case "file":
      return { ...ofDescription(row, subject), attachments: [attached(document)] };
    default:
      return preview satisfies never;
  }
}

function subjectOf({ subject, description }: Row, values: MergeValues | undefined): string {
  return oneLine((values ? renderSubject(subject, values) : subject) || description, 250);
}

function ofDescription(row: Row, subject: string): Content {
  const signature = [row.salespersonName, row.companyName].filter((line) => line !== null).join("\n");
  const parts = [`${row.contactName},`, row.description, signature].map(clean).filter((part) => part !== "");
  const paragraphs = parts.map((part) => `<p>${escaped(part).replaceAll("\n", "<br>")}</p>`).join("");
  const head = `<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`;
  return { subject, text: parts.join("\n\n"), html: `<!doctype html><html>${head}<body>${paragraphs}</body></html>`, attachments: [] };
}

const wayOut: Record<RecipientLanguage, string> = { en: "Unsubscribe", de: "Abmelden", da: "Afmeld", fr: "Se désabonner" };

/** The message with its foot, from which its recipient says no to further ones. */
function withWayOut(content: Content, link: string | null, language: RecipientLanguage): Content {
  if (link === null) return { ...content, text: `${content.text}\n` };
  const foot = `<p style="margin:24px 0 0;font:13px/1.5 Arial,Helvetica,sans-serif"><a href="${escaped(link)}">${wayOut[language]}</a></p>`;
  const end = content.html?.lastIndexOf("</body>") ?? -1;
  const html = content.html === null || end === -1 ? content.html : `${content.html.slice(0, end)}${foot}${content.html.slice(end)}`;
  return { ...content, html, text: `${content.text}\n\n${wayOut[language]}: ${link}\n` };
}

/** Text without control characters but line breaks. */
function clean(part: string): string {
  return part
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/(?!\n)\p{Cc}/gu, " ")
    .trim();
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(part: string): string {
  return part.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
