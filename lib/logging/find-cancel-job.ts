import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { findJob } from "@/lib/jobs/queries";
import type { JobRow } from "@/lib/jobs/schema";
import { cancelJob, cancelSubject } from "./cancel-job";
import { findLoggedSegmentSchema } from "./schema";

/** The newest job that cancels or reinstates a logged segment, with its progress or its outcome; null when it never took one. */
export const findCancelJob = query({
  name: "loggedSegment.findCancelJob",
  needs: "read",
  input: findLoggedSegmentSchema,
  run: async (context, { entryNo }): Promise<JobRow | null> => {
    const rows = await context.db.prisma.$queryRaw(Prisma.sql`
      select id::text from job where subject_kind = ${cancelSubject} and subject_key = ${String(entryNo)} and kind = ${cancelJob.kind}
      order by created_at desc limit 1`);
    const [job] = z.array(z.object({ id: z.uuid() })).parse(rows);
    return job ? findJob(context, { jobId: job.id }) : null;
  },
});
