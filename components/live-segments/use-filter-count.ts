"use client";

import { useEffect, useState } from "react";
import { awaitJob } from "@/components/jobs/await-job";
import { drawDialogId } from "@/components/jobs/dialog-id";
import type { Filter } from "@/lib/filters/schema";
import { type Counted, countAnswerSchema, filterCountSchema } from "./count-answer";

export type FilterNumbers = {
  /** The last numbers, those of before while new ones are counted; none of what is refused. */
  counted: Counted | null;
  counting: boolean;
  /** Why there are none, or how long a count goes on. */
  problem: string | null;
};

const quietMs = 150;

/** The exact numbers of a filter while it is edited, counted 150 ms after the last change. A newer count stops the older one, here and in the database. */
export function useFilterCount(filter: Filter, timeZone: string): FilterNumbers {
  const [numbers, setNumbers] = useState<FilterNumbers>({ counted: null, counting: true, problem: null });
  const [dialogId] = useState(drawDialogId);
  const question = JSON.stringify({ filter, timeZone, dialogId }); // filters count by what they say
  useEffect(() => {
    const stop = new AbortController();
    const change = (next: Partial<FilterNumbers>) => {
      if (!stop.signal.aborted) setNumbers((before) => ({ ...before, ...next }));
    };
    change({ counting: true, problem: null });
    const timer = setTimeout(() => {
      count(question, stop.signal, change).catch(() =>
        change({ counting: false, problem: "The server could not be reached. The numbers are those of before." }),
      );
    }, quietMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [question]);
  return numbers;
}

async function count(question: string, signal: AbortSignal, change: (next: Partial<FilterNumbers>) => void): Promise<void> {
  const answer = await ask(question, signal);
  switch (answer.state) {
    case "superseded":
      return;
    case "refused":
      return change({ counted: null, counting: false, problem: answer.message });
    case "counted":
      return change({ counted: { count: answer.count, sample: answer.sample }, counting: false, problem: null });
    case "counting": {
      const job = await awaitJob(answer.jobId, signal, (seconds) => change({ problem: `Counting goes on, ${seconds} s.` }));
      const counted = filterCountSchema.safeParse(job?.result);
      return change(
        job?.state === "done" && counted.success
          ? { counted: { count: counted.data, sample: answer.sample }, counting: false, problem: null }
          : { counting: false, problem: job?.error?.message ?? "The numbers could not be counted." },
      );
    }
    default:
      return answer satisfies never;
  }
}

async function ask(question: string, signal: AbortSignal) {
  const response = await fetch("/api/live-segments/count", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: question,
    signal,
    cache: "no-store",
  });
  return countAnswerSchema.parse(await response.json());
}
