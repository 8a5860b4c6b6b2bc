import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import type { OperationContext } from "./operation";
import { roles } from "./rights";

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  salespersonCode: z.string().nullable(),
  timeZone: z.string(),
  today: z.iso.date(),
  workDate: z.iso.date(),
});

/**
 * What an operation needs when it acts for this user: role and salesperson as they are now, the workspace's day, and the
 * user's work date, which is today unless they chose another.
 *
 * @returns null when there is no such user or the user is disabled
 */
export async function contextOf(db: Database, userId: string, now: Date): Promise<OperationContext | null> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select u.id, u.name, u.email, u.role::text as role, u.salesperson_code as "salespersonCode", zone.name as "timeZone",
      to_char(day.today, 'YYYY-MM-DD') as today, to_char(coalesce(u.work_date, day.today), 'YYYY-MM-DD') as "workDate"
    from app_user u
    cross join lateral (select coalesce((select time_zone from marketing_setup where id = 1), 'Etc/UTC') as name) zone
    cross join lateral (select (${now}::timestamptz at time zone zone.name)::date as today) day
    where u.id = ${userId} and not u.disabled`);
  const row = z.array(rowSchema).parse(rows)[0];
  if (!row) return null;
  const { timeZone, today, workDate, ...user } = row;
  return { db, user, now, today, workDate, timeZone };
}
