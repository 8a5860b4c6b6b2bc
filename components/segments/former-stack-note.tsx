"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { countOf } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import type { FormerStack } from "@/lib/segmentation/stack-types";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { StackActions } from "./segment-actions";

const what: Record<FormerStack["change"], string> = {
  edit: "A step was edited",
  move: "A step was moved",
  switch: "A step was switched on or off",
  remove: "A step was removed",
  refresh: "The steps were refreshed",
  reuse_criteria: "Saved criteria were reused",
  reuse_logged: "A logged segment was reused",
};

export type FormerStackNoteProps = {
  segmentNo: string;
  former: FormerStack;
  currentStep: number;
  when: string;
  /** Null for those who may only look. */
  undo: StackActions["undoStackChange"] | null;
};

/** What the stack was before its last change, and the way back to it. */
export function FormerStackNote({ segmentNo, former, currentStep, when, undo }: FormerStackNoteProps) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const press = () =>
    start(async () => {
      const answer = undo && (await undo({ segmentNo, fromStep: currentStep }).catch(() => null));
      if (answer?.ok) router.refresh();
      else setRefusal(answer ? refusalWords(answer.error) : unreachableWords);
    });
  return (
    <Note
      tone="info"
      title={`${what[former.change]}.`}
      className="m-4 mb-0 flex-none"
      actions={
        undo ? (
          <Button pending={pending} pendingLabel="Undoing" onClick={press}>
            Undo the change
          </Button>
        ) : undefined
      }
    >
      Before the change, by {former.changedByName}, {when}: {countOf(former.currentStep, "step")}, {countOf(former.size, "line")}.
      {refusal ? ` ${refusal}` : ""}
    </Note>
  );
}
