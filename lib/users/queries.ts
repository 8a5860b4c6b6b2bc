import { z } from "zod";
import { query } from "@/lib/access/operation";
import { roles } from "@/lib/access/rights";
import { Prisma } from "@/lib/db/sql";

const userRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  disabled: z.boolean(),
  salespersonCode: z.string().nullable(),
  salespersonName: z.string().nullable(),
  sessions: z.number(),
  lastSignInAt: z.coerce.date().nullable(),
  createdAt: z.coerce.date(),
});
export type UserRow = z.infer<typeof userRowSchema>;

/** All users by name, with the number of their open sessions and when the newest of those began. */
export const listUsers = query({
  name: "user.list",
  needs: "users.manage",
  input: z.object({}),
  run: async ({ db, now }): Promise<UserRow[]> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select u.id, u.name, u.email, u.role::text as role, u.disabled, u.salesperson_code as "salespersonCode", p.name as "salespersonName",
        open.sessions, open.newest as "lastSignInAt", u.created_at as "createdAt"
      from app_user u
      left join salesperson p on p.code = u.salesperson_code
      cross join lateral (
        select count(*)::int as sessions, max(s.created_at) as newest from user_session s where s.user_id = u.id and s.expires_at > ${now}
      ) open
      order by u.disabled, u.name, u.id`);
    return z.array(userRowSchema).parse(rows);
  },
});

/** All salespeople by name, to choose one for a user. */
export const listSalespeople = query({
  name: "user.listSalespeople",
  needs: "users.manage",
  input: z.object({}),
  run: ({ db }) => db.prisma.salesperson.findMany({ select: { code: true, name: true }, orderBy: [{ name: "asc" }, { code: "asc" }] }),
});

/** One's own account: what can be changed, and the open sessions, newest first. */
export const findOwnAccount = query({
  name: "account.find",
  needs: "account.own",
  input: z.object({}),
  run: async ({ db, user, now }) => {
    const own = await db.prisma.appUser.findUniqueOrThrow({ where: { id: user.id }, select: { name: true, email: true, workDate: true } });
    const sessions = await db.prisma.userSession.findMany({
      where: { userId: user.id, expiresAt: { gt: now } },
      select: { id: true, createdAt: true, expiresAt: true, ipAddress: true, userAgent: true },
      orderBy: { createdAt: "desc" },
    });
    return { name: own.name, email: own.email, workDate: own.workDate?.toISOString().slice(0, 10) ?? null, sessions };
  },
});
export type OwnSession = Awaited<ReturnType<typeof findOwnAccount>>["sessions"][number];
