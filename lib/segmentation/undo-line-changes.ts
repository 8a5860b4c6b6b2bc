import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import { headerAssignments, headerValuesSchema } from "./header-row";
import { undoLineChangesSchema } from "./line-changes-schema";
import { keptLines, type LineUndo } from "./line-overrides";
import { changeDraft } from "./lock-segment";
import { dropOverridesOfNobody } from "./overrides";

/**
 * Brings the lines of one change back to what they had before, exactly, and the header fields where the change was one of the header. Once, and
 * only by who made the change. Refused with `changed_since` when somebody changed one of these lines, or the header, since.
 *
 * @returns how many lines were brought back, and the header's version
 */
export const undoLineChanges = operation({
  name: "segment.undoLineChanges",
  needs: "segments.edit",
  input: undoLineChangesSchema,
  run: (context, { segmentNo, undoId }) =>
    changeDraft<{ changed: number; headerVersion: number }>(context, segmentNo, async (tx, segment) => {
      const { user, now } = context;
      const kept = await findKept(tx, segment.id, undoId, user.id);
      if (!kept || kept.changedSince || (kept.header && kept.header.headerVersion !== segment.headerVersion))
        return err({ code: "changed_since", segmentNo: segment.segmentNo });
      await bringBack(tx, segment.id, kept);
      const headerVersion = segment.headerVersion + (kept.header ? 1 : 0);
      await tx.$executeRaw(Prisma.sql`
        update segment set ${kept.header ? Prisma.sql`${headerAssignments(kept.header.values)},` : Prisma.empty}
          header_version = ${headerVersion}, version = version + 1, changed_by = ${user.id}, changed_at = ${now}
        where id = ${segment.id}`);
      await tx.$executeRaw(Prisma.sql`delete from segment_line_undo where id = ${undoId}::uuid`);
      await record(tx, context, {
        operation: "segment.undoLineChanges",
        subjectKind: "segment",
        subjectKey: segment.segmentNo,
        detail: { changed: kept.lines, ...(kept.header && { header: kept.header.values }) },
      });
      return ok({ changed: kept.lines, headerVersion });
    }),
});

const keptSchema = z.object({
  undoId: z.string(),
  lines: z.int(),
  header: z.object({ values: headerValuesSchema, headerVersion: z.int() }).nullable(),
  changedSince: z.boolean(),
});

async function findKept(tx: Transaction, segmentId: number, undoId: string, userId: string) {
  const rows = await tx.$queryRaw(Prisma.sql`
    select kept.id::text as "undoId", cardinality(kept.contact_ids) as lines, kept.header,
      exists (
        select from segment_line_undo later
        where later.segment_id = kept.segment_id and later.made_at > kept.made_at and later.contact_ids && kept.contact_ids) as "changedSince"
    from segment_line_undo kept
    where kept.id = ${undoId}::uuid and kept.segment_id = ${segmentId} and kept.user_id = ${userId}`);
  return z.array(keptSchema).parse(rows)[0] ?? null;
}

/** Contacts that are gone meanwhile, and lines that no step holds any more, stay without. */
async function bringBack(tx: Transaction, segmentId: number, kept: LineUndo): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    delete from segment_line_override line where line.segment_id = ${segmentId} and (line.contact_id, line.layer) in (${keptLines(kept)})`);
  await tx.$executeRaw(Prisma.sql`
    insert into segment_line_override
    select former.* from segment_line_undo kept
    cross join jsonb_populate_recordset(null::segment_line_override, kept.former) former
    where kept.id = ${kept.undoId}::uuid and exists (select from contact where contact.id = former.contact_id)`);
  await dropOverridesOfNobody(tx, segmentId);
}
