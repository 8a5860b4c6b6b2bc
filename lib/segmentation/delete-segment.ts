import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { removeUnusedDocuments } from "@/lib/documents/remove-unused";
import { dependantsOf, oneAtATime } from "@/lib/maintained-sets/dependants";
import { err, ok } from "@/lib/result";
import { readHeader } from "./header-row";
import { changeDraft } from "./lock-segment";
import { deleteSegmentSchema } from "./schema";

/**
 * Deletes a worksheet that was not logged, with its stack and the values changed on its lines; contacts are not touched. Its sets are
 * removed later by the job that looks for sets nobody refers to. Refused with `header_moved` when somebody changed it since `version`, and with
 * `used_by_live_segments` while some speak of it.
 */
export const deleteSegment = operation({
  name: "segment.delete",
  needs: "segments.edit",
  input: deleteSegmentSchema,
  run: (context, { segmentNo, version }) =>
    changeDraft<{ segmentNo: string; lines: number }>(context, segmentNo, async (tx, segment) => {
      if (segment.version !== version)
        return err({ code: "header_moved", segmentNo, version: segment.version, by: segment.stack.changedByName });
      await oneAtATime(tx);
      const dependants = await dependantsOf(tx, segment.segmentNo);
      if (dependants.length > 0) return err({ code: "used_by_live_segments", segmentNo: segment.segmentNo, dependants });
      const header = await readHeader(tx, segment.id);
      await tx.$executeRaw(Prisma.sql`delete from segment where id = ${segment.id}`);
      await removeUnusedDocuments(tx, context.now);
      const detail = { header, lines: segment.size, steps: segment.stack.steps };
      await record(tx, context, { operation: "segment.delete", subjectKind: "segment", subjectKey: segment.segmentNo, detail });
      return ok({ segmentNo: segment.segmentNo, lines: segment.size });
    }),
});
