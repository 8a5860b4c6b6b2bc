import { vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findJob } from "@/lib/jobs/queries";
import { isOver, type JobRow } from "@/lib/jobs/schema";

/** The job when it is over. */
export function ended(context: OperationContext, jobId: string): Promise<JobRow> {
  return vi.waitFor(
    async () => {
      const job = await findJob(context, { jobId });
      if (!job || !isOver(job.state)) throw new Error(`still ${job?.state}`);
      return job;
    },
    { timeout: 50_000, interval: 50 },
  );
}
