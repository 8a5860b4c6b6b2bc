"use client";

import { useRouter } from "next/navigation";
import { JobBar } from "@/components/jobs/job-bar";
import { useJob } from "@/components/jobs/use-job";
import { ErrorMessage } from "@/components/ui/error-message";
import { isOver, type JobRow } from "@/lib/jobs/schema";

/** While a worker cancels or reinstates a logged segment with many entries; when it could not, why. The page follows when it ends. */
export function CancelProgress({ job: initial }: { job: JobRow }) {
  const router = useRouter();
  const job = useJob(initial, () => router.refresh());
  if (job.state === "failed" && job.error) return <ErrorMessage className="mx-4 my-3">{job.error.message}</ErrorMessage>;
  if (isOver(job.state)) return null;
  return <JobBar job={job} className="mx-4 my-3 max-w-xl" />;
}
