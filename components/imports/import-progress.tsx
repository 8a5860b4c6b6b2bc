"use client";

import { useRouter } from "next/navigation";
import { useJob } from "@/components/jobs/use-job";
import { JobProgress } from "@/components/ui/progress-bar";
import type { JobRow } from "@/lib/jobs/schema";

/** How far a running import is; when it ends, the page shows its numbers. It may be left and opened again at any time. */
export function ImportProgress({ job: initial }: { job: JobRow }) {
  const router = useRouter();
  const job = useJob(initial, () => router.refresh());
  return (
    <div className="mx-auto w-full max-w-md px-4 py-10">
      <JobProgress
        title={job.title}
        state={job.state === "canceled" ? "failed" : job.state}
        done={job.done}
        total={job.total}
        message={job.message}
      />
      <p className="mt-3 text-ink-3">You can leave this page; the import goes on.</p>
    </div>
  );
}
