import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { mayGoByPost, printedLines, printOrder } from "./printed-address";
import { labelsPerPart, listLabelsSchema, partOfLabels } from "./schema";
import { segmentToPrint } from "./segment-to-print";

const rowSchema = z.object({ contactNo: z.string(), lines: z.array(z.string()) });
const countsSchema = z.tuple([z.object({ labels: z.int(), blocked: z.int(), withoutAddress: z.int() })]);

/** `blocked`, which takes in who refuses to be reached by post, and `withoutAddress` are lines that get no label. */
export type Labels = z.output<typeof countsSchema>[0] & {
  segmentNo: string;
  description: string | null;
  parts: number;
  rows: z.output<typeof rowSchema>[];
};

/** One part of the address labels of a segment, by the address of each line's day; null when there is no such segment. */
export const listLabels = query({
  name: "segment.printLabels",
  needs: "export",
  input: listLabelsSchema,
  run: ({ db, now }, { segmentNo, order, part, start }): Promise<Labels | null> =>
    onSnapshot(db, async (tx) => {
      const segment = await segmentToPrint(tx, segmentNo, now);
      if (!segment) return null;
      const from = printedLines(segment);
      const { offset, limit } = partOfLabels(part, start);
      const rows = await tx.$queryRaw(Prisma.sql`
        select printed.contact_no as "contactNo", printed.lines ${from} where printed.has_address and ${mayGoByPost}
        order by ${printOrder(order)}, printed.layer limit ${limit} offset ${offset}`);
      const [counts] = countsSchema.parse(
        await tx.$queryRaw(Prisma.sql`
          select (count(*) filter (where printed.has_address and ${mayGoByPost}))::int as labels, (count(*) filter (where not ${mayGoByPost}))::int as blocked,
            (count(*) filter (where not printed.has_address and ${mayGoByPost}))::int as "withoutAddress" ${from}`),
      );
      return {
        ...counts,
        segmentNo: segment.segmentNo,
        description: segment.description,
        parts: Math.max(1, Math.ceil((counts.labels + start - 1) / labelsPerPart)),
        rows: z.array(rowSchema).parse(rows),
      };
    }),
});
