import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { readDocument } from "@/lib/documents/find-document";
import { readMergeValues } from "@/lib/documents/merge-values";
import { type Preview, previewOf } from "@/lib/documents/preview";
import { findStep } from "./find-step";
import { lettersOfLines, oneLine } from "./line-letters";
import { readLineBasis } from "./lines";
import { contactNoSchema, segmentNoSchema } from "./schema";
import { onSnapshot } from "./snapshot";

export const previewLineSchema = z.object({
  segmentNo: segmentNoSchema,
  contactNo: contactNoSchema,
  layer: z.int().min(1).max(1000).default(1),
});
export type PreviewLine = z.input<typeof previewLineSchema>;

/** The document of a line of the current step as its contact gets it; null for a line without a document, and where there is no such line. */
export const previewLine = query({
  name: "segment.previewLine",
  needs: "read",
  input: previewLineSchema,
  run: async (context, request): Promise<Preview | null> => {
    const letter = await onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, request.segmentNo, null);
      if (!at) return null;
      const letters = lettersOfLines(at.segmentId, oneLine(await readLineBasis(tx, at.segmentId, context.now), at.layers, request));
      const rows = await tx.$queryRaw(Prisma.sql`select letter, document_id as "documentId", subject from (${letters}) letter`);
      const [line] = z.array(z.object({ letter: z.string(), documentId: z.int().nullable(), subject: z.string().nullable() })).parse(rows);
      const values = line && (await readMergeValues(tx, letters)).get(line.letter);
      return line?.documentId && values ? { documentId: line.documentId, subject: line.subject, values } : null;
    });
    if (!letter) return null;
    const document = await readDocument(context, { documentId: letter.documentId });
    return document && previewOf(document, letter.subject, letter.values);
  },
});
