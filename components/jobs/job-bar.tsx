import { JobProgress } from "@/components/ui/progress-bar";
import type { JobRow } from "@/lib/jobs/schema";

/** How far a job is, by its row. One that was canceled looks as one that failed. */
export function JobBar({ job, className }: { job: JobRow; className?: string | undefined }) {
  const { title, state, done, total, message } = job;
  return (
    <JobProgress
      title={title}
      state={state === "canceled" ? "failed" : state}
      done={done}
      total={total}
      message={message}
      className={className}
    />
  );
}
