import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { segmentsIn } from "@/lib/filters/reads";
import { oneAtATime } from "@/lib/maintained-sets/dependants";
import { err, ok, type Result } from "@/lib/result";
import { numberSegment } from "@/lib/segmentation/segment-number";
import type { LiveSegmentError } from "./errors";
import { findCycle } from "./references";
import { createLiveSegmentSchema } from "./schema";
import type { LiveSegmentKind } from "./types";
import { addVersion, type Definition } from "./versions";

export type MadeLive = { segmentNo: string; rowVersion: number };

/** Makes a draft under the next number of the segments' series. It may still be wrong: *check for errors* and *go live* say so. */
export const createLiveSegment = operation({
  name: "liveSegment.create",
  needs: "segments.edit",
  input: createLiveSegmentSchema,
  run: (context, { kind, name, description, filter, timeZone = context.timeZone }): Promise<Result<MadeLive, LiveSegmentError>> =>
    inTransaction<MadeLive, LiveSegmentError>(context.db, async (tx) =>
      createIn(tx, context, { kind, name, description }, { filter, timeZone, includeSet: null, excludeSet: null }),
    ),
});

/** Makes one in the caller's transaction. */
export async function createIn(
  tx: Transaction,
  context: OperationContext,
  head: { kind: LiveSegmentKind; name: string; description: string | null },
  definition: Definition,
): Promise<Result<MadeLive, LiveSegmentError>> {
  const { user, now } = context;
  await oneAtATime(tx);
  const numbered = await numberSegment(tx, undefined);
  if (!numbered.ok) return err({ code: "number_series_missing" });
  const { segmentNo, seriesCode } = numbered.value;
  const cycle = await findCycle(tx, segmentNo, segmentsIn(definition.filter));
  if (cycle) return err({ code: "segment_cycle", path: cycle });
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into live_segment (segment_no, kind, name, description, number_series_code, working_no, created_by, created_at, changed_by, changed_at)
    values (${segmentNo}, ${head.kind}::live_segment_kind, ${head.name}, ${head.description}, ${seriesCode}, 1, ${user.id}, ${now}, ${user.id}, ${now}) returning id`);
  const [{ id }] = z.tuple([z.object({ id: z.int() })]).parse(rows);
  await addVersion(tx, context, id, definition);
  await record(tx, context, { operation: "liveSegment.create", subjectKind: "segment", subjectKey: segmentNo, detail: head });
  return ok({ segmentNo, rowVersion: 1 });
}
