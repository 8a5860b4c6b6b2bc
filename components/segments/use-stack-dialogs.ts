"use client";

import { useState } from "react";
import { formatNumber } from "@/components/ui/format";
import { useToast } from "@/components/ui/toast";
import { type Criteria, criteriaSchema } from "@/lib/segmentation/criteria-schema";
import type { AskedStackChange } from "@/lib/segmentation/stack-change-schema";
import type { StackDifference, StackStep } from "@/lib/segmentation/stack-types";
import type { Segment } from "@/lib/segmentation/types";
import type { EditedStep } from "./criteria-dialog";
import { noOptions } from "./criteria-options";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions, SegmentReads } from "./segment-actions";

type Asks = "save" | "reuse criteria" | "reuse logged" | null;

/** The dialogs that change a stack as a whole, one open at a time, and the message that undoes what they did. */
export function useStackDialogs(
  segment: Segment,
  actions: Pick<SegmentActions, "undoStackChange">,
  reads: Pick<SegmentReads, "loadCodeNames">,
  onDone: () => void,
) {
  const { toast } = useToast();
  const [asks, setAsks] = useState<Asks>(null);
  const [change, setChange] = useState<AskedStackChange | null>(null);
  const [editing, setEditing] = useState<EditedStep | null>(null);
  const { segmentNo } = segment.header;

  const close = () => {
    setAsks(null);
    setChange(null);
  };
  /** Leaves a change without making it; an edited filter is gone back to. */
  const leave = () => {
    close();
    if (change?.change === "edit") void openEditor(change.step, criteriaSchema.parse(change.criteria));
  };
  const undo = async (fromStep: number) => {
    const answer = await actions.undoStackChange({ segmentNo, fromStep }).catch(() => null);
    if (!answer?.ok) return toast({ text: answer === null ? unreachableWords : refusalWords(answer.error) });
    toast({ text: `As before the change. ${formatNumber(answer.value.size)} now.` });
    onDone();
  };
  const changed = ({ numbers, currentStep }: StackDifference) => {
    close();
    onDone();
    const lead = `${formatNumber(numbers.added)} joined`;
    const text = `, ${formatNumber(numbers.removed)} left. ${formatNumber(numbers.after)} now.`;
    toast({ lead, tone: "plain", text, action: { label: "Undo", run: () => undo(currentStep) } });
  };
  const edit = (step: StackStep) => {
    if (step.kind === "add") void openEditor(step.step, { kind: step.kind, filter: step.filter, options: step.options });
    if (step.kind === "reduce" || step.kind === "refine")
      void openEditor(step.step, { kind: step.kind, filter: step.filter, options: step.options });
  };
  const openEditor = async (step: number, { kind, filter, options }: Criteria) => {
    const names = await reads.loadCodeNames(filter).catch(() => []);
    setEditing({
      step,
      kind,
      filter,
      names: new Map(names),
      options: { ...noOptions, ...options },
      onEdited: (criteria) => {
        setEditing(null);
        setChange({ change: "edit", step, criteria });
      },
    });
  };
  return { asks, ask: setAsks, change, setChange, editing, stopEditing: () => setEditing(null), edit, close, leave, changed };
}
