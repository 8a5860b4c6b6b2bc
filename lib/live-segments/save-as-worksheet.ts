import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { createIn } from "@/lib/segmentation/create-segment";
import type { SegmentationError } from "@/lib/segmentation/errors";
import { replay } from "@/lib/segmentation/replay";
import { freshStep } from "@/lib/segmentation/replay-steps";
import { findLiveSegmentSchema } from "./schema";

const longestMs = 600_000;

/**
 * Makes a worksheet of the members as they are at this moment, as one Add that may be looked at and gone back from: a static snapshot (T-55). Contacts who
 * may not be contacted, or are excluded, are left out of it as on every worksheet.
 */
export const saveAsWorksheet = operation({
  name: "liveSegment.saveAsWorksheet",
  needs: "segments.edit",
  input: findLiveSegmentSchema,
  run: (context, { segmentNo }): Promise<Result<{ segmentNo: string; lines: number }, SegmentationError>> =>
    inTransaction<{ segmentNo: string; lines: number }, SegmentationError>(
      context.db,
      async (tx) => {
        const rows = await tx.$queryRaw(Prisma.sql`select name from live_segment where segment_no = ${segmentNo}`);
        const [found] = z.array(z.object({ name: z.string() })).parse(rows);
        if (!found) return err({ code: "segment_not_found", segmentNo });
        const created = await createIn(tx, context, { description: found.name.slice(0, 100) || null });
        if (!created.ok) return created;
        const { user, now } = context;
        const members = { kind: "member", of: "segment", no: segmentNo, is: true } as const;
        const step = freshStep("add", members, { userId: user.id, userName: user.name, takenAt: now });
        const taken = await replay(tx, context, created.value, { step: 0, layers: [] }, [step], async () => undefined);
        if (!taken.ok) return taken;
        const lines = taken.value[0]?.numbers.after ?? 0;
        const detail = { worksheet: created.value.segmentNo, lines };
        await record(tx, context, { operation: "liveSegment.saveAsWorksheet", subjectKind: "segment", subjectKey: segmentNo, detail });
        return ok({ segmentNo: created.value.segmentNo, lines });
      },
      { timeoutMs: longestMs },
    ),
});
