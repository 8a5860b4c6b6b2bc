import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { holdDocument, removeUnusedDocuments } from "@/lib/documents/remove-unused";
import { err, ok, type Result } from "@/lib/result";
import type { TemplateError } from "./errors";
import {
  removeTemplateLanguageSchema,
  saveTemplateLanguageSchema,
  setTemplateAttachmentsSchema,
  setTemplateDocumentSchema,
} from "./schema";
import { followDocument, type LockedTemplate, lockTemplate } from "./write-template";

type Request = { code: string; languageCode: string };
/** The version of the template after the change. */
type Changed = { version: number };

/** Adds a language to a template, or changes what it says there beside its documents. */
export const saveTemplateLanguage = operation({
  name: "template.saveLanguage",
  needs: "setup",
  input: saveTemplateLanguageSchema,
  run: (context, { description, subject, sendAsAttachment, ...request }) =>
    changeLanguages(context, "template.saveLanguage", request, { description, subject, sendAsAttachment }, async (tx) => {
      const { code, languageCode } = request;
      const [known] = await tx.$queryRaw<unknown[]>(Prisma.sql`select 1 from language where code = ${languageCode}`);
      if (!known) return err({ code: "unknown_value", what: "language", value: languageCode });
      await tx.$executeRaw(Prisma.sql`
        insert into interaction_template_language (interaction_template_code, language_code, description, subject, send_as_attachment)
        values (${code}, ${languageCode}, ${description}, ${subject}, ${sendAsAttachment})
        on conflict (interaction_template_code, language_code) do update set
          description = excluded.description, subject = excluded.subject, send_as_attachment = excluded.send_as_attachment`);
      return ok(null);
    }),
});

/** Takes a language away from a template, with its documents. The first of those that remain becomes the default where this was it. */
export const removeTemplateLanguage = operation({
  name: "template.removeLanguage",
  needs: "setup",
  input: removeTemplateLanguageSchema,
  run: (context, request) =>
    changeLanguages(context, "template.removeLanguage", request, {}, async (tx, template) => {
      const { code, languageCode } = request;
      const removed = await tx.$executeRaw(Prisma.sql`
        delete from interaction_template_language where interaction_template_code = ${code} and language_code = ${languageCode}`);
      if (removed === 0) return err({ code: "language_not_found", languageCode });
      if (template.languageCode === languageCode) {
        await tx.$executeRaw(Prisma.sql`
          update interaction_template set language_code = (
            select min(language_code) from interaction_template_language where interaction_template_code = ${code}) where code = ${code}`);
        await followDocument(tx, code, template.wizardAction);
      }
      return ok(null);
    }),
});

/**
 * Gives a language of a template another document, or none; segments that have no copy of their own follow at once, what was logged does not.
 * Refused with `template_document_moved` when it has another document than was `seen`.
 */
export const setTemplateDocument = operation({
  name: "template.setDocument",
  needs: "setup",
  input: setTemplateDocumentSchema,
  run: (context, { documentId, seen, ...request }) =>
    changeLanguages(context, "template.setDocument", request, { documentId, before: seen }, async (tx, template) => {
      const { code, languageCode } = request;
      if (documentId !== null && !(await holdDocument(tx, documentId))) return err({ code: "document_not_found" });
      const rows = await tx.$queryRaw(Prisma.sql`
        select document_id as "documentId" from interaction_template_language where interaction_template_code = ${code} and language_code = ${languageCode}`);
      const [language] = z.array(z.object({ documentId: z.int().nullable() })).parse(rows);
      if (!language) return err({ code: "language_not_found", languageCode });
      if (language.documentId !== seen) return err({ code: "template_document_moved", languageCode });
      await tx.$executeRaw(Prisma.sql`
        update interaction_template_language set document_id = ${documentId}::int where interaction_template_code = ${code} and language_code = ${languageCode}`);
      if (template.languageCode === languageCode) await followDocument(tx, code, template.wizardAction);
      return ok(null);
    }),
});

/** Gives a language of a template the further files that go with its document, in this order. */
export const setTemplateAttachments = operation({
  name: "template.setAttachments",
  needs: "setup",
  input: setTemplateAttachmentsSchema,
  run: (context, { documentIds, seen, ...request }) =>
    changeLanguages(context, "template.setAttachments", request, { documentIds, before: seen }, async (tx) => {
      const { code, languageCode } = request;
      for (const documentId of documentIds) if (!(await holdDocument(tx, documentId))) return err({ code: "document_not_found" });
      const rows = await tx.$queryRaw(Prisma.sql`
        select array(select document_id from interaction_template_attachment attachment
          where attachment.interaction_template_code = said.interaction_template_code and attachment.language_code = said.language_code order by position) as ids
        from interaction_template_language said where interaction_template_code = ${code} and language_code = ${languageCode}`);
      const [language] = z.array(z.object({ ids: z.array(z.int()) })).parse(rows);
      if (!language) return err({ code: "language_not_found", languageCode });
      if (language.ids.join() !== seen.join()) return err({ code: "template_document_moved", languageCode });
      await tx.$executeRaw(Prisma.sql`
        delete from interaction_template_attachment where interaction_template_code = ${code} and language_code = ${languageCode}`);
      await tx.$executeRaw(Prisma.sql`
        insert into interaction_template_attachment (interaction_template_code, language_code, position, document_id)
        select ${code}, ${languageCode}, position, id from unnest(${documentIds}::int[]) with ordinality given (id, position)`);
      return ok(null);
    }),
});

/** Runs a change of one language with the template locked, and grows its version. */
function changeLanguages(
  context: OperationContext,
  operationName: string,
  { code, languageCode }: Request,
  detail: Record<string, unknown>,
  change: (tx: Transaction, template: LockedTemplate) => Promise<Result<null, TemplateError>>,
): Promise<Result<Changed, TemplateError>> {
  return inTransaction<Changed, TemplateError>(context.db, async (tx) => {
    const template = await lockTemplate(tx, code);
    if (!template) return err({ code: "template_not_found", templateCode: code });
    const changed = await change(tx, template);
    if (!changed.ok) return changed;
    await tx.$executeRaw(Prisma.sql`update interaction_template set version = version + 1 where code = ${code}`);
    await removeUnusedDocuments(tx, context.now);
    await record(tx, context, { operation: operationName, subjectKind: "template", subjectKey: code, detail: { languageCode, ...detail } });
    return ok({ version: template.version + 1 });
  });
}
