import { z } from "zod";
import { query } from "@/lib/access/operation";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";

const overviewSchema = z.object({
  companyName: z.string(),
  segments: z.number(),
  loggedSegments: z.number(),
  campaigns: z.number(),
  contacts: z.number(),
  interactionLogEntries: z.number(),
});
export type Overview = z.infer<typeof overviewSchema>;

/** Up to here a table is counted for every page; beyond, its count may be a minute old. */
const quickly = 100_000;
const minute = 60_000;

/** The company's name and how much there is of everything, for the sidebar. Live segments are segments too; worksheets that are logged count as logged segments only. */
export const findOverview = query({
  name: "overview.find",
  needs: "read",
  input: z.object({}),
  run: async ({ db, now }): Promise<Overview> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select coalesce((select company_name from marketing_setup where id = 1), 'Winnow') as "companyName",
        ((select count(*) from segment where state <> 'logged') + (select count(*) from live_segment where archived_at is null))::int as segments,
        (select count(*) from logged_segment where deletion_no is null)::int as "loggedSegments",
        (select count(*) from campaign)::int as campaigns,
        (select count(*) from (select from contact limit ${quickly + 1}) few)::int as contacts,
        (select count(*) from (select from interaction_log_entry limit ${quickly + 1}) few)::int as "interactionLogEntries"`);
    const [overview] = z.tuple([overviewSchema]).parse(rows);
    const [contacts, interactionLogEntries] = await Promise.all([
      overview.contacts > quickly ? countOf(db, "contact", now) : overview.contacts,
      overview.interactionLogEntries > quickly ? countOf(db, "interaction_log_entry", now) : overview.interactionLogEntries,
    ]);
    return { ...overview, contacts, interactionLogEntries };
  },
});

type LargeTable = "contact" | "interaction_log_entry";
const counted = new WeakMap<Database, Map<LargeTable, { at: number; count: Promise<number> }>>();

/** Counts a large table, at most once a minute in this process. */
async function countOf(db: Database, table: LargeTable, now: Date): Promise<number> {
  const known = counted.get(db) ?? new Map<LargeTable, { at: number; count: Promise<number> }>();
  counted.set(db, known);
  const last = known.get(table);
  if (last && now.getTime() - last.at < minute) return last.count;
  const count = db.prisma
    .$queryRaw(Prisma.sql`select count(*)::int as count from ${Prisma.raw(table)}`)
    .then((rows) => z.tuple([z.object({ count: z.number() })]).parse(rows)[0].count);
  known.set(table, { at: now.getTime(), count });
  count.catch(() => known.delete(table));
  return count;
}
