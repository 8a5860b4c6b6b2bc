import { query } from "@/lib/access/operation";
import { orderBy } from "@/lib/contact-sets/contact-order";
import { amongMembers } from "@/lib/contact-sets/membership";
import { inIndexOrder } from "@/lib/contacts/in-index-order";
import { Prisma, type Sql } from "@/lib/db/sql";
import { chosenColumns } from "@/lib/exports/columns";
import { type ExportFile, openExport } from "@/lib/exports/open-export";
import { exportColumns } from "./export-columns";
import { exportWords } from "./export-words";
import { findStep, type SegmentAtStep } from "./find-step";
import { readLineHeader } from "./line-header";
import { linePredicate } from "./line-predicate";
import { lineColumns, lineSources } from "./lines";
import { exportSegmentLinesSchema } from "./schema";
import { onSnapshot } from "./snapshot";

/**
 * The lines of a segment at a step as a file, in the order of the page: a heading and one row a line. Text that a spreadsheet would run is
 * made harmless. Null when there is no such segment or step.
 */
export const exportSegmentLines = query({
  name: "segment.exportLines",
  needs: "export",
  input: exportSegmentLinesSchema,
  run: async (context, request): Promise<ExportFile | null> => {
    const { segmentNo, step, order, direction, lines, format, columns } = request;
    const found = await onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, segmentNo, step);
      if (!at) return null;
      const predicate = linePredicate(await readLineHeader(tx, at.segmentId), lines);
      return { at, predicate, indexed: predicate === null && (await inIndexOrder(tx, at.size)) };
    });
    if (!found) return null;
    const { at, predicate, indexed } = found;
    return openExport(context, {
      operation: "segment.exportLines",
      kind: "segment_lines",
      subject: { kind: "segment", key: at.segmentNo },
      title: `Segment ${at.segmentNo}${at.step === at.currentStep ? "" : `, step ${at.step}`}`,
      filterWords: exportWords(lines, { order, direction }),
      format,
      columns: chosenColumns(exportColumns, columns),
      from: Prisma.sql`${linesOf(at, predicate)} order by ${orderBy(order, direction)}`,
      inIndexOrder: indexed,
    });
  },
});

/** `from` over `contact` and its effective `line`. The row of the contact is read once: the planner sees through the lateral. */
function linesOf(at: SegmentAtStep, predicate: Sql | null): Sql {
  const among = at.setId === null ? Prisma.sql`false` : amongMembers({ setId: at.setId, size: at.size });
  return Prisma.sql`
    from (select ${lineColumns}, contact as of_contact ${lineSources(at.segmentId)} and ${among} and ${predicate ?? Prisma.sql`true`}) line
    cross join lateral (select (line.of_contact).*) contact`;
}
