import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { listApplicationsSchema } from "./schema";

const rowSchema = z.object({
  applicationId: z.int(),
  group: z.string(),
  description: z.string().nullable(),
  segmentNo: z.string(),
  replaced: z.boolean(),
  groupMade: z.boolean(),
  added: z.int(),
  alreadyIn: z.int(),
  removed: z.int(),
  userName: z.string(),
  appliedAt: z.coerce.date(),
  undoneAt: z.coerce.date().nullable(),
  undoneBy: z.string().nullable(),
  latest: z.boolean(),
  total: z.int(),
});
/** `latest`: nothing was done to the group by an application since, so that it may be taken back. */
export type ApplicationRow = Omit<z.output<typeof rowSchema>, "total">;
export type ApplicationsPage = { rows: ApplicationRow[]; total: number };

/** One page of what was done to mailing groups from segments, the newest first. */
export const listApplications = query({
  name: "mailingGroup.listApplications",
  needs: "read",
  input: listApplicationsSchema,
  run: async ({ db }, { page, pageSize }): Promise<ApplicationsPage> => {
    const found = await db.prisma.$queryRaw(Prisma.sql`
      select a.id as "applicationId", a.mailing_group_code as "group", g.description, a.segment_no as "segmentNo", a.replaced,
        a.group_made as "groupMade", a.added, a.already_in as "alreadyIn", a.removed, a.user_name as "userName", a.applied_at as "appliedAt",
        a.undone_at as "undoneAt", a.undone_by_name as "undoneBy",
        a.undone_at is null and not exists (
          select from mailing_group_application later where later.mailing_group_code = a.mailing_group_code and later.id > a.id and later.undone_at is null
        ) as latest,
        (count(*) over ())::int as total
      from mailing_group_application a left join mailing_group g on g.code = a.mailing_group_code
      order by a.id desc limit ${pageSize} offset ${(page - 1) * pageSize}`);
    const rows = z.array(rowSchema).parse(found);
    return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
  },
});
