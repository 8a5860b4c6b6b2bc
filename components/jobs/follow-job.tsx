"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { isOver, type JobRow } from "@/lib/jobs/schema";
import { JobBar } from "./job-bar";
import { fetchJob, useJob } from "./use-job";

export type FollowJobProps = { jobId: string; onOver: (job: JobRow) => void };

/** Shows how far a job is that was begun a moment ago, by its id, and tells when it is over. */
export function FollowJob({ jobId, onOver }: FollowJobProps) {
  const [job, setJob] = useState<JobRow | null>(null);
  const found = useEffectEvent((row: JobRow) => (isOver(row.state) ? onOver(row) : setJob(row)));
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const row = await fetchJob(jobId, stop.signal);
      if (stop.signal.aborted || row === "refused") return;
      if (row) found(row);
      else timer = setTimeout(ask, 1_000); // the server is away for a moment
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [jobId]);
  return job ? <Followed job={job} onOver={onOver} /> : null;
}

function Followed({ job: initial, onOver }: { job: JobRow; onOver: (job: JobRow) => void }) {
  const job = useJob(initial, onOver);
  return <JobBar job={job} className="mx-4 my-3 max-w-xl" />;
}
