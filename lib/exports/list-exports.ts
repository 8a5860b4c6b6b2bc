import { z } from "zod";
import { query } from "@/lib/access/operation";
import { hasRight } from "@/lib/access/rights";
import { Prisma } from "@/lib/db/sql";
import { exportLock } from "./read-rows";
import { exportFormats, exportKinds, exportStates, keptFormats, listExportsSchema } from "./schema";

const rowSchema = z.object({
  exportId: z.int(),
  kind: z.enum(exportKinds),
  subjectKey: z.string(),
  title: z.string(),
  filterWords: z.string(),
  format: z.enum([...exportFormats, ...keptFormats]),
  columns: z.int(),
  state: z.enum(exportStates),
  rows: z.number(),
  sha256: z.string().nullable(),
  userName: z.string(),
  startedAt: z.coerce.date(),
  /** As long as the file itself can be downloaded. */
  keptUntil: z.coerce.date().nullable(),
  total: z.int(),
});
export type ExportRow = Omit<z.output<typeof rowSchema>, "total">;
export type ExportsPage = { rows: ExportRow[]; total: number; everybody: boolean };

/**
 * One page of the exports, the newest first: all of them for who may read the audit, one's own for others. One that still counts as
 * running, but that nobody reads any more because its server ended and no job makes, is shown as aborted.
 */
export const listExports = query({
  name: "export.list",
  needs: "export",
  input: listExportsSchema,
  run: async ({ db, user }, { page, pageSize }): Promise<ExportsPage> => {
    const everybody = hasRight(user.role, "audit.read");
    const atWork = Prisma.sql`(exists (
      select from pg_locks where locktype = 'advisory' and classid = ${exportLock}::int::oid and objid = e.id::oid
        and database = (select oid from pg_database where datname = current_database()))
      or exists (select from job where job.id = e.job_id and job.state in ('waiting', 'running')))`;
    const found = await db.prisma.$queryRaw(Prisma.sql`
      select e.id as "exportId", e.kind, e.subject_key as "subjectKey", e.title, e.filter_words as "filterWords", e.format,
        cardinality(e.column_titles) as columns,
        case when e.state = 'running' and e.started_at < now() - interval '1 minute' and not ${atWork} then 'aborted' else e.state end as state,
        case when e.kept_until > now() then e.kept_until end as "keptUntil",
        e.row_count::float8 as rows, e.sha256, e.user_name as "userName", e.started_at as "startedAt", (count(*) over ())::int as total
      from export_record e where ${everybody ? Prisma.sql`true` : Prisma.sql`e.user_id = ${user.id}`}
      order by e.id desc limit ${pageSize} offset ${(page - 1) * pageSize}`);
    const rows = z.array(rowSchema).parse(found);
    return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0, everybody };
  },
});
