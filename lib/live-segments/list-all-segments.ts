import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import { brokenParts } from "@/lib/maintained-sets/broken-parts";
import { linesAtStep } from "@/lib/segmentation/layers";
import { expiresSoon } from "./expiry";
import { type allSegmentOrders, listAllSegmentsSchema, segmentKinds, segmentListStates } from "./schema";
import type { AllSegmentsPage, AnySegmentRow } from "./types";

const orderColumns: Record<(typeof allSegmentOrders)[number], Sql> = {
  changed: Prisma.sql`s.changed_at`,
  number: Prisma.sql`s.segment_no`,
  name: Prisma.sql`s.name`,
  kind: Prisma.sql`s.kind`,
  state: Prisma.sql`s.state`,
  size: Prisma.sql`s.size`,
  owner: Prisma.sql`owner.name`,
  date: Prisma.sql`s.date`,
  campaign: Prisma.sql`campaign.description`,
  salesperson: Prisma.sql`salesperson.name`,
};

const namedSchema = z.object({ code: z.string(), name: z.string() }).nullable();
const rowsSchema = z.array(
  z.object({
    segmentNo: z.string(),
    kind: z.enum(segmentKinds),
    name: z.string().nullable(),
    state: z.enum(segmentListStates),
    size: z.int().nullable(),
    sizeAt: z.coerce.date().nullable(),
    joined: z.int(),
    left: z.int(),
    usedBy: z.int(),
    date: z.string().nullable(),
    campaign: namedSchema,
    salesperson: namedSchema,
    ownerName: z.string().nullable(),
    changedAt: z.coerce.date(),
    changedByName: z.string().nullable(),
    degradedBy: z.array(z.string()),
    expiresAt: z.coerce.date().nullable(),
  }),
);
const countsSchema = z.array(z.object({ kind: z.enum(segmentKinds), state: z.enum(segmentListStates), n: z.int() }));

/**
 * One page of all segments, worksheets and live ones, the last changed first unless told otherwise, with how many there are of each kind and state. Nobody's
 * members are folded for it: of live ones it shows the size they had, and when.
 */
export const listAllSegments = query({
  name: "liveSegment.listAll",
  needs: "read",
  input: listAllSegmentsSchema,
  run: async ({ db, user, now }, request): Promise<AllSegmentsPage> => {
    const { page, pageSize } = request;
    const states = request.state === "live" ? ["live", "live_editable"] : request.state && [request.state];
    const shown = ({ state }: { state: AnySegmentRow["state"] }) => (states ? states.includes(state) : state !== "archived");
    const among = conditions(request, user.id);
    const direction = request.direction === "asc" ? Prisma.sql`asc nulls first` : Prisma.sql`desc nulls last`;
    const chosen = [
      among,
      ...(request.kind ? [Prisma.sql`s.kind = ${request.kind}`] : []),
      states ? Prisma.sql`s.state = any(${states}::text[])` : Prisma.sql`s.state <> 'archived'`,
    ];
    const [rows, counts] = await Promise.all([
      db.prisma.$queryRaw(Prisma.sql`
        with shown as (
          select s.*, owner.name as owner_name, ${named(Prisma.sql`campaign.campaign_no`, Prisma.sql`campaign.description`)} as campaign,
            ${named(Prisma.sql`salesperson.code`, Prisma.sql`salesperson.name`)} as salesperson, row_number() over (order by ${orderColumns[request.sort]} ${direction}, s.changed_at ${direction}, s.segment_no ${direction}) as place
          from ${segments} where ${Prisma.join(chosen, " and ")}
          order by place limit ${pageSize} offset ${(page - 1) * pageSize})
        select s.segment_no as "segmentNo", s.kind, s.name, s.state, s.size, s.size_at as "sizeAt", coalesce(lately.joined, 0)::int as joined, coalesce(lately.went, 0)::int as "left",
          (select count(distinct r.segment_id)::int from live_reference r join live_segment l on l.id = r.segment_id and r.version_no in (l.published_no, l.working_no)
            where r.refers_to = s.segment_no) as "usedBy", to_char(s.date, 'YYYY-MM-DD') as date, s.campaign, s.salesperson,
          s.owner_name as "ownerName", s.changed_at as "changedAt", changer.name as "changedByName",
          array(select coalesce(nullif(broken.name, ''), broken.segment_no) from (${brokenParts(Prisma.sql`s.live_id`)}) broken) as "degradedBy",
          (select ${expiresSoon(now)} from live_segment l where l.id = s.live_id) as "expiresAt"
        from shown s left join app_user changer on changer.id = s.changed_by
        left join lateral (select sum(e.joined) as joined, sum(e."left") as went from live_evaluation e where e.segment_id = s.live_id and e.at > ${now}::timestamptz - interval '7 days' and e.cause <> 'went_live') lately on true
        order by s.place`),
      db.prisma.$queryRaw(Prisma.sql`
        select s.kind, s.state, count(*)::int as n from ${segments} where ${among} group by 1, 2`),
    ]);
    const countBy = countsSchema.parse(counts);
    const matching = countBy.filter((counted) => (!request.kind || counted.kind === request.kind) && shown(counted));
    return {
      rows: rowsSchema.parse(rows),
      total: matching.reduce((sum, { n }) => sum + n, 0),
      page,
      pageSize,
      countBy: countBy.map(({ n, ...of }) => ({ ...of, count: n })),
    };
  },
});

const segments = Prisma.sql`(
  select segment_no, 'worksheet' as kind, description as name, state::text as state, ${linesAtStep(Prisma.sql`segment.id`, Prisma.sql`segment.current_step`)} as size,
    null::timestamptz as size_at, created_by, changed_by, changed_at, null::int as live_id, date, campaign_no, salesperson_code
  from segment
  union all
  select l.segment_no, l.kind::text, l.name, case when l.archived_at is null then l.state::text else 'archived' end, members.size, case when l.state in ('stopped', 'expired') then l.stopped_at else l.folded_for end,
    l.created_by, l.changed_by, l.changed_at, l.id, null, null, null
  from live_segment l left join contact_set members using (set_id)) s
  left join app_user owner on owner.id = s.created_by
  left join campaign on campaign.campaign_no = s.campaign_no
  left join salesperson on salesperson.code = s.salesperson_code`;

function named(code: Sql, name: Sql): Sql {
  return Prisma.sql`case when ${code} is not null then jsonb_build_object('code', ${code}, 'name', ${name}) end`;
}

function conditions({ search, mine, campaignNo }: z.output<typeof listAllSegmentsSchema>, userId: string): Sql {
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const found = search
    ? Prisma.sql`lower(concat_ws(' ', s.segment_no, s.name, campaign.description, s.campaign_no, salesperson.name, owner.name) collate winnow_name) like lower(${pattern}::text collate winnow_name)`
    : Prisma.sql`true`;
  const own = mine ? Prisma.sql` and s.created_by = ${userId}` : Prisma.empty;
  return campaignNo === null ? Prisma.sql`${found}${own}` : Prisma.sql`${found}${own} and s.campaign_no = ${campaignNo}`;
}
