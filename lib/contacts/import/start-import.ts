import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { err, ok } from "@/lib/result";
import type { ImportError } from "./errors";
import { fieldsOf, type ImportKind, type KnownNames } from "./fields";
import { importJob } from "./import-job";
import { readKnownNames } from "./known-codes";
import { type ImportOptions, startImportSchema } from "./options";

export type ImportStarted = { importId: string; jobId: string };

/**
 * Starts the import of a complete upload as a job. Refused when a field is given twice or a needed one not at all, and for sales
 * facts of a file that was imported before, unless asked for again. A second press on the same upload finds the import that runs.
 */
export const startImport = operation({
  name: "import.start",
  needs: "contacts.import",
  input: startImportSchema,
  run: (context, { uploadId, kind, options, again }) =>
    inTransaction<ImportStarted, ImportError>(context.db, async (tx) => {
      const { user } = context;
      const [upload] = await tx.$queryRaw<{ fileName: string; sha256: string; complete: boolean }[]>(Prisma.sql`
        select file_name as "fileName", sha256, complete from upload where id = ${uploadId}::uuid and user_id = ${user.id} for update`);
      if (!upload) return err({ code: "upload_not_found" });
      if (!upload.complete) return err({ code: "upload_incomplete" });
      const wrong = mappingProblem(kind, options, await readKnownNames(context.db));
      if (wrong) return err(wrong);
      const [running] = await tx.$queryRaw<ImportStarted[]>(Prisma.sql`
        select i.id::text as "importId", i.job_id::text as "jobId" from contact_import i join job on job.id = i.job_id
        where i.upload_id = ${uploadId}::uuid and job.state in ('waiting', 'running') limit 1`);
      if (running) return ok(running);
      if (kind === "sales_facts" && !again) {
        const [before] = await tx.$queryRaw<{ on: string }[]>(Prisma.sql`
          select to_char(i.created_at at time zone ${context.timeZone}, 'FMDD Mon YYYY') as "on" from contact_import i
          where i.kind = 'sales_facts' and i.options->>'sha256' = ${upload.sha256} and i.created > 0 order by i.created_at desc limit 1`);
        if (before) return err({ code: "imported_before", on: before.on });
      }
      const [made] = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
        insert into contact_import (kind, upload_id, file_name, options, user_id, user_name)
        values (${kind}, ${uploadId}::uuid, ${upload.fileName}, ${JSON.stringify({ ...options, sha256: upload.sha256 })}::jsonb, ${user.id}, ${user.name})
        returning id::text`);
      if (!made) throw new Error("the import was not written");
      const heading = { title: `Import ${upload.fileName}`, subjectKind: "import", subjectKey: made.id, userId: user.id };
      const jobId = await addJob(tx, importJob, { importId: made.id }, heading);
      await tx.$executeRaw(Prisma.sql`update contact_import set job_id = ${jobId}::uuid where id = ${made.id}::uuid`);
      await record(tx, context, {
        operation: "import.start",
        subjectKind: "import",
        subjectKey: made.id,
        detail: { kind, fileName: upload.fileName, sha256: upload.sha256 },
      });
      return ok({ importId: made.id, jobId });
    }),
});

/** What is wrong with where the columns go, or null. */
function mappingProblem(kind: ImportKind, { columns, headings }: ImportOptions, known: KnownNames): ImportError | null {
  const fields = fieldsOf(kind, known);
  if (columns.length !== headings.length) return { code: "header_moved" };
  const given = columns.filter((key) => key !== null);
  const unknown = given.find((key) => !fields.has(key));
  if (unknown) return { code: "unknown_field", field: unknown };
  const twice = given.find((key, index) => given.indexOf(key) !== index);
  if (twice) return { code: "field_twice", field: fields.get(twice)?.label ?? twice };
  const { known: naming, words, needed } = namedBy[kind];
  if (!given.some((key) => naming.includes(key))) return { code: "field_needed", fields: words };
  const missing = needed.find((key) => !given.includes(key));
  return missing ? { code: "field_needed", fields: fields.get(missing)?.label ?? missing } : null;
}

/** By what a row says whom it is about, and what else it must hold. */
const namedBy: Record<ImportKind, { known: readonly string[]; words: string; needed: readonly string[] }> = {
  contacts: {
    known: ["contact_no", "external_id", "email", "name", "first_name", "surname", "company_name"],
    words: "a name, number, external ID or e-mail address",
    needed: [],
  },
  sales_facts: {
    known: ["contact_no", "external_id", "email"],
    words: "the contact's number, external ID or e-mail address",
    needed: ["item_no", "posting_date"],
  },
  behaviour: { known: ["contact_no", "email"], words: "the contact's number or e-mail address", needed: ["type", "occurred_at"] },
};
