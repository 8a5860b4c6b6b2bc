"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState, useTransition } from "react";
import { z } from "zod";
import { isOver, jobRowSchema } from "@/lib/jobs/schema";
import { stepNumbersSchema } from "@/lib/segmentation/criteria-schema";
import { type AskedStackChange, stackChangeSchema } from "@/lib/segmentation/stack-change-schema";
import type { StackDifference } from "@/lib/segmentation/stack-types";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { StackActions } from "./segment-actions";

export type ShownStackChange = {
  /** The last difference; the one of before while a new one is counted. */
  difference: StackDifference | null;
  counting: boolean;
  /** Of longer work: steps taken so far, and all. */
  progress: { done: number; total: number | null } | null;
  problem: string | null;
  applying: boolean;
  apply: () => void;
};

const jobGapMs = 500;

/**
 * What a change of the stack would do, asked for whenever the change is another one, and the press that carries it out. Work that takes more
 * than two seconds is followed as a job. When the numbers moved meanwhile they are counted anew, and one more press goes on.
 */
export function useStackChange(
  segmentNo: string,
  change: AskedStackChange | null,
  actions: Pick<StackActions, "previewStackChange" | "changeStack">,
  onChanged: (difference: StackDifference) => void,
): ShownStackChange {
  const router = useRouter();
  const [difference, setDifference] = useState<StackDifference | null>(null);
  const [counting, setCounting] = useState(false);
  const [progress, setProgress] = useState<ShownStackChange["progress"]>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [applying, startApply] = useTransition();
  const written = JSON.stringify(change);
  const show = useEffectEvent(async (asked: AskedStackChange, isFirst: boolean, signal: AbortSignal) => {
    setCounting(true);
    const answer = await actions.previewStackChange({ segmentNo, change: asked }).catch(() => null);
    const outcome = await outcomeOf(answer, signal, setProgress);
    if (signal.aborted) return;
    setCounting(false);
    setProgress(null);
    setDifference("difference" in outcome ? outcome.difference : null);
    if ("problem" in outcome) setProblem(outcome.problem);
    else if (isFirst) setProblem(null); // why the press before was refused stays beside the new numbers
  });

  useEffect(() => {
    const asked = stackChangeSchema.nullable().parse(JSON.parse(written));
    const stop = new AbortController();
    if (asked) void show(asked, attempt === 0, stop.signal);
    else setDifference(null);
    return () => stop.abort();
  }, [written, attempt]);

  const apply = () => {
    if (!change || !difference || counting || applying) return;
    const { version, numbers, steps } = difference;
    const shown = { inAll: numbers, steps: steps.flatMap(({ now }) => (now ? [now] : [])) };
    startApply(async () => {
      setProblem(null);
      const answer = await actions.changeStack({ segmentNo, change, version, shown }).catch(() => null);
      const outcome = await outcomeOf(answer, new AbortController().signal, setProgress);
      setProgress(null);
      if ("difference" in outcome) {
        router.refresh();
        onChanged(outcome.difference);
        return;
      }
      setProblem(outcome.problem);
      setAttempt((before) => before + 1);
    });
  };
  return { difference, counting, progress, problem, applying, apply };
}

type Outcome = { difference: StackDifference } | { problem: string };

/** The answer itself, or that of the job that goes on with it. */
async function outcomeOf(
  answer: Awaited<ReturnType<StackActions["changeStack"]>> | null,
  signal: AbortSignal,
  say: (progress: ShownStackChange["progress"]) => void,
): Promise<Outcome> {
  if (answer === null) return { problem: unreachableWords };
  if (answer.ok) return { difference: answer.value };
  if (answer.error.code !== "still_replaying") return { problem: refusalWords(answer.error) };
  const { jobId } = answer.error;
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, jobGapMs));
    const response = await fetch(`/api/jobs/${encodeURIComponent(jobId)}`, { signal, cache: "no-store" }).catch(() => null);
    if (!response?.ok) continue;
    const job = jobRowSchema.parse(await response.json());
    if (!isOver(job.state)) {
      say({ done: job.done, total: job.total });
      continue;
    }
    const read = differenceSchema.safeParse(job.result);
    if (job.state === "done" && read.success) return { difference: read.data };
    return { problem: job.error?.message ?? "This was stopped before it ended. Nothing was changed." };
  }
  return { problem: unreachableWords };
}

const words = z.array(z.object({ text: z.string(), strong: z.boolean() }));
const sample = z.array(z.object({ contactNo: z.string(), name: z.string(), companyName: z.string().nullable() }));
/** A difference as a job keeps it. */
const differenceSchema: z.ZodType<StackDifference> = z.object({
  version: z.int(),
  currentStep: z.int(),
  kept: z.int(),
  droppedUndone: z.int(),
  numbers: stepNumbersSchema,
  joining: sample,
  leaving: sample,
  steps: z.array(
    z.object({
      was: z.int().nullable(),
      step: z.int().nullable(),
      kind: z.enum(["add", "reduce", "refine", "edit", "reuse", "import"]),
      words,
      switchedOff: z.boolean(),
      before: stepNumbersSchema.nullable(),
      now: stepNumbersSchema.nullable(),
    }),
  ),
});
