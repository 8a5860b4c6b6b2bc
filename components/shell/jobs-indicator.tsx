"use client";

import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import Link from "next/link";
import { JobWatch } from "@/components/jobs/job-watch";
import { useJob } from "@/components/jobs/use-job";
import { classNames } from "@/components/ui/class-names";
import { countOf } from "@/components/ui/format";
import { Popover } from "@/components/ui/popover";
import { JobProgress } from "@/components/ui/progress-bar";
import { isOver, type JobRow } from "@/lib/jobs/schema";

/** Longer work of one's own: how much of it runs, and behind a press each piece with its progress. Nothing while there is none. */
export function JobsIndicator({ jobs }: { jobs: readonly JobRow[] }) {
  if (jobs.length === 0) return null;
  const open = jobs.filter((job) => !isOver(job.state));
  const running = open.length;
  const failed = jobs.some((job) => job.state === "failed");
  const summary = running > 0 ? `${countOf(running, "job")} running` : failed ? "A job stopped" : "Jobs done";
  const icon =
    running > 0 ? (
      <LoaderCircle className="animate-spin" aria-hidden />
    ) : failed ? (
      <CircleAlert aria-hidden />
    ) : (
      <CircleCheck aria-hidden />
    );
  const trigger = (
    <button
      type="button"
      className={classNames(
        "flex h-7 w-full items-center gap-[9px] rounded-md px-2 text-left hover:bg-hover rail:h-8 rail:w-8 rail:justify-center rail:px-0",
        failed && running === 0 ? "text-danger" : "[&_.lucide]:text-ink-3",
      )}
    >
      {icon}
      <span className="truncate rail:sr-only">{summary}</span>
    </button>
  );
  return (
    <>
      {open.map((job) => (
        <JobWatch key={job.id} job={job} />
      ))}
      <Popover label="Jobs" trigger={trigger} side="right" align="end" className="w-80 p-2!">
        <ul className="grid gap-3 p-1">
          {jobs.map((job) => (
            <JobLine key={job.id} initial={job} />
          ))}
        </ul>
      </Popover>
    </>
  );
}

function JobLine({ initial }: { initial: JobRow }) {
  const job = useJob(initial);
  const state = job.state === "canceled" ? "failed" : job.state;
  const href = job.subjectKind === "segment" && job.subjectKey ? `/segments/${encodeURIComponent(job.subjectKey)}` : null;
  return (
    <li>
      <JobProgress title={job.title} state={state} done={job.done} total={job.total} message={job.error?.message ?? job.message} />
      {href ? (
        <Link href={href} prefetch={false} className="mt-1 inline-block text-xs font-medium text-accent hover:underline">
          Open
        </Link>
      ) : null}
    </li>
  );
}
