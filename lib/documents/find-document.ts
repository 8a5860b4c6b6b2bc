import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { readText } from "./read-file";
import { documentIdSchema, documentKinds } from "./schema";

/** One version, without its bytes. */
export const documentVersionSchema = z.object({
  documentId: z.int(),
  kind: z.enum(documentKinds),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.int(),
  fields: z.array(z.string()),
  createdByName: z.string(),
  createdAt: z.coerce.date(),
});
export type DocumentVersion = z.output<typeof documentVersionSchema>;

/** The facts of the alias `document` as one JSON object of `documentVersionSchema`. */
export const documentFacts = Prisma.sql`jsonb_build_object('documentId', document.id, 'kind', document.kind, 'fileName', document.file_name,
  'mediaType', document.media_type, 'size', document.size, 'fields', document.fields, 'createdByName', document.created_by_name,
  'createdAt', document.created_at)`;

const input = z.object({ documentId: documentIdSchema });

/** A version and those it came from, the newest first; empty when there is none of this number. */
export const listDocumentVersions = query({
  name: "document.listVersions",
  needs: "read",
  input,
  run: async ({ db }, { documentId }): Promise<DocumentVersion[]> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      with recursive version as (
        select id, based_on, 1 as age from document where id = ${documentId}
        union all
        select older.id, older.based_on, version.age + 1 from version join document older on older.id = version.based_on where version.age < 100
      )
      select ${documentFacts} as facts from version join document using (id) order by version.age`);
    return z
      .array(z.object({ facts: documentVersionSchema }))
      .parse(rows)
      .map(({ facts }) => facts);
  },
});

export type DocumentContent = { kind: DocumentVersion["kind"]; fileName: string; mediaType: string; content: Uint8Array<ArrayBuffer> };

/** A version with its bytes; null when there is none of this number. */
export const readDocument = query({
  name: "document.read",
  needs: "read",
  input,
  run: async ({ db }, { documentId }): Promise<DocumentContent | null> =>
    db.prisma.document.findUnique({
      where: { id: documentId },
      select: { kind: true, fileName: true, mediaType: true, content: true },
    }),
});

/** The text of an e-mail that was written; null for what is none. */
export const readMail = query({
  name: "document.readMail",
  needs: "read",
  input,
  run: async (context, { documentId }): Promise<string | null> => {
    const document = await readDocument(context, { documentId });
    return document && (document.kind === "html" || document.kind === "markdown") ? readText(document.content) : null;
  },
});
