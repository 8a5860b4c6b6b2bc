"use client";

import { useEffect, useRef, useState } from "react";
import type { Filter } from "@/lib/filters/schema";
import { type CountedAnswer, countAnswerSchema } from "./count-answer";

export type FilterNumbers = {
  /** The last numbers, those of before while new ones are counted; `of` is the filter they are of. */
  counted: (CountedAnswer & { of: Filter }) | null;
  counting: boolean;
  problem: string | null;
};

const quietMs = 150;
const unreachable = "The server could not be reached. The numbers are those of before.";

/** The exact numbers of a filter while it is edited, counted 150 ms after the last change. A newer count stops the older one, here and in the database. */
export function useFilterCount(filter: Filter, timeZone: string): FilterNumbers {
  const [numbers, setNumbers] = useState<FilterNumbers>({ counted: null, counting: true, problem: null });
  const [dialogId] = useState(drawId);
  const written = JSON.stringify(filter);
  const latest = useRef(filter);
  latest.current = filter;
  // biome-ignore lint/correctness/useExhaustiveDependencies: filters count by what they say
  useEffect(() => {
    const stop = new AbortController();
    setNumbers((before) => ({ ...before, counting: true, problem: null }));
    const timer = setTimeout(() => {
      const of = latest.current;
      ask({ filter: of, timeZone, dialogId }, stop.signal).then(
        (answer) => {
          if (stop.signal.aborted || answer.state === "superseded") return;
          if (answer.state === "counted") return setNumbers({ counted: { ...answer, of }, counting: false, problem: null });
          const problem =
            answer.state === "refused"
              ? answer.message
              : "Counting takes longer than two seconds and was stopped. The numbers are those of before.";
          setNumbers((before) => ({ ...before, counting: false, problem }));
        },
        () => {
          if (!stop.signal.aborted) setNumbers((before) => ({ ...before, counting: false, problem: unreachable }));
        },
      );
    }, quietMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [written, timeZone, dialogId]);
  return numbers;
}

async function ask(question: { filter: Filter; timeZone: string; dialogId: string }, signal: AbortSignal) {
  const response = await fetch("/api/live-segments/count", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
    signal,
    cache: "no-store",
  });
  return countAnswerSchema.parse(await response.json());
}

/** Names this page for the server, so that only its own older counts are stopped. */
function drawId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
