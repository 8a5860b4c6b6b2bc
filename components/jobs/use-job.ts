"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { isOver, type JobRow, jobRowSchema } from "@/lib/jobs/schema";

const gapsMs = [300, 300, 500, 500, 1_000]; // soon at first, then once a second

/**
 * Follows one job until it is over, and asks no more then. While the page is hidden or the server is away it keeps what it
 * last heard.
 *
 * @param onOver called once when the job ends while being watched, for example to refresh the page
 */
export function useJob(initial: JobRow, onOver?: (job: JobRow) => void): JobRow {
  const [heard, setHeard] = useState(initial);
  const job = heard.id === initial.id ? heard : initial;
  const ended = useEffectEvent((last: JobRow) => onOver?.(last));
  const over = isOver(job.state);
  const id = initial.id;

  useEffect(() => {
    if (over) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = 0;
    const ask = async () => {
      const now = document.hidden ? null : await fetchJob(id, stop.signal);
      if (stop.signal.aborted || now === "refused") return;
      if (now) setHeard(now);
      if (now && isOver(now.state)) ended(now);
      else timer = setTimeout(ask, gapsMs[Math.min(asked++, gapsMs.length - 1)]);
    };
    timer = setTimeout(ask, gapsMs[0]);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, over]);

  return job;
}

/** Null when the server could not answer just now; refused when asking again would not help, for example after signing out. */
export async function fetchJob(id: string, signal: AbortSignal): Promise<JobRow | "refused" | null> {
  try {
    const response = await fetch(`/api/jobs/${id}`, { signal, cache: "no-store" });
    if (response.status >= 400 && response.status < 500) return "refused";
    return response.ok ? jobRowSchema.parse(await response.json()) : null;
  } catch {
    return null; // the server is away for a moment; the next question follows
  }
}
