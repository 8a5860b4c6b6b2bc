import { buffer } from "node:stream/consumers";
import { vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { openKeptFile } from "@/lib/exports/kept-file";
import { findJob } from "@/lib/jobs/queries";
import { isOver, type JobRow } from "@/lib/jobs/schema";
import { makeLetters } from "@/lib/letters/make-letters";
import { findLettersOf, type LettersFileRow } from "@/lib/letters/queries";
import type { LettersChoice } from "@/lib/letters/schema";
import { value } from "../segmentation/worksheet";

/** Waits for the newest letters of a logged segment and answers the job that made them. */
export async function untilMade(context: OperationContext, loggedSegmentEntryNo: number): Promise<JobRow> {
  return vi.waitFor(
    async () => {
      const { job } = await findLettersOf(context, { loggedSegmentEntryNo });
      if (!job || !isOver(job.state)) throw new Error(`the job is ${job?.state}: ${job?.message}`);
      return job;
    },
    { timeout: 40_000, interval: 30 },
  );
}

/** Asks for letters, waits for them, and answers their file. */
export async function made(
  context: OperationContext,
  loggedSegmentEntryNo: number,
  choice: LettersChoice,
): Promise<{ row: LettersFileRow; file: Buffer }> {
  const { jobId } = value(await makeLetters(context, { loggedSegmentEntryNo, ...choice }));
  await untilMade(context, loggedSegmentEntryNo);
  const job = await findJob(context, { jobId });
  if (job?.state !== "done") throw new Error(job?.error?.message ?? "no such job");
  return newestFile(context, loggedSegmentEntryNo);
}

/** The file of letters that was made last. */
export async function newestFile(context: OperationContext, loggedSegmentEntryNo: number): Promise<{ row: LettersFileRow; file: Buffer }> {
  const [row] = (await findLettersOf(context, { loggedSegmentEntryNo })).files;
  const kept = row && (await openKeptFile(context, { exportId: row.exportId }));
  if (!kept) throw new Error("no file is kept");
  return { row, file: await buffer(kept.content) };
}
