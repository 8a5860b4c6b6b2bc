"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";
import { FollowJob } from "@/components/jobs/follow-job";
import { countOf, formatNumber } from "@/components/ui/format";
import { useToast } from "@/components/ui/toast";
import type { JobRow } from "@/lib/jobs/schema";
import type { LoggingError } from "@/lib/logging/errors";
import { type EntriesChange, type EvaluateEntries, entriesChangedSchema } from "@/lib/logging/schema";
import type { CancelReport, EvaluateReport, UndoReport } from "@/lib/logging/types";
import type { ActionState } from "@/lib/request/action-state";
import type { EntryActions } from "./entry-actions";
import { evaluatedWords } from "./evaluation-words";
import { refusalWords, unreachableWords } from "./refusal-words";

type Way = "cancel" | "reinstate";
type Evaluate = EvaluateEntries["change"];
type Followed = { jobId: string; onDone: (result: unknown) => void };

export type EntryChanges = {
  cancel: (way: Way, chosen: EntriesChange, done?: () => void) => void;
  evaluate: (chosen: EntriesChange, change: Evaluate, done?: () => void) => void;
  pending: boolean;
  /** How far a worker is that changes many entries; nothing otherwise. */
  progress: ReactNode;
};

/** Changes interaction log entries and says what came of it; the message offers the exact way back. What takes long is followed to its end. */
export function useEntryChanges(actions: EntryActions): EntryChanges {
  const router = useRouter();
  const { toast } = useToast();
  const [followed, setFollowed] = useState<Followed | null>(null);
  const [pending, start] = useTransition();

  /** Asks for one change; a refusal is said. */
  const ask = <T,>(work: () => Promise<ActionState<T, LoggingError>>, onDone: (value: T) => void) =>
    start(async () => {
      const answer = await work().catch(() => null);
      if (answer?.ok) return onDone(answer.value);
      toast({ text: answer === null ? unreachableWords : refusalWords(answer.error) });
    });

  const cancel = (way: Way, chosen: EntriesChange, done?: () => void) =>
    ask(
      () => actions[way](chosen),
      (report: CancelReport) => {
        const words = way === "cancel" ? "canceled" : "reinstated";
        if (report.jobId) {
          setFollowed({
            jobId: report.jobId,
            onDone: (result) => toast({ lead: `${entries(changedIn(result).changed)} ${words}`, text: "." }),
          });
          toast({ lead: `${entries(report.goesOn ?? 0)} are being ${words}`, text: ". You can go on meanwhile." });
          return done?.();
        }
        const { changed, already, entryNos = [] } = report;
        const back: Way = way === "cancel" ? "reinstate" : "cancel";
        toast({
          lead: `${entries(changed)} ${words}`,
          text: `${already > 0 ? `, ${entries(already)} ${already === 1 ? "was" : "were"} so already` : ""}.`,
          ...(changed > 0 && { action: { label: "Undo", run: () => cancel(back, { entryNos }) } }),
        });
        done?.();
      },
    );

  const undo = (changeNo: number) =>
    ask(
      () => actions.undoEvaluation({ changeNo }),
      (report: UndoReport) => {
        if (report.jobId === undefined) {
          const since =
            report.since > 0
              ? `, ${entries(report.since)} changed since ${report.since === 1 ? "stays" : "stay"} as ${report.since === 1 ? "it is" : "they are"}`
              : "";
          return toast({ lead: `${entries(report.restored)} as before`, text: `${since}.` });
        }
        setFollowed({
          jobId: report.jobId,
          onDone: (result) => toast({ lead: `${entries(changedIn(result).changed)} as before`, text: "." }),
        });
        toast({ lead: `${entries(report.expected)} get back what they had`, text: ". You can go on meanwhile." });
      },
    );

  const evaluate = (chosen: EntriesChange, change: Evaluate, done?: () => void) =>
    ask(
      () => actions.evaluate({ entries: chosen, change }),
      (report: EvaluateReport) => {
        const words = evaluatedWords(change);
        const say = (changed: number, text: string, changeNo: number | null) =>
          toast({
            lead: `${entries(changed)} ${words}`,
            text,
            ...(changeNo !== null && changed > 0 && { action: { label: "Undo", run: () => undo(changeNo) } }),
          });
        if (report.jobId === undefined) {
          const { changed, already, canceled, changeNo } = report;
          const left = [
            already > 0 ? `${formatNumber(already)} so already` : null,
            canceled > 0 ? `${formatNumber(canceled)} canceled` : null,
          ].filter((part) => part !== null);
          say(changed, `${left.length > 0 ? `, ${left.join(", ")}` : ""}.`, changeNo);
        } else {
          setFollowed({
            jobId: report.jobId,
            onDone: (result) => {
              const { changed, changeNo } = changedIn(result);
              say(changed, ".", changeNo);
            },
          });
          toast({ lead: `${entries(report.expected)} are being changed`, text: ". You can go on meanwhile." });
        }
        done?.();
      },
    );

  const onOver = (job: JobRow) => {
    if (job.state === "done") followed?.onDone(job.result);
    else toast({ text: job.error?.message ?? "This was stopped before it ended. Nothing was changed." });
    setFollowed(null);
    router.refresh();
  };
  return { cancel, evaluate, pending, progress: followed && <FollowJob key={followed.jobId} jobId={followed.jobId} onOver={onOver} /> };
}

const entries = (count: number) => countOf(count, "entry", "entries");

function changedIn(result: unknown) {
  return entriesChangedSchema.safeParse(result).data ?? { changed: 0, canceled: 0, changeNo: null };
}
