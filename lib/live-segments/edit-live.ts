import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { ok } from "@/lib/result";
import { changeLive } from "./change-live";
import { writeWorkingCopy } from "./save-draft";
import { changeLifeSchema } from "./schema";
import { readVersion, versionInHand } from "./versions";

/** Begins to edit a live segment: a copy to work on is made; everybody else goes on with what is published (T-60). */
export const editLive = operation({
  name: "liveSegment.edit",
  needs: "segments.edit",
  input: changeLifeSchema,
  run: (context, input) =>
    changeLive<{ rowVersion: number }>(context, input, "edit", async (tx, segment) => {
      await writeWorkingCopy(tx, context, segment, await readVersion(tx, segment.id, versionInHand(segment)));
      await tx.$executeRaw(Prisma.sql`update live_segment set state = 'live_editable' where id = ${segment.id}`);
      await record(tx, context, { operation: "liveSegment.edit", subjectKind: "segment", subjectKey: segment.segmentNo });
      return ok({ rowVersion: segment.rowVersion + 1 });
    }),
});

/** Drops the copy that was worked on; what is published stays. */
export const discardEdit = operation({
  name: "liveSegment.discardEdit",
  needs: "segments.edit",
  input: changeLifeSchema,
  run: (context, input) =>
    changeLive<{ rowVersion: number }>(context, input, "discard", async (tx, segment) => {
      await tx.$executeRaw(Prisma.sql`update live_segment set state = 'live', working_no = null where id = ${segment.id}`);
      await tx.$executeRaw(Prisma.sql`delete from live_version where segment_id = ${segment.id} and version_no = ${segment.workingNo}`);
      await record(tx, context, { operation: "liveSegment.discardEdit", subjectKind: "segment", subjectKey: segment.segmentNo });
      return ok({ rowVersion: segment.rowVersion + 1 });
    }),
});
