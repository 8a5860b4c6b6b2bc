import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import { listLoggedSegmentsSchema, type loggedSegmentOrders, type loggedSegmentStates } from "./schema";
import type { LoggedSegmentsPage } from "./types";

const orderColumns: Record<(typeof loggedSegmentOrders)[number], Sql> = {
  entryNo: Prisma.sql`logged.entry_no`,
  loggedAt: Prisma.sql`logged.logged_at`,
  segmentNo: Prisma.sql`logged.segment_no`,
  description: Prisma.sql`logged.description`,
  interactions: Prisma.sql`logged.no_of_interactions`,
  cost: Prisma.sql`logged.cost_lcy`,
  user: Prisma.sql`logged.user_name`,
};

/** `order by` of the list. */
export function loggedSegmentOrder(by: Pick<z.output<typeof listLoggedSegmentsSchema>, "sort" | "direction">): Sql {
  const direction = by.direction === "asc" ? Prisma.sql`asc` : Prisma.sql`desc`;
  return Prisma.sql`${orderColumns[by.sort]} ${direction}, logged.entry_no ${direction}`;
}

const namedSchema = z.object({ code: z.string(), name: z.string() }).nullable();
/** The columns that `loggedSegmentRowSchema` reads, of the alias `logged`. */
export const loggedSegmentColumns = Prisma.sql`
  logged.entry_no as "entryNo", logged.segment_no as "segmentNo", logged.description, logged.logged_at as "loggedAt",
  to_char(logged.created_on, 'YYYY-MM-DD') as "createdOn", logged.user_name as "userName", logged.no_of_interactions as interactions,
  logged.cost_lcy::float8 as "costLcy", logged.duration_min::float8 as "durationMin", logged.canceled,
  (select jsonb_build_object('code', campaign.campaign_no, 'name', campaign.description) from campaign_entry join campaign using (campaign_no)
    where logged_segment_entry_no = logged.entry_no order by campaign_entry.entry_no limit 1) as campaign,
  (select count(*)::int from campaign_entry where logged_segment_entry_no = logged.entry_no and campaign_entry.canceled = logged.canceled)
    + coalesce(logged.deleted_campaign_entries, 0) as "campaignEntries",
  (select deleted_at from log_deletion where log_deletion.deletion_no = logged.deletion_no) as "deletedAt"`;
export const loggedSegmentRowSchema = z.object({
  entryNo: z.int(),
  segmentNo: z.string(),
  description: z.string(),
  loggedAt: z.coerce.date(),
  createdOn: z.string(),
  userName: z.string(),
  interactions: z.int(),
  costLcy: z.number(),
  durationMin: z.number(),
  campaign: namedSchema,
  campaignEntries: z.int(),
  canceled: z.boolean(),
  deletedAt: z.coerce.date().nullable(),
});
const countsSchema = z.tuple([z.object({ all: z.int(), counted: z.int(), canceled: z.int(), deleted: z.int() })]);
const states: Record<(typeof loggedSegmentStates)[number], Sql> = {
  all: Prisma.sql`logged.deletion_no is null`,
  counted: Prisma.sql`not logged.canceled`,
  canceled: Prisma.sql`(logged.canceled and logged.deletion_no is null)`,
  deleted: Prisma.sql`logged.deletion_no is not null`,
};
const counted = (state: keyof typeof states) => Prisma.sql`(count(*) filter (where ${states[state]}))::int as ${Prisma.raw(`"${state}"`)}`;

/** One page of the logged segments, the newest first unless told otherwise, with how many are canceled and deleted. */
export const listLoggedSegments = query({
  name: "loggedSegment.list",
  needs: "read",
  input: listLoggedSegmentsSchema,
  run: async ({ db, timeZone }, request): Promise<LoggedSegmentsPage> => {
    const { canceled, page, pageSize } = request;
    const among = loggedSegmentConditions(request, timeZone);
    const shown = Prisma.sql`${among} and ${states[canceled]}`;
    const [rows, numbers] = await Promise.all([
      db.prisma.$queryRaw(Prisma.sql`
        select ${loggedSegmentColumns} from logged_segment logged where ${shown}
        order by ${loggedSegmentOrder(request)} limit ${pageSize} offset ${(page - 1) * pageSize}`),
      db.prisma.$queryRaw(Prisma.sql`
        select ${counted("all")}, ${counted("counted")}, ${counted("canceled")}, ${counted("deleted")} from logged_segment logged where ${among}`),
    ]);
    const [counts] = countsSchema.parse(numbers);
    return { rows: z.array(loggedSegmentRowSchema).parse(rows), total: counts[canceled], page, pageSize, counts };
  },
});

type Filter = Pick<z.output<typeof listLoggedSegmentsSchema>, "search" | "campaignNo" | "from" | "to">;

/** Which rows of the alias `logged` pass search and choices; whether they are canceled is another matter. */
export function loggedSegmentConditions({ search, campaignNo, from, to }: Filter, timeZone: string): Sql {
  const all: Sql[] = [Prisma.sql`true`];
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
    all.push(Prisma.sql`
      lower(concat_ws(' ', logged.entry_no, logged.segment_no, logged.description, logged.user_name) collate winnow_name) like lower(${pattern}::text collate winnow_name)`);
  }
  if (campaignNo !== null) {
    all.push(
      Prisma.sql`exists (select from campaign_entry where logged_segment_entry_no = logged.entry_no and campaign_no = ${campaignNo})`,
    );
  }
  const day = Prisma.sql`(logged.logged_at at time zone ${timeZone})::date`;
  if (from !== null) all.push(Prisma.sql`${day} >= ${from}::date`);
  if (to !== null) all.push(Prisma.sql`${day} <= ${to}::date`);
  return Prisma.join(all, " and ");
}
