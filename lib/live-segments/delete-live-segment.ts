import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { dependantsOf } from "@/lib/maintained-sets/dependants";
import { err, ok } from "@/lib/result";
import { changeLive } from "./change-live";
import { changeLifeSchema } from "./schema";
import { readVersion, versionInHand } from "./versions";

/** Deletes a segment that is not live, with its versions and its history. Refused with `in_use` while any segment speaks of it (T-64). */
export const deleteLiveSegment = operation({
  name: "liveSegment.delete",
  needs: "segments.edit",
  input: changeLifeSchema,
  run: (context, input) =>
    changeLive<{ segmentNo: string }>(context, input, "delete", async (tx, segment) => {
      const { segmentNo, name } = segment;
      const dependants = await dependantsOf(tx, segmentNo);
      if (dependants.length > 0) return err({ code: "in_use", segmentNo, dependants });
      const { filter } = await readVersion(tx, segment.id, versionInHand(segment));
      await tx.$executeRaw(Prisma.sql`delete from live_segment where id = ${segment.id}`);
      await record(tx, context, {
        operation: "liveSegment.delete",
        subjectKind: "segment",
        subjectKey: segmentNo,
        detail: { name, filter },
      });
      return ok({ segmentNo });
    }),
});
