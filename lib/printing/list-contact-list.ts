import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { printedLines, printOrder } from "./printed-address";
import { listContactListSchema, rowsPerPart } from "./schema";
import { segmentToPrint } from "./segment-to-print";

const rowSchema = z.object({
  contactNo: z.string(),
  type: z.enum(["company", "person"]),
  lines: z.array(z.string()),
  phoneNo: z.string().nullable(),
  email: z.string().nullable(),
  currencyCode: z.string().nullable(),
  salesperson: z.string().nullable(),
  interactions: z.int(),
  costLcy: z.number(),
  lineCostLcy: z.number(),
});
const totalsSchema = z.tuple([z.object({ interactions: z.number(), costLcy: z.number(), lineCostLcy: z.number() })]);
export type ContactListRow = z.output<typeof rowSchema>;
export type ContactList = {
  segmentNo: string;
  description: string | null;
  date: string;
  total: number;
  parts: number;
  rows: ContactListRow[];
  totals: z.output<typeof totalsSchema>[0];
};

/** Interactions of a contact that count: neither canceled nor postponed; those with a company's people count for the company. */
const interactions = Prisma.sql`
  select count(*)::int as n, coalesce(sum(entry.cost_lcy), 0)::float8 as cost_lcy from interaction_log_entry entry
  where not entry.canceled and not entry.postponed
    and (entry.contact_id = printed.contact_id or (printed.type = 'company' and entry.company_id = printed.contact_id))`;

/** The contacts of a segment with what they cost so far and what their line costs, a part at a time, with totals of all; null when there is no such segment. */
export const listContactList = query({
  name: "segment.printContactList",
  needs: "export",
  input: listContactListSchema,
  run: ({ db, now }, { segmentNo, order, part }): Promise<ContactList | null> =>
    onSnapshot(db, async (tx) => {
      const segment = await segmentToPrint(tx, segmentNo, now);
      if (!segment) return null;
      const from = printedLines(segment);
      const counted = (columns: Sql) => Prisma.sql`select ${columns} ${from} cross join lateral (${interactions}) so_far`;
      const rows = await tx.$queryRaw(Prisma.sql`
        ${counted(Prisma.sql`printed.contact_no as "contactNo", printed.type::text, printed.lines, coalesce(printed.phone_no, printed.mobile_phone_no) as "phoneNo", printed.email,
          contact.currency_code as "currencyCode", coalesce(printed.salesperson_name, printed.salesperson_code) as salesperson, so_far.n as interactions,
          so_far.cost_lcy as "costLcy", printed.cost_lcy::float8 as "lineCostLcy"`)}
        order by ${printOrder(order)}, printed.layer limit ${rowsPerPart} offset ${(part - 1) * rowsPerPart}`);
      const totals = await tx.$queryRaw(
        counted(Prisma.sql`coalesce(sum(so_far.n), 0)::float8 as interactions, coalesce(sum(so_far.cost_lcy), 0)::float8 as "costLcy",
          coalesce(sum(printed.cost_lcy), 0)::float8 as "lineCostLcy"`),
      );
      const { description, date, size } = segment;
      return {
        segmentNo: segment.segmentNo,
        description,
        date,
        total: size,
        parts: Math.max(1, Math.ceil(size / rowsPerPart)),
        rows: z.array(rowSchema).parse(rows),
        totals: totalsSchema.parse(totals)[0],
      };
    }),
});
