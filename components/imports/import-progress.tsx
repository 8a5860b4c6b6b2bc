"use client";

import { useRouter } from "next/navigation";
import { JobBar } from "@/components/jobs/job-bar";
import { useJob } from "@/components/jobs/use-job";
import type { JobRow } from "@/lib/jobs/schema";

/** How far a running import is; when it ends, the page shows its numbers. It may be left and opened again at any time. */
export function ImportProgress({ job: initial }: { job: JobRow }) {
  const router = useRouter();
  const job = useJob(initial, () => router.refresh());
  return (
    <div className="mx-auto w-full max-w-md px-4 py-10">
      <JobBar job={job} />
      <p className="mt-3 text-ink-3">You can leave this page; the import goes on.</p>
    </div>
  );
}
