import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { sqlState } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { findMailServer } from "@/lib/delivery/mail-server";
import { addJob } from "@/lib/jobs/add-job";
import { err, ok, type Result } from "@/lib/result";
import { lockSegment } from "@/lib/segmentation/lock-segment";
import type { LoggingError } from "./errors";
import { findSegmentToLog } from "./find-segment-to-log";
import { headerRefusal } from "./header-refusal";
import { logJob } from "./log-job";
import { startLogSchema } from "./schema";
import type { LogStarted } from "./types";

const lockNotAvailable = "55P03";

/**
 * Begins to log a segment: it is read-only from now on, and a worker writes the log. Decided on what the check showed; when
 * somebody changed the segment since, it is refused with `header_moved`. Whoever presses second is answered with the job that
 * runs already.
 */
export const startLog = operation({
  name: "segment.startLog",
  needs: "segments.log",
  input: startLogSchema,
  run: async (context, request): Promise<Result<LogStarted, LoggingError>> => {
    try {
      return await inTransaction<LogStarted, LoggingError>(context.db, (tx) => start(tx, context, request));
    } catch (error) {
      if (sqlState(error) !== lockNotAvailable) throw error;
      return err({ code: "segment_locked", segmentNo: request.segmentNo, by: null });
    }
  },
});

type Request = z.output<typeof startLogSchema>;

async function start(tx: Transaction, context: OperationContext, request: Request): Promise<Result<LogStarted, LoggingError>> {
  const { segmentNo, version, ...asked } = request;
  const locked = await lockSegment(tx, segmentNo, context.user.id);
  const segment = await findSegmentToLog(tx, segmentNo, context.now);
  if (!locked || !segment) return err({ code: "segment_not_found", segmentNo });
  if (locked.state === "logged") return err({ code: "already_logged", segmentNo });
  if (locked.state === "logging") {
    const running = await findRunningLog(tx, segmentNo);
    if (running) return ok({ jobId: running, already: true }); // without one, its worker was lost for good: begin anew
  }
  const refusal = headerRefusal(segment);
  if (refusal) return err(refusal);
  if (asked.send && !(await findMailServer(tx)).ok) return err({ code: "mail_not_set_up" });
  if (locked.version !== version) return err({ code: "header_moved", segmentNo, version: locked.version, by: locked.stack.changedByName });
  await tx.$executeRaw(Prisma.sql`update segment set state = 'logging' where id = ${locked.id}`);
  const title = `Log ${segment.description ?? segmentNo}`;
  const jobId = await addJob(
    tx,
    logJob,
    { segmentNo, ...asked },
    { title, subjectKind: "segment", subjectKey: segmentNo, userId: context.user.id },
  );
  await record(tx, context, {
    operation: "segment.startLog",
    subjectKind: "segment",
    subjectKey: segmentNo,
    detail: { ...asked, jobId },
  });
  return ok({ jobId, already: false });
}

/** The job that logs the segment and has not ended. */
export async function findRunningLog(tx: Transaction, segmentNo: string): Promise<string | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select id::text from job where subject_kind = 'segment' and subject_key = ${segmentNo} and kind = ${logJob.kind} and state in ('waiting', 'running')
    order by created_at desc limit 1`);
  return z.array(z.object({ id: z.uuid() })).parse(rows)[0]?.id ?? null;
}
