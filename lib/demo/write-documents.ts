import { readFile as readBytes } from "node:fs/promises";
import path from "node:path";
import type { OperationContext } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { documentMessage } from "@/lib/documents/errors";
import { readFile } from "@/lib/documents/read-file";
import { insertDocument } from "@/lib/documents/store-document";

/** What templates of the demo company say in a language: files of `prisma/demo/documents`. */
const documents = [
  { template: "BUS", language: "ENU", subject: "Thank you, {{contact.name}}", file: "Thanks note.docx" },
  { template: "EVENT", language: "ENU", subject: "An event in {{contact.city}}", file: "Event.docx" },
  { template: "GOLF", language: "ENU", subject: "Golf with CRONUS, {{contact.name}}", file: "Golf event.md" },
  { template: "GOLF", language: "DEU", subject: "Golf mit CRONUS, {{contact.name}}", file: "Golf event, German.md" },
];

/**
 * Gives templates of the demo company their documents, and makes that of the event, which Business Central has as a Word template only. Where no mail
 * server is set up, it becomes the one of `npm run mail`, so that nothing leaves this machine.
 */
export async function writeDemoDocuments(tx: Transaction, by: Pick<OperationContext, "user" | "now">): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into interaction_template (code, description, interaction_group_code, unit_cost_lcy, unit_duration_min, information_flow, initiated_by, correspondence_type,
      ignore_contact_corres_type)
    values ('EVENT', 'Event invitation', 'LETTER', 8, 1, 'outbound', 'us', 'hard_copy', true) on conflict (code) do nothing`);
  for (const { template, language, subject, file } of documents) {
    const content = await readBytes(path.join(/* turbopackIgnore: true */ process.cwd(), "prisma", "demo", "documents", file));
    const read = await readFile(file, content);
    if (!read.ok) throw new Error(documentMessage(read.error));
    const { documentId } = await insertDocument(tx, by, file, read.value, content, null);
    await tx.$executeRaw(Prisma.sql`
      insert into interaction_template_language (interaction_template_code, language_code, description, subject, document_id)
      select code, ${language}, description, ${subject}, ${documentId}::int from interaction_template where code = ${template}
      on conflict (interaction_template_code, language_code) do update set subject = excluded.subject, document_id = excluded.document_id`);
  }
  await tx.$executeRaw(Prisma.sql`update interaction_template set language_code = 'ENU' where code = 'EVENT'`);
  await tx.$executeRaw(Prisma.sql`
    insert into mail_setup (id, host, port, security, from_name, from_address)
    values (1, '127.0.0.1', 1025, 'none', 'CRONUS International Ltd.', 'news@cronus.example') on conflict (id) do nothing`);
}
