import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import { linesAtStep } from "./layers";
import { listAllSegmentsSchema, listedKinds, listedStates, listSegmentsSchema, type segmentListOrders, segmentStates } from "./schema";
import type { ListedSegmentsPage, ListedState, SegmentListPage } from "./types";

type Order = (typeof segmentListOrders)[number];
type Asked = Omit<z.output<typeof listSegmentsSchema>, "state">;

const orderColumns: Record<Order, Sql> = {
  changed: Prisma.sql`segment.changed_at`,
  number: Prisma.sql`segment.segment_no`,
  description: Prisma.sql`segment.description`,
  date: Prisma.sql`segment.date`,
  campaign: Prisma.sql`campaign.description`,
  salesperson: Prisma.sql`salesperson.name`,
  owner: Prisma.sql`owner.name`,
  size: Prisma.sql`segment.lines`,
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
const listedSchema = rowSchema.omit({ currentStep: true }).extend({
  kind: z.enum(listedKinds),
  state: z.enum(listedStates),
  size: z.int().nullable(),
  sizeAt: z.coerce.date().nullable(),
  date: z.string().nullable(),
  usedIn: z.int(),
  joined: z.int(),
  left: z.int(),
});
const countsSchema = z.tuple([z.object({ counts: z.partialRecord(z.enum(listedStates), z.int()) })]);

/** One page of the worksheets, newest change first unless told otherwise, with how many there are in each state. */
export const listSegments = query({
  name: "segment.list",
  needs: "read",
  input: listSegmentsSchema,
  run: async ({ db, user }, request): Promise<SegmentListPage> => {
    const { state, page, pageSize } = request;
    const { sources, among } = found(worksheets, request, user.id);
    const [rows, counts] = await Promise.all([
      db.prisma.$queryRaw(pageOf(Prisma.empty, sources, inStates(among, state === null ? null : [state]), request)),
      db.prisma.$queryRaw(countsOf(sources, among)),
    ]);
    const [{ counts: byState }] = countsSchema.parse(counts);
    const { draft = 0, logging = 0, logged = 0 } = byState;
    const countByState = { draft, logging, logged };
    const total = state === null ? draft + logging + logged : countByState[state];
    return { rows: z.array(rowSchema).parse(rows), total, page, pageSize, countByState };
  },
});

/** The same with live segments, as of when their members were last found: reading the list finds nobody anew. */
export const listAllSegments = query({
  name: "segment.listAll",
  needs: "read",
  input: listAllSegmentsSchema,
  run: async ({ db, user, now }, request): Promise<ListedSegmentsPage> => {
    const { state, kind, page, pageSize } = request;
    const { sources, among } = found(Prisma.sql`${worksheets} union all ${liveSegments}`, request, user.id);
    const ofKind = kind === null ? among : Prisma.sql`${among} and segment.kind = ${kind}`;
    const wanted: ListedState[] | null = state === null ? null : state === "live" ? ["live", "live_editable"] : [state];
    const [rows, counts] = await Promise.all([
      db.prisma.$queryRaw(pageOf(liveColumns(now), sources, inStates(ofKind, wanted), request)),
      db.prisma.$queryRaw(countsOf(sources, ofKind)),
    ]);
    const [{ counts: byState }] = countsSchema.parse(counts);
    const countByState = { ...nobody, ...byState };
    const shown: readonly ListedState[] = wanted ?? listedStates;
    const total = shown.reduce((sum, each) => sum + countByState[each], 0);
    return { rows: z.array(listedSchema).parse(rows), total, page, pageSize, countByState };
  },
});

const nobody: Record<ListedState, number> = {
  draft: 0,
  logging: 0,
  logged: 0,
  live: 0,
  live_editable: 0,
  stopped: 0,
  expired: 0,
  error: 0,
};

function inStates(among: Sql, states: string[] | null): Sql {
  return states === null ? among : Prisma.sql`${among} and segment.state = any(${states}::text[])`;
}

function pageOf(more: Sql, sources: Sql, where: Sql, { sort, direction, page, pageSize }: Asked): Sql {
  const turned = direction === "asc" ? Prisma.sql`asc nulls first` : Prisma.sql`desc nulls last`;
  return Prisma.sql`
    select segment.kind, segment.segment_no as "segmentNo", segment.description, segment.state, segment.lines as size,
      segment.current_step as "currentStep", to_char(segment.date, 'YYYY-MM-DD') as date,
      case when salesperson.code is not null then jsonb_build_object('code', salesperson.code, 'name', salesperson.name) end as salesperson,
      case when campaign.campaign_no is not null then jsonb_build_object('code', campaign.campaign_no, 'name', campaign.description) end as campaign,
      owner.name as "ownerName", segment.changed_at as "changedAt", changer.name as "changedByName"${more}
    ${sources} where ${where}
    order by ${orderColumns[sort]} ${turned}, segment.changed_at ${turned}, segment.segment_no ${turned}
    limit ${pageSize} offset ${(page - 1) * pageSize}`;
}

function countsOf(sources: Sql, where: Sql): Sql {
  return Prisma.sql`
    select coalesce(jsonb_object_agg(state, count), '{}') as counts
    from (select segment.state, count(*)::int as count ${sources} where ${where} group by 1) by_state`;
}

/** What only the list of all shows: the age of a size, where it is used, who came and went in a week. */
function liveColumns(now: Date): Sql {
  return Prisma.sql`, segment.folded_for as "sizeAt",
    (select count(distinct other.id)::int from live_reference r
      join live_segment other on other.id = r.segment_id and r.version_no in (other.published_no, other.working_no)
      where r.refers_to = segment.segment_no) as "usedIn",
    ${inAWeek(Prisma.sql`joined`, now)} as joined, ${inAWeek(Prisma.sql`"left"`, now)} as left`;
}

function inAWeek(column: Sql, now: Date): Sql {
  return Prisma.sql`(
    select coalesce(sum(e.${column}), 0)::int from live_evaluation e
    where e.segment_id = segment.live_id and e.cause <> 'went_live' and e.at > ${now}::timestamptz - interval '7 days')`;
}

const worksheets = Prisma.sql`
  select 'static' as kind, segment.id as worksheet_id, null::int as live_id, segment_no, description, state::text as state, ${linesAtStep(
    Prisma.sql`segment.id`,
    Prisma.sql`segment.current_step`,
  )} as lines, current_step, date, salesperson_code, campaign_no, created_by, changed_by, changed_at, null::timestamptz as folded_for
  from segment`;
const liveSegments = Prisma.sql`
  select live.kind::text, null, live.id, live.segment_no, nullif(live.name, ''), live.state::text, contact_set.size, null, null, null, null,
    live.created_by, live.changed_by, live.changed_at, live.folded_for
  from live_segment live left join contact_set on contact_set.set_id = live.set_id`;

/** The segments of `those` that a request asks for, with what they name. */
function found(those: Sql, request: Asked, userId: string): { sources: Sql; among: Sql } {
  const sources = Prisma.sql`
    from (${those}) segment
    left join salesperson on salesperson.code = segment.salesperson_code
    left join campaign on campaign.campaign_no = segment.campaign_no
    left join app_user owner on owner.id = segment.created_by
    left join app_user changer on changer.id = segment.changed_by`;
  return { sources, among: conditions(request, userId) };
}

function conditions({ search, campaignNo, mine }: Asked, userId: string): Sql {
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
