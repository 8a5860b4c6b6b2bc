"use client";

import { useRouter } from "next/navigation";
import { useJob } from "@/components/jobs/use-job";
import { ErrorMessage } from "@/components/ui/error-message";
import { JobProgress } from "@/components/ui/progress-bar";
import { isOver, type JobRow } from "@/lib/jobs/schema";

/** While a worker cancels or reinstates a logged segment with many entries; when it could not, why. The page follows when it ends. */
export function CancelProgress({ job: initial }: { job: JobRow }) {
  const router = useRouter();
  const job = useJob(initial, () => router.refresh());
  if (job.state === "failed" && job.error) return <ErrorMessage className="mx-4 my-3">{job.error.message}</ErrorMessage>;
  if (isOver(job.state)) return null;
  return (
    <JobProgress
      title={job.title}
      state={job.state === "canceled" ? "failed" : job.state}
      done={job.done}
      total={job.total}
      message={job.message}
      className="mx-4 my-3 max-w-xl"
    />
  );
}
