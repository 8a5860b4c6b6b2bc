import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { findConverter } from "@/lib/documents/convert/converter";
import { fileNameOf } from "@/lib/exports/file-name";
import { makeBy } from "@/lib/exports/kept-file";
import { recordExport } from "@/lib/exports/record-export";
import { addJob } from "@/lib/jobs/add-job";
import { err, ok, type Result } from "@/lib/result";
import type { LettersError } from "./errors";
import { lettersJob } from "./letters-job";
import { type LettersChoice, lettersSubject, makeLettersSchema } from "./schema";
import { orderWords } from "./words";

/**
 * Has a worker make the letters of a logged segment in one file. Those that were made before are in it as they were; who may not be written to any
 * more is not. Answers the job, whose result names the file.
 */
export const makeLetters = operation({
  name: "letters.make",
  needs: "segments.log",
  input: makeLettersSchema,
  run: (context, { loggedSegmentEntryNo, ...choice }): Promise<Result<{ jobId: string }, LettersError>> =>
    inTransaction<{ jobId: string }, LettersError>(context.db, (tx) => queueLetters(tx, context, loggedSegmentEntryNo, choice)),
});

const loggedSchema = z.array(z.object({ description: z.string(), canceled: z.boolean(), hardCopy: z.boolean() }));

/** Adds the job that makes the letters, in the caller's transaction, with the record of the export that comes of it. */
export async function queueLetters(
  tx: Transaction,
  context: OperationContext,
  loggedSegmentEntryNo: number,
  { format, order }: LettersChoice,
): Promise<Result<{ jobId: string }, LettersError>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select description, canceled, exists (
      select from interaction_log_entry entry
      where entry.logged_segment_entry_no = logged.entry_no and entry.correspondence_type = 'hard_copy' and not entry.postponed) as "hardCopy"
    from logged_segment logged where entry_no = ${loggedSegmentEntryNo}`);
  const [logged] = loggedSchema.parse(rows);
  if (!logged) return err({ code: "logged_segment_not_found", loggedSegmentEntryNo });
  if (logged.canceled) return err({ code: "canceled", loggedSegmentEntryNo });
  if (!logged.hardCopy) return err({ code: "no_hard_copy", loggedSegmentEntryNo });
  if (format === "pdf" && !findConverter()) return err({ code: "no_converter" });
  const title = `Letters, ${logged.description}`;
  const exportId = await recordExport(tx, context, {
    operation: "letters.make",
    kind: "letters",
    subject: { kind: "loggedSegment", key: String(loggedSegmentEntryNo) },
    title,
    filterWords: orderWords[order],
    format,
    columnTitles: [],
    fileName: fileNameOf(title, format),
  });
  const heading = {
    title: `Make the letters of ${logged.description}`,
    subjectKind: lettersSubject,
    subjectKey: String(loggedSegmentEntryNo),
  };
  const jobId = await addJob(
    tx,
    lettersJob,
    { exportId, loggedSegmentEntryNo, format, order, title },
    { ...heading, userId: context.user.id },
  );
  await makeBy(tx, exportId, jobId);
  return ok({ jobId });
}
