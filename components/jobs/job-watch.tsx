"use client";

import { useRouter } from "next/navigation";
import type { JobRow } from "@/lib/jobs/schema";
import { useJob } from "./use-job";

/** Shows nothing, and asks the page for its new state when the job ends that it watches. */
export function JobWatch({ job }: { job: JobRow }) {
  const router = useRouter();
  useJob(job, () => router.refresh());
  return null;
}
