import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { type CompanyDetails, findCompanyDetails } from "@/lib/setup/company-details";
import { mayGoByPost, printedLines, printOrder } from "./printed-address";
import { coverSheetsPerPart, listCoverSheetsSchema } from "./schema";
import { segmentToPrint } from "./segment-to-print";

const rowSchema = z.object({
  contactNo: z.string(),
  lines: z.array(z.string()),
  phoneNo: z.string().nullable(),
  faxNo: z.string().nullable(),
  email: z.string().nullable(),
});
const countsSchema = z.tuple([z.object({ sheets: z.int(), blocked: z.int() })]);
export type CoverSheets = z.output<typeof countsSchema>[0] & {
  segmentNo: string;
  description: string | null;
  parts: number;
  rows: z.output<typeof rowSchema>[];
  company: CompanyDetails;
};

/** One part of the cover sheets of a segment, one for each contact however often it stands there; null when there is no such segment. */
export const listCoverSheets = query({
  name: "segment.printCoverSheets",
  needs: "export",
  input: listCoverSheetsSchema,
  run: async (context, { segmentNo, order, part }): Promise<CoverSheets | null> => {
    const company = await findCompanyDetails(context, {});
    return onSnapshot(context.db, async (tx) => {
      const segment = await segmentToPrint(tx, segmentNo, context.now);
      if (!segment) return null;
      const from = printedLines({ ...segment, layers: segment.layers.slice(0, 1) }); // layer 1 holds everyone once
      const rows = await tx.$queryRaw(Prisma.sql`
        select printed.contact_no as "contactNo", printed.lines, coalesce(printed.phone_no, printed.mobile_phone_no) as "phoneNo", contact.fax_no as "faxNo", printed.email
        ${from} where ${mayGoByPost}
        order by ${printOrder(order)} limit ${coverSheetsPerPart} offset ${(part - 1) * coverSheetsPerPart}`);
      const [counts] = countsSchema.parse(
        await tx.$queryRaw(Prisma.sql`
          select (count(*) filter (where ${mayGoByPost}))::int as sheets, (count(*) filter (where not ${mayGoByPost}))::int as blocked ${from}`),
      );
      const { description } = segment;
      const parts = Math.max(1, Math.ceil(counts.sheets / coverSheetsPerPart));
      return { ...counts, segmentNo: segment.segmentNo, description, parts, rows: z.array(rowSchema).parse(rows), company };
    });
  },
});
