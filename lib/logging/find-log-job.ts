import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { findJob } from "@/lib/jobs/queries";
import type { JobRow } from "@/lib/jobs/schema";
import { segmentNoSchema } from "@/lib/segmentation/schema";
import { logJob } from "./log-job";

/** The newest job that logs or logged a segment, with its progress or its outcome; null when it was never begun. */
export const findLogJob = query({
  name: "segment.findLogJob",
  needs: "read",
  input: z.object({ segmentNo: segmentNoSchema }),
  run: async (context, { segmentNo }): Promise<JobRow | null> => {
    const rows = await context.db.prisma.$queryRaw(Prisma.sql`
      select id::text from job where subject_kind = 'segment' and subject_key = ${segmentNo} and kind = ${logJob.kind} order by created_at desc limit 1`);
    const [job] = z.array(z.object({ id: z.uuid() })).parse(rows);
    return job ? findJob(context, { jobId: job.id }) : null;
  },
});
