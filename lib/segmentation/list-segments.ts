import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import { linesAtStep } from "./layers";
import { listSegmentsSchema, type segmentListOrders, segmentStates } from "./schema";
import type { SegmentListPage } from "./types";

type Order = (typeof segmentListOrders)[number];

const orderColumns: Record<Order, Sql> = {
  changed: Prisma.sql`segment.changed_at`,
  number: Prisma.sql`segment.segment_no`,
  description: Prisma.sql`segment.description`,
  date: Prisma.sql`segment.date`,
  campaign: Prisma.sql`campaign.description`,
  salesperson: Prisma.sql`salesperson.name`,
  owner: Prisma.sql`owner.name`,
  size: Prisma.sql`members.lines`,
};

const namedSchema = z.object({ code: z.string(), name: z.string() }).nullable();
const rowSchema = z.object({
  segmentNo: z.string(),
  description: z.string().nullable(),
  state: z.enum(segmentStates),
  size: z.int(),
  currentStep: z.int(),
  date: z.string(),
  salesperson: namedSchema,
  campaign: namedSchema,
  ownerName: z.string().nullable(),
  changedAt: z.coerce.date(),
  changedByName: z.string().nullable(),
});
const countsSchema = z.tuple([z.object({ draft: z.int(), logging: z.int(), logged: z.int() })]);

/** One page of the segments, newest change first unless told otherwise, with how many there are in each state. */
export const listSegments = query({
  name: "segment.list",
  needs: "read",
  input: listSegmentsSchema,
  run: async ({ db, user }, request): Promise<SegmentListPage> => {
    const { state, page, pageSize } = request;
    const among = conditions(request, user.id);
    const inState = state === null ? among : Prisma.sql`${among} and segment.state = ${state}::segment_state`;
    const direction = request.direction === "asc" ? Prisma.sql`asc nulls first` : Prisma.sql`desc nulls last`;
    const [rows, counts] = await Promise.all([
      db.prisma.$queryRaw(Prisma.sql`
        select segment.segment_no as "segmentNo", segment.description, segment.state::text as state, members.lines as size,
          segment.current_step as "currentStep", to_char(segment.date, 'YYYY-MM-DD') as date,
          case when salesperson.code is not null then jsonb_build_object('code', salesperson.code, 'name', salesperson.name) end as salesperson,
          case when campaign.campaign_no is not null then jsonb_build_object('code', campaign.campaign_no, 'name', campaign.description) end as campaign,
          owner.name as "ownerName", segment.changed_at as "changedAt", changer.name as "changedByName"
        ${sources} where ${inState}
        order by ${orderColumns[request.sort]} ${direction}, segment.id ${direction}
        limit ${pageSize} offset ${(page - 1) * pageSize}`),
      db.prisma.$queryRaw(Prisma.sql`
        select (count(*) filter (where segment.state = 'draft'))::int as draft, (count(*) filter (where segment.state = 'logging'))::int as logging,
          (count(*) filter (where segment.state = 'logged'))::int as logged
        ${sources} where ${among}`),
    ]);
    const [countByState] = countsSchema.parse(counts);
    const total = state === null ? countByState.draft + countByState.logging + countByState.logged : countByState[state];
    return { rows: z.array(rowSchema).parse(rows), total, page, pageSize, countByState };
  },
});

const sources = Prisma.sql`
  from segment
  cross join lateral (select ${linesAtStep(Prisma.sql`segment.id`, Prisma.sql`segment.current_step`)} as lines) members
  left join salesperson on salesperson.code = segment.salesperson_code
  left join campaign on campaign.campaign_no = segment.campaign_no
  left join app_user owner on owner.id = segment.created_by
  left join app_user changer on changer.id = segment.changed_by`;

function conditions({ search, campaignNo, mine }: z.output<typeof listSegmentsSchema>, userId: string): Sql {
  const all: Sql[] = [Prisma.sql`true`];
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    all.push(Prisma.sql`
      lower(concat_ws(' ', segment.segment_no, segment.description, campaign.description, segment.campaign_no, salesperson.name, owner.name) collate winnow_name)
        like lower(${pattern}::text collate winnow_name)`);
  }
  if (campaignNo !== null) all.push(Prisma.sql`segment.campaign_no = ${campaignNo}`);
  if (mine) all.push(Prisma.sql`segment.created_by = ${userId}`);
  return Prisma.join(all, " and ");
}
