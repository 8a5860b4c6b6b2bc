import { z } from "zod";
import { hasRight } from "@/lib/access/rights";
import { ConversionFailed } from "@/lib/documents/convert/errors";
import { giveUpFile, keepFile } from "@/lib/exports/kept-file";
import { ArchiveTooLarge } from "@/lib/exports/zip";
import { defineJob, type JobContext, type JobRefusal } from "@/lib/jobs/define-job";
import { err, ok, type Result } from "@/lib/result";
import { claimLetters } from "./claim-letters";
import { type LettersError, lettersMessage } from "./errors";
import { LetterTemplates } from "./letter-templates";
import { listLettersOfFile } from "./letters-of-file";
import { makeLettersSchema } from "./schema";
import { orderWords } from "./words";
import { writeFile } from "./write-file";

const jobSchema = makeLettersSchema.extend({ exportId: z.int(), title: z.string() });
type Asked = z.output<typeof jobSchema>;

export type LettersMade = { exportId: number; letters: number; leftOut: number };

/**
 * Makes one file of the letters of a logged segment: decides who gets one and keeps what each says, then writes the file of what is kept. Begun
 * again after a kill it finds the letters that were kept and begins the file anew.
 */
export const lettersJob = defineJob({
  kind: "letters.make",
  input: jobSchema,
  run: async (job, asked): Promise<Result<LettersMade, JobRefusal>> => {
    const made = await make(job, asked);
    if (made.ok) return made;
    await giveUpFile(job.db, asked.exportId);
    return err({ code: made.error.code, message: lettersMessage(made.error) });
  },
  giveUp: ({ db }, { exportId }) => giveUpFile(db, exportId),
});

async function make(
  job: JobContext,
  { exportId, loggedSegmentEntryNo, format, order, title }: Asked,
): Promise<Result<LettersMade, LettersError>> {
  const { db, signal, progress } = job;
  const context = await job.actAs();
  if (!context || !hasRight(context.user.role, "segments.log")) return err({ code: "not_allowed_any_more" });
  const templates = new LetterTemplates(db);
  await progress(0, null, "Looking who gets a letter");
  const { leftOut, unreadable } = await claimLetters(
    db,
    { exportId, jobId: job.job.id, loggedSegmentEntryNo },
    templates,
    async (looked) => {
      signal.throwIfAborted();
      await progress(looked);
    },
  );
  if (unreadable.length > 0) return err({ code: "suppression_unreadable", unreadable: [...unreadable] });
  const letters = await listLettersOfFile(db, exportId, order);
  if (letters.length === 0) return err({ code: "nobody_reached", leftOut });
  const words = format === "pdf" ? "Making the PDF" : "Writing the letters";
  await progress(0, letters.length, words);
  const { fileName, content } = writeFile(title, format, {
    db,
    templates,
    letters,
    signal,
    onLetter: (written) => void progress(written, letters.length, words).catch(() => undefined), // the next one says it again
  });
  const filterWords = leftOut === 0 ? orderWords[order] : `${orderWords[order]}; ${leftOut.toLocaleString("en-GB")} left out`;
  try {
    await keepFile(db, exportId, content, { rows: letters.length, fileName, filterWords });
  } catch (error) {
    if (error instanceof ConversionFailed) return err(error.reason);
    if (error instanceof ArchiveTooLarge) return err({ code: "letters_too_large" });
    throw error;
  }
  await progress(letters.length, letters.length, null);
  return ok({ exportId, letters: letters.length, leftOut });
}
