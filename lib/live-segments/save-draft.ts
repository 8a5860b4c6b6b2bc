import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { segmentsIn } from "@/lib/filters/reads";
import { err, ok } from "@/lib/result";
import { changeLive, type LockedLive } from "./change-live";
import { findCycle } from "./references";
import { saveDraftSchema } from "./schema";
import { addVersion, type Definition, readVersion, replaceVersion, setByHand, versionInHand } from "./versions";

/**
 * Changes name, description and the definition being worked on; what is not given stays. Nobody else sees it before it goes live or is published.
 * It may be saved while it is wrong, but not so that it speaks of itself (T-42). Contact numbers nobody has are passed over and told.
 */
export const saveDraft = operation({
  name: "liveSegment.saveDraft",
  needs: "segments.edit",
  input: saveDraftSchema,
  run: (context, input) =>
    changeLive<{ rowVersion: number; unknown: string[] }>(context, input, "save", async (tx, segment) => {
      const before = await readVersion(tx, segment.id, versionInHand(segment));
      const included = input.includes && (await setByHand(tx, input.includes));
      const excluded = input.excludes && (await setByHand(tx, input.excludes));
      const definition = {
        filter: input.filter ?? before.filter,
        timeZone: input.timeZone ?? before.timeZone,
        includeSet: included ? included.setId : before.includeSet,
        excludeSet: excluded ? excluded.setId : before.excludeSet,
      };
      const cycle = await findCycle(tx, segment.segmentNo, segmentsIn(definition.filter));
      if (cycle) return err({ code: "segment_cycle", path: cycle });
      await writeWorkingCopy(tx, context, segment, definition);
      const { name = segment.name, description = segment.description } = input;
      await tx.$executeRaw(Prisma.sql`update live_segment set name = ${name}, description = ${description} where id = ${segment.id}`);
      await record(tx, context, {
        operation: "liveSegment.saveDraft",
        subjectKind: "segment",
        subjectKey: segment.segmentNo,
        detail: { before: { ...headOf(segment), filter: before.filter }, after: { name, description, filter: definition.filter } },
      });
      return ok({ rowVersion: segment.rowVersion + 1, unknown: [...(included?.unknown ?? []), ...(excluded?.unknown ?? [])] });
    }),
});

const headOf = ({ name, description }: LockedLive) => ({ name, description });

/** Writes the definition in hand, as a new version where there is none that may change. */
export async function writeWorkingCopy(
  tx: Transaction,
  context: OperationContext,
  segment: LockedLive,
  definition: Definition,
): Promise<void> {
  if (segment.workingNo !== null) return replaceVersion(tx, context, segment.id, segment.workingNo, definition);
  const versionNo = await addVersion(tx, context, segment.id, definition);
  await tx.$executeRaw(Prisma.sql`update live_segment set working_no = ${versionNo} where id = ${segment.id}`);
}
