import { z } from "zod";
import { hasRight } from "@/lib/access/rights";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { defineJob, type JobRefusal } from "@/lib/jobs/define-job";
import { err, ok, type Result } from "@/lib/result";
import { changeLoggedSegment } from "./change-logged-segment";
import { type LoggingError, loggingMessage } from "./errors";

const longestMs = 3_600_000;

/** What a cancel job is about, as its row says. */
export const cancelSubject = "loggedSegment";

export const cancelInputSchema = z.object({ entryNo: z.int(), canceled: z.boolean() });

/**
 * Cancels or reinstates one logged segment with many entries. All of it stands in one transaction, so a kill leaves nothing
 * half canceled and the job runs again; when it is done already, it was the answer that got lost.
 */
export const cancelJob = defineJob({
  kind: "loggedSegment.cancel",
  input: cancelInputSchema,
  run: async (job, request): Promise<Result<{ interactions: number }, JobRefusal>> => {
    const { entryNo, canceled } = request;
    const refuse = (error: LoggingError) => err({ code: error.code, message: loggingMessage(error) });
    const context = await job.actAs();
    if (!context || !hasRight(context.user.role, "segments.log")) return refuse({ code: "change_not_allowed_any_more", entryNo });
    const changed = await inTransaction<{ interactions: number }, LoggingError>(
      job.db,
      async (tx) => {
        const rows = await tx.$queryRaw(Prisma.sql`
          select canceled, deletion_no is not null as deleted, (select count(*)::int from interaction_log_entry where logged_segment_entry_no = ${entryNo}) as entries
          from logged_segment where entry_no = ${entryNo} for update`);
        const [logged] = z.array(z.object({ canceled: z.boolean(), deleted: z.boolean(), entries: z.int() })).parse(rows);
        if (!logged) return err({ code: "logged_segment_not_found", entryNo });
        if (logged.deleted && !canceled) return err({ code: "logged_segment_is_deleted", entryNo });
        if (logged.canceled === canceled) return ok({ interactions: 0 });
        const doing = canceled ? "Canceling the interactions" : "Reinstating the interactions";
        await job.progress(0, logged.entries, doing);
        const interactions = await changeLoggedSegment(tx, context, request, async (done) => {
          job.signal.throwIfAborted();
          await job.progress(done, logged.entries, doing);
        });
        return ok({ interactions });
      },
      { timeoutMs: longestMs },
    );
    return changed.ok ? changed : refuse(changed.error);
  },
});
