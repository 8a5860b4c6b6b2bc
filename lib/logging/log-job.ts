import { hasRight } from "@/lib/access/rights";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { defineJob, type JobContext, type JobRefusal } from "@/lib/jobs/define-job";
import { err, ok, type Result } from "@/lib/result";
import { type LoggingError, loggingMessage } from "./errors";
import { findLogOf } from "./find-log-of";
import { makeFollowUp } from "./follow-up";
import { startLogSchema } from "./schema";
import type { LogWritten } from "./types";
import { type LogRequest, writeLog } from "./write-log";

const longestMs = 3_600_000;

/**
 * Writes the log of one segment. All of it stands in one transaction, so a kill leaves nothing behind and the job runs again;
 * when the log is there already, it was the answer that got lost. A refusal, or a job that is given up, makes the
 * segment a draft again.
 */
export const logJob = defineJob({
  kind: "segment.log",
  input: startLogSchema.omit({ version: true }),
  run: async (job, request): Promise<Result<LogWritten, JobRefusal>> => {
    const written = await carryOut(job, request);
    if (written.ok) return written;
    await backToDraft(job.db, request.segmentNo);
    return err({ code: written.error.code, message: loggingMessage(written.error) });
  },
  giveUp: ({ db }, { segmentNo }) => backToDraft(db, segmentNo),
});

async function carryOut(
  job: JobContext,
  request: LogRequest & { expected: number; followUp: boolean },
): Promise<Result<LogWritten, LoggingError>> {
  const { db } = job;
  const before = await findLogOf(db, request.segmentNo);
  if (before) {
    const { followUpNo: _, ...written } = before;
    return ok(written);
  }
  const context = await job.actAs();
  if (!context || !hasRight(context.user.role, "segments.log")) return err({ code: "not_allowed_any_more", segmentNo: request.segmentNo });
  await job.progress(0, request.expected, `Writing ${request.expected.toLocaleString("en-GB")} interactions`);
  const written = await inTransaction<LogWritten, LoggingError>(
    db,
    async (tx) => {
      job.signal.throwIfAborted();
      const logged = await writeLog(tx, context, request);
      if (!logged.ok || !request.followUp) return logged;
      const made = await makeFollowUp(tx, context, { entryNo: logged.value.entryNo, choice: { who: "all" }, carry: true });
      return made.ok ? logged : made;
    },
    { timeoutMs: longestMs },
  );
  if (written.ok) await job.progress(written.value.interactions, written.value.interactions, null);
  return written;
}

async function backToDraft(db: Database, segmentNo: string): Promise<void> {
  await db.prisma.$executeRaw(Prisma.sql`update segment set state = 'draft' where segment_no = ${segmentNo} and state = 'logging'`);
}
