import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { hasRight } from "@/lib/access/rights";
import { record } from "@/lib/audit/record";
import { Prisma, type Sql } from "@/lib/db/sql";
import { isDependedOn } from "@/lib/maintained-sets/dependants";
import { ok } from "@/lib/result";
import { withLive } from "./change-live";
import { findLiveSegmentSchema } from "./schema";
import type { ExpiringSegment } from "./types";

/** When somebody last asked for the members of `l`, a row of live_segment. */
const lastUsed = Prisma.sql`greatest(l.live_since, l.used_at)`;

/** Whether `l` is live and nobody asked for its members in so many days. */
export function unusedFor(now: Date, days: number): Sql {
  return Prisma.sql`l.state = 'live' and ${lastUsed} < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}

/**
 * When `l` expires unless somebody asks for its members or keeps it, or something depends on it; null as long as that is further away than 14 days, or
 * half of the days that are set where those are fewer.
 */
export function endsSoon(now: Date): Sql {
  return Prisma.sql`(
    select ends_at from marketing_setup setup cross join lateral (select make_interval(days => setup.live_expiry_days)) set_to (stretch)
    cross join lateral (select ${lastUsed} + stretch) expiry (ends_at)
    where setup.id = 1 and l.state = 'live' and ends_at < ${now}::timestamptz + least(interval '14 days', stretch / 2))`;
}

/** The same, and null where something depends on it, which is asked only of those few. */
export function expiresSoon(now: Date): Sql {
  return Prisma.sql`case when ${endsSoon(now)} is not null then case when not ${isDependedOn(Prisma.sql`l.segment_no`)} then ${endsSoon(now)} end end`;
}

const expiringSchema = z.array(z.object({ segmentNo: z.string(), name: z.string(), expiresAt: z.coerce.date() }));

/**
 * One's own live segments that expire soon, the soonest first (T-66); to administrators those of nobody who may still sign in, too. Looking at this list
 * counts as no use of them.
 */
export const listExpiring = query({
  name: "liveSegment.listExpiring",
  needs: "read",
  input: z.object({}),
  run: async ({ db, user, now }): Promise<ExpiringSegment[]> => {
    const ownerless = hasRight(user.role, "setup")
      ? Prisma.sql`or not exists (select from app_user owner where owner.id = l.created_by and not owner.disabled)`
      : Prisma.empty;
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select * from (
        select l.segment_no as "segmentNo", l.name, ${expiresSoon(now)} as "expiresAt" from live_segment l
        where l.state = 'live' and (l.created_by = ${user.id} ${ownerless})) own
      where "expiresAt" is not null order by "expiresAt", "segmentNo"`);
    return expiringSchema.parse(rows);
  },
});

/** Keeps a live segment from expiring, as if somebody had asked for its members now. Changes nothing else of it. */
export const keepLiveSegment = operation({
  name: "liveSegment.keep",
  needs: "segments.edit",
  input: findLiveSegmentSchema,
  run: (context, { segmentNo }) =>
    withLive<{ segmentNo: string }>(context, { segmentNo, rowVersion: null }, "keep", async (tx, { id }) => {
      await tx.$executeRaw(Prisma.sql`update live_segment set used_at = ${context.now} where id = ${id}`);
      await record(tx, context, { operation: "liveSegment.keep", subjectKind: "segment", subjectKey: segmentNo });
      return ok({ segmentNo });
    }),
});
