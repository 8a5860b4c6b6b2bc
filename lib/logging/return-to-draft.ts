import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { lockSegment } from "@/lib/segmentation/lock-segment";
import type { LoggingError } from "./errors";
import { returnToDraftSchema } from "./schema";
import { findRunningLog } from "./start-log";

/**
 * Makes a segment a draft again whose log ended without a result, where the job that was given up could not do so itself. Refused
 * with `still_logging` while its job waits or runs.
 */
export const returnToDraft = operation({
  name: "segment.returnToDraft",
  needs: "segments.log",
  input: returnToDraftSchema,
  run: (context, { segmentNo }): Promise<Result<null, LoggingError>> =>
    inTransaction<null, LoggingError>(context.db, async (tx) => {
      const segment = await lockSegment(tx, segmentNo, context.user.id);
      if (!segment) return err({ code: "segment_not_found", segmentNo });
      if (segment.state !== "logging") return err({ code: "not_logging", segmentNo });
      if (await findRunningLog(tx, segmentNo)) return err({ code: "still_logging", segmentNo });
      await tx.$executeRaw(Prisma.sql`update segment set state = 'draft' where id = ${segment.id}`);
      await record(tx, context, { operation: "segment.returnToDraft", subjectKind: "segment", subjectKey: segmentNo });
      return ok(null);
    }),
});
