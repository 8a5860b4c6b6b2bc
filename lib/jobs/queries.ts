import { z } from "zod";
import { query } from "@/lib/access/operation";
import { hasRight } from "@/lib/access/rights";
import { Prisma } from "@/lib/db/sql";
import { type JobRow, jobRowSchema } from "./schema";

const columns = Prisma.sql`
  job.id::text as id, job.kind, job.title, job.subject_kind as "subjectKind", job.subject_key as "subjectKey", job.state::text as state,
  job.progress_done::float8 as done, job.progress_total::float8 as total, job.message, job.result, job.error,
  job.user_id as "userId", app_user.name as "userName", job.created_at as "createdAt", job.started_at as "startedAt", job.finished_at as "finishedAt"`;

/** One job with its progress; null when there is none of that id. */
export const findJob = query({
  name: "job.find",
  needs: "read",
  input: z.object({ jobId: z.uuid() }),
  run: async ({ db }, { jobId }): Promise<JobRow | null> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${columns} from job left join app_user on app_user.id = job.user_id where job.id = ${jobId}::uuid`);
    return z.array(jobRowSchema).parse(rows)[0] ?? null;
  },
});

/**
 * Work that waits or runs, and what ended within the last ten minutes, newest first, 20 at most: one's own, for an
 * administrator everybody's. What waits for a later time is none yet.
 */
export const listOpenJobs = query({
  name: "job.listOpen",
  needs: "read",
  input: z.object({}),
  run: async ({ db, user, now }): Promise<JobRow[]> => {
    const everybody = hasRight(user.role, "users.manage");
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${columns} from job left join app_user on app_user.id = job.user_id
      where (job.state in ('waiting', 'running') or job.finished_at > ${now}::timestamptz - interval '10 minutes')
        and (${everybody} or job.user_id = ${user.id})
        and not (job.state = 'waiting' and exists (
          select from graphile_worker.jobs queued where queued.key = job.id::text and queued.run_at > now() + interval '1 minute'))
      order by job.created_at desc limit 20`);
    return z.array(jobRowSchema).parse(rows);
  },
});

/** The newest job of a record, such as a segment being logged; null when it never had one. */
export const findJobOf = query({
  name: "job.findOf",
  needs: "read",
  input: z.object({ subjectKind: z.string(), subjectKey: z.string() }),
  run: async ({ db }, { subjectKind, subjectKey }): Promise<JobRow | null> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${columns} from job left join app_user on app_user.id = job.user_id
      where job.subject_kind = ${subjectKind} and job.subject_key = ${subjectKey}
      order by job.created_at desc limit 1`);
    return z.array(jobRowSchema).parse(rows)[0] ?? null;
  },
});
