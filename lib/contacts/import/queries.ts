import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { importKinds } from "./fields";
import { importIdSchema } from "./options";

const rowSchema = z.object({
  importId: z.string(),
  kind: z.enum(importKinds),
  fileName: z.string(),
  rowsRead: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  companiesCreated: z.number(),
  userName: z.string(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  jobId: z.string().nullable(),
  state: z.enum(["waiting", "running", "done", "failed", "canceled"]).nullable(),
  done: z.coerce.number().nullable(),
  total: z.coerce.number().nullable(),
  message: z.string().nullable(),
  error: z.object({ message: z.string() }).nullable(),
  /** The file as it was sent, as long as it is kept. */
  uploadId: z.string().nullable(),
});
/** One import with its job: rows read = created + updated + unchanged + refused once it is done. */
export type ImportRow = z.output<typeof rowSchema>;

const columns = Prisma.sql`
  i.id::text as "importId", i.kind, i.file_name as "fileName", i.rows_read as "rowsRead", i.created, i.updated, i.unchanged, i.refused,
  coalesce((i.options->'checkpoint'->>'companiesCreated')::int, 0) as "companiesCreated", i.user_name as "userName", i.created_at as "createdAt",
  i.finished_at as "finishedAt", job.id::text as "jobId", job.state::text as state, job.progress_done as done, job.progress_total as total, job.message,
  job.error, i.upload_id::text as "uploadId"`;

/** The imports, newest first, 50 a page. */
export const listImports = query({
  name: "import.list",
  needs: "contacts.import",
  input: z.object({ page: z.int().min(1).max(100_000).default(1) }),
  run: async ({ db }, { page }) => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${columns} from contact_import i left join job on job.id = i.job_id
      order by i.created_at desc, i.id limit ${importsAPage} offset ${(page - 1) * importsAPage}`);
    return { imports: z.array(rowSchema).parse(rows), total: await db.prisma.contactImport.count(), page, pageSize: importsAPage };
  },
});
const importsAPage = 50;

/** One import; null when there is none of that number. */
export const findImport = query({
  name: "import.find",
  needs: "contacts.import",
  input: z.object({ importId: importIdSchema }),
  run: async ({ db }, { importId }): Promise<ImportRow | null> => {
    const rows = await db.prisma.$queryRaw(
      Prisma.sql`select ${columns} from contact_import i left join job on job.id = i.job_id where i.id = ${importId}::uuid`,
    );
    return z.array(rowSchema).parse(rows)[0] ?? null;
  },
});

export type RefusalRow = { lineNo: number; columnName: string | null; value: string | null; reason: string };
export type RefusalPage = { refusals: RefusalRow[]; hasPrevious: boolean; hasNext: boolean };

/** Refused rows in the order of the file: those after a line, or before one, 50 a page. */
export const listRefusals = query({
  name: "import.listRefusals",
  needs: "contacts.import",
  input: z.object({ importId: importIdSchema, after: z.int().min(0).default(0), before: z.int().min(0).nullable().default(null) }),
  run: async ({ db }, { importId, after, before }): Promise<RefusalPage> => {
    const [limit, isBack] = [50, before !== null];
    const rows = await db.prisma.$queryRaw<RefusalRow[]>(Prisma.sql`
      select line_no as "lineNo", column_name as "columnName", value, reason from import_refusal
      where import_id = ${importId}::uuid and ${isBack ? Prisma.sql`line_no < ${before}` : Prisma.sql`line_no > ${after}`}
      order by line_no ${Prisma.raw(isBack ? "desc" : "asc")} limit ${limit + 1}`);
    const refusals = rows.slice(0, limit);
    if (isBack) return { refusals: refusals.reverse(), hasPrevious: rows.length > limit, hasNext: true };
    return { refusals, hasPrevious: after > 0, hasNext: rows.length > limit };
  },
});

/** Why rows were refused, with how many and the first lines, the most frequent first. */
export const listRefusalReasons = query({
  name: "import.listRefusalReasons",
  needs: "contacts.import",
  input: z.object({ importId: importIdSchema }),
  run: async (
    { db },
    { importId },
  ): Promise<{ reason: string; columnName: string | null; count: number; example: string | null; lines: number[] }[]> =>
    db.prisma.$queryRaw(Prisma.sql`
      select case when reason like 'Line % names the same contact%' then 'Another line names the same contact.' else reason end as reason, column_name as "columnName",
        count(*)::int as count, min(value) as example, (array_agg(line_no order by line_no))[1:3] as lines
      from import_refusal where import_id = ${importId}::uuid group by 1, 2 order by count desc, 1 limit 20`),
});
