"use client";

import { useEffect, useRef, useState } from "react";
import { awaitJob } from "@/components/jobs/await-job";
import { drawDialogId } from "@/components/jobs/dialog-id";
import type { Criteria } from "@/lib/segmentation/criteria-schema";
import type { OptionEffects, PreviewNumbers } from "@/lib/segmentation/stack-types";
import { previewNumbersSchema, requestOptionEffects, requestPreview } from "./preview-answer";

export type Preview = {
  /** The last numbers; those of before while new ones are counted. */
  numbers: PreviewNumbers | null;
  effects: OptionEffects | null;
  counting: boolean;
  /** How long a count goes on by now, in seconds, when it takes more than two. */
  goesOnFor: number | null;
  /** Why there are no numbers. */
  problem: string | null;
};

const nothing: Preview = { numbers: null, effects: null, counting: true, goesOnFor: null, problem: null };
const quietMs = 150;

/**
 * The exact numbers of a criteria action, counted 150 ms after the last change. A newer count stops the older one; its numbers stay,
 * marked as being counted, until the new ones are there.
 *
 * @param inPlaceOf the step that is being edited: the numbers are those on the members below it
 * @param version anything that makes the numbers old although the criteria stay: the current step, another try
 */
export function usePreview(segmentNo: string, criteria: Criteria, version: string, inPlaceOf: number | null = null): Preview {
  const [preview, setPreview] = useState(nothing);
  const [dialogId] = useState(drawDialogId);
  const written = JSON.stringify(criteria);
  const latest = useRef(criteria);
  latest.current = criteria;
  // biome-ignore lint/correctness/useExhaustiveDependencies: criteria count by what they say, and another version makes the numbers old
  useEffect(() => {
    const stop = new AbortController();
    setPreview((before) => ({ ...before, counting: true, goesOnFor: null, problem: null }));
    const timer = setTimeout(() => {
      count({ segmentNo, dialogId, criteria: latest.current, inPlaceOf }, stop.signal, setPreview).catch(() => {
        if (!stop.signal.aborted)
          setPreview((before) => ({
            ...before,
            counting: false,
            problem: "The server could not be reached. The numbers are those of before.",
          }));
      });
    }, quietMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [segmentNo, dialogId, written, version, inPlaceOf]);
  return preview;
}

type Question = { segmentNo: string; dialogId: string; criteria: Criteria; inPlaceOf: number | null };
type SetPreview = (change: (before: Preview) => Preview) => void;

async function count({ segmentNo, dialogId, criteria, inPlaceOf }: Question, signal: AbortSignal, set: SetPreview): Promise<void> {
  const change = (next: Partial<Preview>) => {
    if (!signal.aborted) set((before) => ({ ...before, ...next }));
  };
  const answer = await requestPreview({ segmentNo, dialogId, criteria, inPlaceOf }, signal);
  switch (answer.state) {
    case "superseded":
      return;
    case "refused":
      return change({ counting: false, problem: answer.message });
    case "counting":
      return followCount(answer.jobId, signal, change);
    case "counted":
      change({ numbers: answer.preview, counting: false });
      return change({ effects: await requestOptionEffects(segmentNo, dialogId, criteria, inPlaceOf, signal) });
    default:
      return answer satisfies never;
  }
}

/** A count that goes on as a job: asked for until it is over. */
async function followCount(jobId: string, signal: AbortSignal, change: (next: Partial<Preview>) => void): Promise<void> {
  const job = await awaitJob(jobId, signal, (seconds) => change({ goesOnFor: seconds }));
  const numbers = previewNumbersSchema.safeParse(job?.result);
  change(
    job?.state === "done" && numbers.success
      ? { numbers: numbers.data, effects: null, counting: false, goesOnFor: null }
      : { counting: false, goesOnFor: null, problem: job?.error?.message ?? "The numbers could not be counted." },
  );
}
