import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { criteriaColumns, criteriaRowSchema, isVisibleTo } from "./saved-criteria-row";
import { listSavedCriteriaSchema, type savedCriteriaOrders } from "./saved-criteria-schema";
import type { SavedCriteriaPage } from "./saved-criteria-types";

const orders: Record<(typeof savedCriteriaOrders)[number], string> = {
  code: "code",
  description: "description",
  steps: "steps",
  owner: '"createdByName"',
  changed: '"changedAt"',
};

/** Saved criteria that the person sees: shared ones and their own. */
export const listSavedCriteria = query({
  name: "savedCriteria.list",
  needs: "read",
  input: listSavedCriteriaSchema,
  run: async ({ db, user }, { search, whose, sort, direction, page, pageSize }): Promise<SavedCriteriaPage> => {
    const pattern = `%${search.replaceAll(/[\\%_]/g, "\\$&")}%`;
    const found = Prisma.sql`${isVisibleTo(user.id)} and (saved.code ilike ${pattern} or saved.description ilike ${pattern} or saved.created_by_name ilike ${pattern})`;
    const mine = Prisma.sql`coalesce(saved.created_by = ${user.id}, false)`;
    const narrowed = { all: Prisma.sql`true`, mine, shared: Prisma.sql`saved.private_to is null` }[whose];
    const order = Prisma.raw(`order by ${orders[sort]} ${direction}, "criteriaId" ${direction}`);
    const [rows, counts] = await Promise.all([
      db.prisma.$queryRaw(Prisma.sql`
        select * from (select ${criteriaColumns} from saved_segment_criteria saved where ${found} and ${narrowed}) listed ${order}
        limit ${pageSize} offset ${(page - 1) * pageSize}`),
      db.prisma.$queryRaw(Prisma.sql`
        select count(*)::int as "all", (count(*) filter (where ${mine}))::int as mine, (count(*) filter (where saved.private_to is null))::int as shared
        from saved_segment_criteria saved where ${found}`),
    ]);
    const [count] = z.tuple([z.object({ all: z.int(), mine: z.int(), shared: z.int() })]).parse(counts);
    return { rows: z.array(criteriaRowSchema).parse(rows), total: count[whose], counts: count };
  },
});
