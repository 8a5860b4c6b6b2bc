import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { documentFacts, documentVersionSchema } from "@/lib/documents/find-document";
import { holdDocument, removeUnusedDocuments } from "@/lib/documents/remove-unused";
import { documentIdSchema, subjectSchema } from "@/lib/documents/schema";
import { err, ok } from "@/lib/result";
import { findStep } from "./find-step";
import { linesOfLayers, readLineBasis } from "./lines";
import { changeDraft } from "./lock-segment";
import { segmentNoSchema } from "./schema";
import { onSnapshot } from "./snapshot";

const text = z.string().nullable();
const rowSchema = z.object({
  languageCode: z.string(),
  language: z.string(),
  isDefault: z.boolean(),
  /** Whether the template has the language too. */
  ofTemplate: z.boolean(),
  /** Lines of the header's template in this language. */
  lines: z.int(),
  templateSubject: text,
  ownSubject: text,
  templateDocument: documentVersionSchema.nullable(),
  ownDocument: documentVersionSchema.nullable(),
});
export type SegmentLanguageRow = z.output<typeof rowSchema>;
const countsSchema = z.object({ ownDocument: z.int(), ownTemplate: z.int(), without: z.int() });
export type SegmentDocuments = {
  templateCode: string;
  languages: SegmentLanguageRow[];
  /** Lines with a document of their own, lines with a template of their own, and lines that get no document. */
  counts: z.output<typeof countsSchema>;
};

/**
 * What the lines of a segment get in each language of its template, those the segment has of its own included, and how many lines that is. Null
 * when there is no such segment or it has no template.
 */
export const listSegmentDocuments = query({
  name: "segment.listDocuments",
  needs: "read",
  input: z.object({ segmentNo: segmentNoSchema }),
  run: ({ db, now }, { segmentNo }): Promise<SegmentDocuments | null> =>
    onSnapshot(db, async (tx) => {
      const at = await findStep(tx, segmentNo, null);
      const templateCode = at && (await readTemplate(tx, at.segmentId)).templateCode;
      if (!at || !templateCode) return null;
      const lines = linesOfLayers(await readLineBasis(tx, at.segmentId, now), at.layers);
      const rows = await tx.$queryRaw(Prisma.sql`
        with counted as materialized (
          select language_code, document_origin is not distinct from 'line' as own, document_id is null as without,
            interaction_template_code is distinct from ${templateCode} as elsewhere, count(*)::int as lines
          from (${lines}) line group by 1, 2, 3, 4
        )
        select (
          select jsonb_build_object('ownDocument', coalesce(sum(lines) filter (where own), 0), 'ownTemplate', coalesce(sum(lines) filter (where elsewhere), 0),
            'without', coalesce(sum(lines) filter (where without), 0)) from counted) as counts,
          coalesce((select jsonb_agg(jsonb_build_object(
            'languageCode', language.code, 'language', language.name, 'isDefault', language.code is not distinct from segment.language_code,
            'ofTemplate', said.language_code is not null,
            'lines', coalesce((select sum(lines) from counted where counted.language_code = language.code and not elsewhere), 0),
            'templateSubject', said.subject, 'ownSubject', own.subject,
            'templateDocument', (select ${documentFacts} from document where document.id = said.document_id),
            'ownDocument', (select ${documentFacts} from document where document.id = own.document_id))
            order by language.code is distinct from segment.language_code, language.code)
          from segment
          cross join language
          left join interaction_template_language said on said.interaction_template_code = ${templateCode} and said.language_code = language.code
          left join segment_language own on own.segment_id = segment.id and own.interaction_template_code = ${templateCode} and own.language_code = language.code
          where segment.id = ${at.segmentId} and (said.language_code is not null or own.language_code is not null)), '[]') as languages`);
      const [found] = z.tuple([z.object({ counts: countsSchema, languages: z.array(rowSchema) })]).parse(rows);
      return { templateCode, ...found };
    }),
});

/**
 * `documentId` and `subject` null: those of the template, and where only the segment has the language it goes. `seen` is the document of its own that
 * the page showed.
 */
export const changeSegmentDocumentSchema = z.object({
  segmentNo: segmentNoSchema,
  languageCode: z.string().trim().min(1).max(30),
  documentId: documentIdSchema.nullable(),
  subject: subjectSchema.nullable(),
  seen: documentIdSchema.nullable(),
});
export type ChangeSegmentDocument = z.input<typeof changeSegmentDocumentSchema>;

/**
 * Gives a segment a document or a subject of its own in one language of its template, or takes both back to the template's. A language that the
 * template lacks becomes one of the segment: contacts who speak it get what stands there. Only what differs is kept.
 *
 * @returns what it had of its own before, so that it can be given back
 */
export const changeSegmentDocument = operation({
  name: "segment.changeDocument",
  needs: "segments.edit",
  input: changeSegmentDocumentSchema,
  run: (context, { segmentNo, languageCode, documentId, subject, seen }) =>
    changeDraft<{ before: OwnLanguage | null }>(context, segmentNo, async (tx, segment) => {
      const { templateCode, ofTemplate, known, before } = await readTemplate(tx, segment.id, languageCode);
      if (!templateCode) return err({ code: "template_needed", name: `Segment ${segment.segmentNo}` });
      if (!known) return err({ code: "unknown_code", field: "language", value: languageCode });
      if ((before?.documentId ?? null) !== seen) return err({ code: "document_moved", segmentNo, by: segment.stack.changedByName });
      if (documentId !== null && !(await holdDocument(tx, documentId))) return err({ code: "document_not_found" });
      const key = Prisma.sql`segment_id = ${segment.id} and interaction_template_code = ${templateCode} and language_code = ${languageCode}`;
      if (documentId === null && subject === null) {
        await tx.$executeRaw(Prisma.sql`delete from segment_language where ${key}`);
        if (!ofTemplate) await leaveLanguage(tx, segment.id, templateCode, languageCode);
      } else {
        await tx.$executeRaw(Prisma.sql`
          insert into segment_language (segment_id, interaction_template_code, language_code, subject, document_id, changed_by, changed_at)
          values (${segment.id}, ${templateCode}, ${languageCode}, ${subject}, ${documentId}::int, ${context.user.id}, ${context.now})
          on conflict (segment_id, interaction_template_code, language_code) do update set
            subject = excluded.subject, document_id = excluded.document_id, changed_by = excluded.changed_by, changed_at = excluded.changed_at`);
      }
      await tx.$executeRaw(Prisma.sql`
        update segment set version = version + 1, changed_by = ${context.user.id}, changed_at = ${context.now} where id = ${segment.id}`);
      await removeUnusedDocuments(tx, context.now);
      await record(tx, context, {
        operation: "segment.changeDocument",
        subjectKind: "segment",
        subjectKey: segment.segmentNo,
        detail: { languageCode, before, after: { documentId, subject } },
      });
      return ok({ before });
    }),
});

const ownSchema = z.object({ documentId: z.int().nullable(), subject: text });
export type OwnLanguage = z.output<typeof ownSchema>;
const templateSchema = z.object({ templateCode: text, ofTemplate: z.boolean(), known: z.boolean(), before: ownSchema.nullable() });

/** The template of a segment and what there is in a language. */
async function readTemplate(tx: Transaction, segmentId: number, languageCode = "") {
  const rows = await tx.$queryRaw(Prisma.sql`
    select segment.interaction_template_code as "templateCode", exists (select from language where code = ${languageCode}) as known,
      exists (select from interaction_template_language said
        where said.interaction_template_code = segment.interaction_template_code and said.language_code = ${languageCode}) as "ofTemplate",
      (select jsonb_build_object('documentId', own.document_id, 'subject', own.subject) from segment_language own
        where own.segment_id = segment.id and own.interaction_template_code = segment.interaction_template_code and own.language_code = ${languageCode}) as before
    from segment where segment.id = ${segmentId}`);
  const [found] = z.tuple([templateSchema]).parse(rows);
  return found;
}

/** A default language that is there no more gives way to the template's. */
async function leaveLanguage(tx: Transaction, segmentId: number, templateCode: string, languageCode: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update segment set language_code = (select language_code from interaction_template where code = ${templateCode}), header_version = header_version + 1
    where id = ${segmentId} and language_code = ${languageCode}`);
}
