"use client";

import { useRouter } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorMessage } from "@/components/ui/error-message";
import type { JobRow } from "@/lib/jobs/schema";
import { JobBar } from "./job-bar";
import { useJob } from "./use-job";

/** Shows a job until it is done and then goes on to `next`; when it fails, says why and lets one go on by hand. */
export function JobWait({ job: initial, next, className }: { job: JobRow; next: string; className?: string }) {
  const router = useRouter();
  const job = useJob(initial, (ended) => {
    if (ended.state === "done") router.replace(next);
  });
  const failed = job.state === "failed" || job.state === "canceled";
  return (
    <div className={className}>
      <JobBar job={job} />
      {failed ? (
        <div className="mt-4 grid justify-items-start gap-4">
          <ErrorMessage>{job.error?.message ?? "This was stopped before it ended."}</ErrorMessage>
          <ButtonLink href={next} size="lg">
            Go on without it
          </ButtonLink>
        </div>
      ) : null}
    </div>
  );
}
