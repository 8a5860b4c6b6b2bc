"use client";

import { useCallback, useEffect, useState, useTransition } from "react";
import { CountedFact, CountedFacts } from "@/components/contacts/counted-facts";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import type { DeleteCanceled } from "@/lib/logging/schema";
import type { DeletionNumbers } from "@/lib/logging/types";
import type { DeletionActions } from "./entry-actions";
import { refusalWords, unreachableWords } from "./refusal-words";

export type DeleteCanceledProps = {
  of: DeleteCanceled["of"];
  actions: DeletionActions;
  onOpenChange: (open: boolean) => void;
  /** They are gone, or a worker takes care of it under this job. */
  onGone: (jobId: string | null) => void;
};

/** Asks before canceled entries or logged segments go for good, with exactly what goes and what the register keeps. */
export function DeleteCanceledDialog({ of, actions, onOpenChange, onGone }: DeleteCanceledProps) {
  const { toast } = useToast();
  const [numbers, setNumbers] = useState<DeletionNumbers | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [deleting, startDelete] = useTransition();
  const asked = JSON.stringify(of);
  const look = useCallback(
    () => actions.find({ of: JSON.parse(asked) }).then(setNumbers, () => setRefusal(unreachableWords)),
    [actions, asked],
  );
  useEffect(() => {
    void look();
  }, [look]);

  const ofSegments = "loggedSegments" in of;
  const count = numbers && (ofSegments ? numbers.loggedSegments : numbers.entries);
  const what = (n: number) => (ofSegments ? countOf(n, "canceled logged segment") : countOf(n, "canceled entry", "canceled entries"));
  const confirm = () =>
    startDelete(async () => {
      if (!numbers) return;
      const answer = await actions.remove({ of, expected: numbers }).catch(() => null);
      if (answer?.ok) {
        const jobId = answer.value.jobId ?? null;
        if (jobId === null) toast({ lead: `${what(count ?? 0)} deleted`, tone: "removed", text: ". The register keeps that." });
        else toast({ lead: `${what(count ?? 0)} ${count === 1 ? "is" : "are"} being deleted`, text: ". You can go on meanwhile." });
        return onGone(jobId);
      }
      setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
      await look();
    });
  const title = count === null ? "Delete what is canceled?" : `Delete ${what(count)}?`;
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title={title}
      confirmLabel={`Delete ${what(count ?? 0)}`}
      danger
      pending={(numbers === null && refusal === null) || deleting}
      refusal={count === 0 ? "None of these is canceled. Only what is canceled can be deleted." : undefined}
      onConfirm={confirm}
    >
      {numbers ? <WhatGoes numbers={numbers} ofSegments={ofSegments} /> : <Skeleton className="w-3/5" />}
      {count === 0 ? null : <ErrorMessage>{refusal}</ErrorMessage>}
    </ConfirmDialog>
  );
}

function WhatGoes({ numbers, ofSegments }: { numbers: DeletionNumbers; ofSegments: boolean }) {
  const { loggedSegments, entries, campaignEntries, comments } = numbers;
  const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);
  return (
    <>
      <CountedFacts label="What goes">
        <CountedFact count={entries} words={`interaction log ${plural(entries, "entry goes", "entries go")}`} />
        <CountedFact count={comments} words={plural(comments, "comment goes with it", "comments go with them")} />
        {ofSegments ? (
          <>
            <CountedFact count={campaignEntries} words={plural(campaignEntries, "campaign entry goes", "campaign entries go")} />
            <CountedFact
              count={loggedSegments}
              words={plural(loggedSegments, "logged segment loses its members as logged", "logged segments lose their members as logged")}
            />
          </>
        ) : null}
      </CountedFacts>
      <p className="mt-3">
        {ofSegments
          ? "The register keeps number, title, who logged it and when, and these counts. No number is given again."
          : "The register keeps how many, the first and last number, what was asked for, and who did it."}
      </p>
      <p className="mt-3 font-medium text-ink">This cannot be undone.</p>
    </>
  );
}
