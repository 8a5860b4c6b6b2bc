import { query } from "@/lib/access/operation";
import { orderBy } from "@/lib/contact-sets/contact-order";
import { inIndexOrder } from "@/lib/contacts/in-index-order";
import { Prisma, type Sql } from "@/lib/db/sql";
import { chosenColumns } from "@/lib/exports/columns";
import { type ExportFile, openExport } from "@/lib/exports/open-export";
import { exportColumns } from "./export-columns";
import { exportWords } from "./export-words";
import { findStep, type SegmentAtStep } from "./find-step";
import { readLineHeader } from "./line-header";
import { linePredicate } from "./line-predicate";
import { type LineBasis, lineColumns, linesOfLayers } from "./lines";
import { exportSegmentLinesSchema } from "./lines-schema";
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
      const header = await readLineHeader(tx, context, at.segmentId, lines);
      const passes = (layer: number) => linePredicate(header, lines, layer);
      const indexed = passes(1) === null && at.layers.length === 1 && (await inIndexOrder(tx, at.size));
      return { at, header, passes, indexed };
    });
    if (!found) return null;
    const { at, header, passes, indexed } = found;
    return openExport(context, {
      operation: "segment.exportLines",
      kind: "segment_lines",
      subject: { kind: "segment", key: at.segmentNo },
      title: `Segment ${at.segmentNo}${at.step === at.currentStep ? "" : `, step ${at.step}`}`,
      filterWords: exportWords(lines, { order, direction }),
      format,
      columns: chosenColumns(exportColumns, columns),
      from: Prisma.sql`${linesOf(at, header)} where ${passing(at.layers.length, passes)} order by ${orderBy(order, direction)}, line.layer`,
      inIndexOrder: indexed,
    });
  },
});

/** `from` over `contact` and its effective `line`. The row of the contact is read once: the planner sees through the lateral. */
function linesOf(at: SegmentAtStep, basis: LineBasis): Sql {
  const lines = linesOfLayers(basis, at.layers, Prisma.sql`${lineColumns(basis)}, contact as of_contact`);
  return Prisma.sql`from (${lines}) line cross join lateral (select (line.of_contact).*) contact`;
}

function passing(layers: number, passes: (layer: number) => Sql | null): Sql {
  const first = passes(1);
  if (!first) return Prisma.sql`true`;
  const upper = Array.from(
    { length: Math.max(0, layers - 1) },
    (_, at) => Prisma.sql`when ${at + 2} then ${passes(at + 2) ?? Prisma.sql`true`}`,
  );
  return upper.length === 0 ? first : Prisma.sql`case line.layer ${Prisma.join(upper, " ")} else ${first} end`;
}
