import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";

const campaignSchema = z.object({
  campaignNo: z.string(),
  description: z.string(),
  startingDate: z.string().nullable(),
  endingDate: z.string().nullable(),
  status: z.string().nullable(),
  salesperson: z.string().nullable(),
  interactions: z.number(),
  targets: z.number(),
  responses: z.number(),
  costLcy: z.number(),
  durationMin: z.number(),
});
const entrySchema = z.object({
  entryNo: z.number(),
  date: z.string(),
  description: z.string(),
  segmentNo: z.string(),
  loggedSegmentEntryNo: z.number().nullable(),
  userName: z.string(),
  salespersonName: z.string().nullable(),
  canceled: z.boolean(),
  interactions: z.int(),
  costLcy: z.number(),
  durationMin: z.number(),
});
const segmentSchema = z.object({ segmentNo: z.string(), description: z.string().nullable(), state: z.enum(["draft", "logging"]) });
export type CampaignEntryRow = z.output<typeof entrySchema>;
export type Campaign = z.output<typeof campaignSchema> & {
  entries: CampaignEntryRow[];
  entriesTotal: number;
  segments: z.output<typeof segmentSchema>[];
  page: number;
  pageSize: number;
};

const pageSize = 50;

/**
 * A campaign with its entries, newest first, 50 a page, and its worksheets in work, 100 at most. Numbers leave out canceled and
 * postponed interactions; targets and responses count interactions, not contacts. Those of an entry are of its interactions whose canceled
 * state is its own. Null when there is none of this number.
 */
export const findCampaign = query({
  name: "campaign.find",
  needs: "read",
  input: z.object({ campaignNo: z.string().trim().min(1).max(40), page: z.int().min(1).max(100_000).default(1) }),
  run: async ({ db }, { campaignNo, page }): Promise<Campaign | null> => {
    const [campaigns, entries, segments, entriesTotal] = await Promise.all([
      db.prisma.$queryRaw(Prisma.sql`
        select c.campaign_no as "campaignNo", c.description, to_char(c.starting_date, 'YYYY-MM-DD') as "startingDate",
          to_char(c.ending_date, 'YYYY-MM-DD') as "endingDate", coalesce(t.description, c.status_code) as status, coalesce(s.name, c.salesperson_code) as salesperson,
          n.*
        from campaign c left join campaign_status t on t.code = c.status_code left join salesperson s on s.code = c.salesperson_code
        cross join lateral (
          select count(*)::int as interactions, (count(*) filter (where campaign_target))::int as targets, (count(*) filter (where campaign_response))::int as responses,
            coalesce(sum(cost_lcy), 0)::float as "costLcy", coalesce(sum(duration_min), 0)::float as "durationMin"
          from interaction_log_entry e where e.campaign_no = c.campaign_no and not e.canceled and not e.postponed
        ) n
        where c.campaign_no = ${campaignNo}`),
      db.prisma.$queryRaw(Prisma.sql`
        select e.entry_no as "entryNo", to_char(e.date, 'YYYY-MM-DD') as date, e.description, e.segment_no as "segmentNo",
          e.logged_segment_entry_no as "loggedSegmentEntryNo", e.user_name as "userName", coalesce(s.name, e.salesperson_code) as "salespersonName", e.canceled,
          coalesce(done.interactions, 0)::int as interactions, coalesce(done.cost, 0)::float8 as "costLcy", coalesce(done.duration, 0)::float8 as "durationMin"
        from campaign_entry e left join salesperson s on s.code = e.salesperson_code
        left join (
          select campaign_entry_no, canceled, count(*) as interactions, sum(cost_lcy) as cost, sum(duration_min) as duration
          from interaction_log_entry where campaign_no = ${campaignNo} and not postponed group by 1, 2
        ) done on done.campaign_entry_no = e.entry_no and done.canceled = e.canceled
        where e.campaign_no = ${campaignNo}
        order by e.entry_no desc limit ${pageSize} offset ${(page - 1) * pageSize}`),
      db.prisma.$queryRaw(Prisma.sql`
        select segment_no as "segmentNo", description, state::text from segment where campaign_no = ${campaignNo} and state <> 'logged' order by changed_at desc limit 100`),
      db.prisma.campaignEntry.count({ where: { campaignNo } }),
    ]);
    const campaign = z.array(campaignSchema).parse(campaigns)[0];
    if (!campaign) return null;
    return {
      ...campaign,
      entries: z.array(entrySchema).parse(entries),
      entriesTotal,
      segments: z.array(segmentSchema).parse(segments),
      page,
      pageSize,
    };
  },
});
