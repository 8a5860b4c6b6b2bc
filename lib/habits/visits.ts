import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { ok, type Result } from "@/lib/result";
import { type Thing, visitSchema, visitsKept } from "./schema";
import { readThings, wantedThings } from "./things";

/** Remembers that a thing's page was opened; the fifty opened last are kept. Not in the audit trail: it is one's own trace, and changes nothing. */
export const recordVisit = operation({
  name: "habits.recordVisit",
  needs: "account.own",
  input: visitSchema,
  run: async ({ db, user, now }, { kind, key }): Promise<Result<null, never>> => {
    await db.prisma.$executeRaw(Prisma.sql`
      with opened as (
        insert into visit (user_id, kind, subject_key, visited_at) values (${user.id}, ${kind}, ${key}, ${now})
        on conflict (user_id, kind, subject_key) do update set visited_at = greatest(visit.visited_at, excluded.visited_at)
      )
      delete from visit using (
        select kind, subject_key from visit where user_id = ${user.id} and (kind, subject_key) <> (${kind}, ${key})
        order by visited_at desc offset ${visitsKept - 1}
      ) old
      where visit.user_id = ${user.id} and visit.kind = old.kind and visit.subject_key = old.subject_key`);
    return ok(null);
  },
});

/** What one opened last, the newest first; what was deleted meanwhile is left out. */
export const listVisits = query({
  name: "habits.listVisits",
  needs: "read",
  input: z.object({ limit: z.int().min(1).max(visitsKept).default(8) }),
  run: async ({ db, user }, { limit }): Promise<Thing[]> => {
    const wanted = Prisma.sql`
      select visit.kind, visit.subject_key as key, row_number() over (order by visit.visited_at desc, visit.kind, visit.subject_key)::int as place
      from visit where visit.user_id = ${user.id}`;
    return readThings(await db.prisma.$queryRaw(Prisma.sql`${wantedThings(wanted, user)} limit ${limit}`));
  },
});
