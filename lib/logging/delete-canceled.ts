import { operation, query } from "@/lib/access/operation";
import { hasRight } from "@/lib/access/rights";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { defineJob, type JobRefusal } from "@/lib/jobs/define-job";
import { err, ok, type Result } from "@/lib/result";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { atOnce } from "./chosen-entries";
import { countDeletion, deleteFromLog } from "./deletion-statements";
import { type LoggingError, loggingMessage } from "./errors";
import { deleteCanceledSchema, findDeletionSchema } from "./schema";
import type { DeletionNumbers, DeletionReport } from "./types";

const waitMs = 2_000;
const longestMs = 3_600_000;
const isolation = Prisma.TransactionIsolationLevel.RepeatableRead;

/** What deleting would take away, exactly: goes back with `deleteCanceled`. */
export const findDeletion = query({
  name: "log.findDeletion",
  needs: "log.delete",
  input: findDeletionSchema,
  run: (context, { of }): Promise<DeletionNumbers> =>
    onSnapshot(context.db, async (tx) => {
      const { loggedSegments, entries, campaignEntries, comments } = await countDeletion(tx, of);
      return { loggedSegments, entries, campaignEntries, comments };
    }),
});

/**
 * Deletes for good what is canceled: entries, or logged segments with all that belongs to them. The register keeps how much, who and
 * when, and the row of each logged segment, so that no number is given twice. Refused with `deletion_moved` when another number
 * would go than was shown, and with `logged_segment_suppresses` while somebody names one as a suppression segment. Of many entries a job takes care.
 */
export const deleteCanceled = operation({
  name: "log.deleteCanceled",
  needs: "log.delete",
  input: deleteCanceledSchema,
  run: (context, request) =>
    inTransaction<DeletionReport, LoggingError>(
      context.db,
      async (tx) => {
        if (request.expected.entries <= atOnce) return deleteFromLog(tx, context, request);
        const title = `Delete ${request.expected.entries.toLocaleString("en-GB")} canceled entries`;
        return ok({ jobId: await addJob(tx, deletionJob, request, { title, userId: context.user.id }) });
      },
      { lockTimeoutMs: waitMs, isolation },
    ),
});

/** The same for many entries. All of it stands in one transaction, so a kill leaves nothing half deleted. */
export const deletionJob = defineJob({
  kind: "log.deleteCanceled",
  input: deleteCanceledSchema,
  run: async (job, request): Promise<Result<unknown, JobRefusal>> => {
    const refuse = (error: LoggingError) => err({ code: error.code, message: loggingMessage(error) });
    const context = await job.actAs();
    if (!context || !hasRight(context.user.role, "log.delete")) return refuse({ code: "entries_not_allowed_any_more" });
    const { entries } = request.expected;
    const deleted = await inTransaction(
      job.db,
      async (tx) => {
        await job.progress(0, entries, "Deleting the entries");
        return deleteFromLog(tx, context, request, async (done) => {
          job.signal.throwIfAborted();
          await job.progress(done, entries, "Deleting the entries");
        });
      },
      { timeoutMs: longestMs, isolation },
    );
    return deleted.ok ? deleted : refuse(deleted.error);
  },
});
