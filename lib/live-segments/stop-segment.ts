import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { dependantsOf } from "@/lib/maintained-sets/dependants";
import { foldOne } from "@/lib/maintained-sets/fold";
import { err, ok } from "@/lib/result";
import { changeLive } from "./change-live";
import { changeLifeSchema } from "./schema";

/**
 * Stops a live segment: its members stay as they are at this moment, to be read, and a copy being worked on becomes its definition. Refused with
 * `in_use` while a live segment speaks of it (T-63).
 */
export const stopSegment = operation({
  name: "liveSegment.stop",
  needs: "segments.edit",
  input: changeLifeSchema,
  run: (context, input) =>
    changeLive<{ rowVersion: number }>(context, input, "stop", async (tx, segment) => {
      const dependants = (await dependantsOf(tx, segment.segmentNo)).filter(({ live }) => live);
      if (dependants.length > 0) return err({ code: "in_use", segmentNo: segment.segmentNo, dependants });
      await foldOne(tx, context.now, segment.segmentNo);
      await endMembers(tx, context.now, segment.id, "stopped");
      await record(tx, context, { operation: "liveSegment.stop", subjectKind: "segment", subjectKey: segment.segmentNo });
      return ok({ rowVersion: segment.rowVersion + 1 });
    }),
});

/** Leaves the members, folded a moment ago, as they are from now on: nothing is watched for them any more. */
export async function endMembers(tx: Transaction, now: Date, segmentId: number, state: "stopped" | "expired"): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with ended as (
      update live_segment set state = ${state}::live_segment_state, stopped_at = ${now}, sources = '{}', error = null, error_at = null where id = ${segmentId}
      returning id, set_id, published_no)
    insert into live_evaluation (segment_id, evaluation_no, version_no, cause, at, ms, size, joined, "left")
    select ended.id, (select coalesce(max(evaluation_no), 0) + 1 from live_evaluation where segment_id = ${segmentId}), ended.published_no, ${state}, ${now}, 0,
      members.size, 0, 0
    from ended join contact_set members using (set_id)`);
}
