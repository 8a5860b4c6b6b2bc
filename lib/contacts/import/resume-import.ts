import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { err, ok } from "@/lib/result";
import type { ImportError } from "./errors";
import { importJob } from "./import-job";
import { resumeImportSchema } from "./options";
import type { ImportStarted } from "./start-import";

/**
 * Goes on with an import that stopped before its end, as after a worker that was killed at every attempt: behind the last rows
 * that were written, so that every row counts once. Who presses again finds the job that runs. Refused with `import_ended`
 * when there is nothing left to do.
 */
export const resumeImport = operation({
  name: "import.resume",
  needs: "contacts.import",
  input: resumeImportSchema,
  run: (context, { importId }) =>
    inTransaction<ImportStarted, ImportError>(context.db, async (tx) => {
      const [found] = await tx.$queryRaw<{ fileName: string; finished: boolean; kept: boolean }[]>(Prisma.sql`
        select file_name as "fileName", finished_at is not null as finished, upload_id is not null as kept
        from contact_import where id = ${importId}::uuid for update`);
      if (!found) return err({ code: "import_not_found" });
      const [running] = await tx.$queryRaw<{ jobId: string }[]>(Prisma.sql`
        select job.id::text as "jobId" from contact_import i join job on job.id = i.job_id
        where i.id = ${importId}::uuid and job.state in ('waiting', 'running')`);
      if (running) return ok({ importId, jobId: running.jobId });
      if (found.finished) return err({ code: "import_ended" });
      if (!found.kept) return err({ code: "upload_not_found" });
      const heading = { title: `Import ${found.fileName}`, subjectKind: "import", subjectKey: importId, userId: context.user.id };
      const jobId = await addJob(tx, importJob, { importId }, heading);
      await tx.$executeRaw(Prisma.sql`update contact_import set job_id = ${jobId}::uuid where id = ${importId}::uuid`);
      await record(tx, context, { operation: "import.resume", subjectKind: "import", subjectKey: importId });
      return ok({ importId, jobId });
    }),
});
