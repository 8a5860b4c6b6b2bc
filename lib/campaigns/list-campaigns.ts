import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import { type campaignOrders, listCampaignsSchema } from "./schema";

const rowSchema = z.object({
  campaignNo: z.string(),
  description: z.string(),
  startingDate: z.string().nullable(),
  endingDate: z.string().nullable(),
  status: z.string().nullable(),
  salespersonName: z.string().nullable(),
  segments: z.number(),
  entries: z.number(),
});
export type CampaignRow = z.output<typeof rowSchema>;

const columns: Record<(typeof campaignOrders)[number], Sql> = {
  number: Prisma.sql`c.campaign_no`,
  description: Prisma.sql`c.description`,
  starts: Prisma.sql`c.starting_date`,
  ends: Prisma.sql`c.ending_date`,
  status: Prisma.sql`c.status_code`,
  salesperson: Prisma.sql`s.name`,
};
const pageSize = 50;

/** The campaigns that are searched for, 50 a page, with their worksheets in work and their entries that stand. */
export const listCampaigns = query({
  name: "campaign.list",
  needs: "read",
  input: listCampaignsSchema,
  run: async ({ db }, { search, order, direction, page }) => {
    const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    const found = Prisma.sql`(${search === ""} or concat_ws(' ', c.campaign_no, c.description, t.description, s.name) collate winnow_name ilike ${pattern})`;
    const from = Prisma.sql`campaign c left join campaign_status t on t.code = c.status_code left join salesperson s on s.code = c.salesperson_code where ${found}`;
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select c.campaign_no as "campaignNo", c.description, to_char(c.starting_date, 'YYYY-MM-DD') as "startingDate",
        to_char(c.ending_date, 'YYYY-MM-DD') as "endingDate", coalesce(t.description, c.status_code) as status, s.name as "salespersonName",
        (select count(*) from segment g where g.campaign_no = c.campaign_no and g.state <> 'logged')::int as segments,
        (select count(*) from campaign_entry e where e.campaign_no = c.campaign_no and not e.canceled)::int as entries
      from ${from} order by ${columns[order]} ${Prisma.raw(direction)} nulls last, c.campaign_no limit ${pageSize} offset ${(page - 1) * pageSize}`);
    const [{ total }] = z
      .tuple([z.object({ total: z.number() })])
      .parse(await db.prisma.$queryRaw(Prisma.sql`select count(*)::int as total from ${from}`));
    return { campaigns: z.array(rowSchema).parse(rows), total, page, pageSize };
  },
});
