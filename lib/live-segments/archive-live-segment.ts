import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { dependantsOf } from "@/lib/maintained-sets/dependants";
import { err, ok } from "@/lib/result";
import { changeLive } from "./change-live";
import { changeLifeSchema } from "./schema";

/** Hides a segment that is not live from lists and pickers, where it stays as it is. Refused with `in_use` while any segment speaks of it (T-67). */
export const archiveLiveSegment = operation({
  name: "liveSegment.archive",
  needs: "segments.edit",
  input: changeLifeSchema,
  run: (context, input) =>
    changeLive<{ rowVersion: number }>(context, input, "archive", async (tx, { id, segmentNo, rowVersion }) => {
      const dependants = await dependantsOf(tx, segmentNo);
      if (dependants.length > 0) return err({ code: "in_use", segmentNo, dependants });
      await tx.$executeRaw(Prisma.sql`update live_segment set archived_at = ${context.now} where id = ${id}`);
      await record(tx, context, { operation: "liveSegment.archive", subjectKind: "segment", subjectKey: segmentNo });
      return ok({ rowVersion: rowVersion + 1 });
    }),
});

/** Takes it out of the archive in the state it had. */
export const restoreLiveSegment = operation({
  name: "liveSegment.restore",
  needs: "segments.edit",
  input: changeLifeSchema,
  run: (context, input) =>
    changeLive<{ rowVersion: number }>(context, input, "restore", async (tx, { id, segmentNo, rowVersion }) => {
      await tx.$executeRaw(Prisma.sql`update live_segment set archived_at = null where id = ${id}`);
      await record(tx, context, { operation: "liveSegment.restore", subjectKind: "segment", subjectKey: segmentNo });
      return ok({ rowVersion: rowVersion + 1 });
    }),
});
