import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { readSuppression } from "@/lib/consent/suppression";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { askIn } from "@/lib/maintained-sets/definitions";
import { oneAtATime } from "@/lib/maintained-sets/dependants";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";
import { checkHeaderCodes } from "./header-codes";
import { headerAssignments, readHeader } from "./header-row";
import { type HeaderValues, headerAfter, headerDifference, lineFieldsOf } from "./header-rules";
import { giveBack, keepForUndo, keptLines, linesChangedIn } from "./line-overrides";
import type { HeaderSaved, LinesChanged } from "./line-types";
import type { LineField } from "./lines-schema";
import { changeDraft, type LockedSegment } from "./lock-segment";
import { updateSegmentHeaderSchema } from "./schema";

const operationName = "segment.updateHeader";

/**
 * Changes header fields; every line that has no value of its own shows them at once, whatever the segment's size. Another
 * template brings its presets, clearing it empties them. Reaching *all* lines takes the values of their own in the fields that change away.
 *
 * @returns the header's new version. Refused with `header_moved` when somebody changed the header since `headerVersion`; steps that
 *   were taken meanwhile do not matter.
 */
export const updateSegmentHeader = operation({
  name: operationName,
  needs: "segments.edit",
  input: updateSegmentHeaderSchema,
  run: (context, { segmentNo, headerVersion, changes, lines }) =>
    changeDraft<HeaderSaved>(context, segmentNo, async (tx, segment) => {
      if (segment.headerVersion !== headerVersion) {
        const by = await lastHeaderEditor(tx, segment.segmentNo);
        return err({ code: "header_moved", segmentNo, version: segment.headerVersion, by });
      }
      const before = await readHeader(tx, segment.id);
      const suppression = await checkSuppression(tx, context, segment.segmentNo, before.suppression, changes.suppression);
      if (!suppression.ok) return suppression;
      const template = await checkHeaderCodes(tx, changes);
      if (!template.ok) return template;
      const header = headerAfter(before, changes, template.value);
      if (!header.ok) return err({ code: "campaign_needed" });
      const difference = headerDifference(before, header.value);
      if (Object.keys(difference.after).length === 0) return ok({ headerVersion, lines: null });
      const reached = lines === "all" ? await reachAllLines(tx, context, segment, before, lineFieldsOf(difference.after)) : null;
      await tx.$executeRaw(Prisma.sql`
        update segment set ${headerAssignments(header.value)}, header_version = header_version + 1, version = version + 1, changed_by = ${context.user.id}, changed_at = ${context.now}
        where id = ${segment.id}`);
      await record(tx, context, {
        operation: operationName,
        subjectKind: "segment",
        subjectKey: segment.segmentNo,
        detail: { ...difference, ...(reached && { linesReached: reached.changed }) },
      });
      return ok({ headerVersion: headerVersion + 1, lines: reached });
    }),
});

/** What is newly named must be read, now and, since it cannot be stopped or deleted from then on, later too (T-63). */
async function checkSuppression(
  tx: Transaction,
  { now }: OperationContext,
  segmentNo: string,
  before: readonly string[],
  after: readonly string[] = [],
): Promise<Result<null, SegmentationError>> {
  const added = after.filter((value) => !before.includes(value));
  if (added.length === 0) return ok(null);
  if (added.includes(`segment:${segmentNo}`)) return err({ code: "suppresses_itself", segmentNo });
  await oneAtATime(tx);
  const { unreadable } = await readSuppression(askIn(tx), added, now);
  return unreadable.length > 0 ? err({ code: "suppression_unreadable", unreadable: [...unreadable] }) : ok(null);
}

/** Takes the values of their own in the changed fields away from lines; null when none has one. */
async function reachAllLines(
  tx: Transaction,
  context: OperationContext,
  segment: LockedSegment,
  values: HeaderValues,
  fields: readonly LineField[],
): Promise<LinesChanged | null> {
  const headerVersion = segment.headerVersion + 1;
  const kept = await keepForUndo(tx, context, segment.id, linesChangedIn(segment.id, fields), { values, headerVersion });
  if (kept.lines === 0) return null;
  await giveBack(tx, segment.id, keptLines(kept), fields);
  return { changed: kept.lines, undoId: kept.undoId };
}

async function lastHeaderEditor(tx: Transaction, segmentNo: string): Promise<string | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select user_name from audit_entry where subject_kind = 'segment' and subject_key = ${segmentNo} and operation = ${operationName}
    order by id desc limit 1`);
  return z.array(z.object({ user_name: z.string() })).parse(rows)[0]?.user_name ?? null;
}
