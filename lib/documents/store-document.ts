import { createHash } from "node:crypto";
import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { DocumentError } from "./errors";
import { safeFileName } from "./file-name";
import { type FileRead, readFile } from "./read-file";
import { maxDocumentBytes, storeDocumentSchema, writeMailSchema } from "./schema";

export type DocumentStored = { documentId: number; fileName: string; kind: FileRead["kind"]; fields: string[] };

/**
 * Keeps a file as a new document. It belongs nowhere yet: giving it to a template, a segment or a line is an act of its own, and what is not
 * given to anything within a day goes. A Word file that cannot be merged safely is refused with the reason.
 */
export const storeDocument = operation({
  name: "document.store",
  needs: "segments.edit",
  input: storeDocumentSchema,
  run: async (context, { fileName, basedOn, content }): Promise<Result<DocumentStored, DocumentError>> => {
    const name = safeFileName(fileName);
    if (content.byteLength > maxDocumentBytes) return err({ code: "document_too_large", size: content.byteLength });
    const read = await readFile(name, content);
    if (!read.ok) return read;
    return inTransaction<DocumentStored, DocumentError>(context.db, async (tx) =>
      ok(await insertDocument(tx, context, name, read.value, content, basedOn)),
    );
  },
});

/** Keeps an e-mail that was written in the page, as `storeDocument` keeps a file. */
export const writeMail = operation({
  name: "document.write",
  needs: "segments.edit",
  input: writeMailSchema,
  run: async (context, { kind, text, basedOn }): Promise<Result<DocumentStored, DocumentError>> => {
    const name = kind === "html" ? "E-mail.html" : "E-mail.md";
    const content = new TextEncoder().encode(text.toWellFormed());
    const read = await readFile(name, content);
    if (!read.ok) return read;
    return inTransaction<DocumentStored, DocumentError>(context.db, async (tx) =>
      ok(await insertDocument(tx, context, name, read.value, content, basedOn)),
    );
  },
});

/** Keeps a file that was read, in the caller's transaction. */
export async function insertDocument(
  tx: Transaction,
  { user, now }: Pick<OperationContext, "user" | "now">,
  fileName: string,
  { kind, mediaType, fields }: FileRead,
  content: Uint8Array,
  basedOn: number | null,
): Promise<DocumentStored> {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into document (kind, file_name, media_type, content, sha256, size, fields, based_on, created_by, created_by_name, created_at)
    values (${kind}::document_kind, ${fileName}, ${mediaType}, ${content}, ${sha256}, ${content.byteLength}, ${JSON.stringify(fields)}::jsonb,
      (select id from document where id = ${basedOn}::int), ${user.id}, ${user.name}, ${now})
    returning id`);
  const [stored] = z.array(z.object({ id: z.int() })).parse(rows);
  if (!stored) throw new Error("A document was kept and its number did not come back.");
  return { documentId: stored.id, fileName, kind, fields };
}
