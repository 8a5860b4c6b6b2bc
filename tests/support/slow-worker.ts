import { z } from "zod";
import { getDatabase } from "@/lib/db/client";
import { defineJob } from "@/lib/jobs/define-job";
import { startWorker } from "@/lib/jobs/worker";
import { ok } from "@/lib/result";

/** Counts to `to`, once every `pauseMs`, and goes on from the progress that an earlier run of it wrote. */
export const slowCount = defineJob({
  kind: "test.slowCount",
  input: z.object({ to: z.number(), pauseMs: z.number() }),
  run: async ({ db, job, progress }, { to, pauseMs }) => {
    const { progressDone } = await db.prisma.job.findUniqueOrThrow({ where: { id: job.id }, select: { progressDone: true } });
    for (let done = Number(progressDone) + 1; done <= to; done++) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await progress(done, to);
    }
    return ok({ begunAt: Number(progressDone) });
  },
});

// As a program of its own it works until it is killed.
if (process.argv[1]?.endsWith("slow-worker.ts")) await startWorker(getDatabase(), [slowCount]);
