import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { err, ok } from "@/lib/result";
import { checkHeaderCodes } from "./header-codes";
import { headerAssignments, readHeader } from "./header-row";
import { headerAfter, headerDifference } from "./header-rules";
import { changeDraft } from "./lock-segment";
import { updateSegmentHeaderSchema } from "./schema";

/**
 * Changes header fields; every line that has no value of its own shows them at once, whatever the segment's size. Another
 * template brings its presets, clearing it empties them.
 *
 * @returns the header's new version. Refused with `header_moved` when somebody changed the segment since `version`.
 */
export const updateSegmentHeader = operation({
  name: "segment.updateHeader",
  needs: "segments.edit",
  input: updateSegmentHeaderSchema,
  run: (context, { segmentNo, version, changes }) =>
    changeDraft<{ version: number }>(context, segmentNo, async (tx, segment) => {
      if (segment.version !== version)
        return err({ code: "header_moved", segmentNo, version: segment.version, by: segment.stack.changedByName });
      const template = await checkHeaderCodes(tx, changes);
      if (!template.ok) return template;
      const before = await readHeader(tx, segment.id);
      const header = headerAfter(before, changes, template.value);
      if (!header.ok) return err({ code: "campaign_needed" });
      const difference = headerDifference(before, header.value);
      if (Object.keys(difference.after).length === 0) return ok({ version });
      await tx.$executeRaw(Prisma.sql`
        update segment set ${headerAssignments(header.value)}, version = version + 1, changed_by = ${context.user.id}, changed_at = ${context.now}
        where id = ${segment.id}`);
      await record(tx, context, {
        operation: "segment.updateHeader",
        subjectKind: "segment",
        subjectKey: segment.segmentNo,
        detail: difference,
      });
      return ok({ version: version + 1 });
    }),
});
