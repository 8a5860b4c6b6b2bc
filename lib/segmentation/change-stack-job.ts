import { z } from "zod";
import { hasRight } from "@/lib/access/rights";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { defineJob, type JobRefusal } from "@/lib/jobs/define-job";
import { err, ok, type Result } from "@/lib/result";
import { changeOrTry } from "./change-or-try";
import { segmentationMessage } from "./errors";
import { changeStackSchema, previewStackChangeSchema } from "./stack-change-schema";

const decidedSchema = z.object({ version: changeStackSchema.shape.version, shown: changeStackSchema.shape.shown });

/**
 * Goes on with a change of a stack, or with its preview, that takes more than two seconds. All of it stands in one transaction, so a kill leaves
 * nothing behind and the job runs again; when the change is there already, it was the answer that got lost.
 */
export const changeStackJob = defineJob({
  kind: "segment.changeStack",
  input: previewStackChangeSchema.extend({ decided: decidedSchema.nullable() }),
  run: async ({ actAs, progress, db, job, signal }, request): Promise<Result<unknown, JobRefusal>> => {
    if (request.decided && (await isDone(db, request.segmentNo, job.id))) return ok({ done: true });
    const context = await actAs();
    if (!context || !hasRight(context.user.role, "segments.edit"))
      return err({ code: "user_gone", message: "Whoever asked may not change segments any more. Nothing was changed." });
    const changed = await changeOrTry(context, request, {
      limitMs: null,
      audit: { jobId: job.id },
      progress: async (done, total) => {
        signal.throwIfAborted();
        await progress(done, total, `Taking ${total.toLocaleString("en-GB")} ${total === 1 ? "step" : "steps"} again`);
      },
    });
    if (changed.ok) return changed;
    const { error } = changed;
    if (error.code === "timed_out") throw new Error("a replay without a limit timed out");
    return err({ code: error.code, message: segmentationMessage(error) });
  },
});

async function isDone(db: Database, segmentNo: string, jobId: string): Promise<boolean> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select 1 as one from audit_entry
    where subject_kind = 'segment' and subject_key = ${segmentNo} and operation = 'segment.changeStack' and detail ->> 'jobId' = ${jobId} limit 1`);
  return z.array(z.unknown()).parse(rows).length > 0;
}
