"use client";

import { useEffect, useRef, useTransition } from "react";
import { formatNumber } from "@/components/ui/format";
import { useToast } from "@/components/ui/toast";
import type { StepTaken } from "@/lib/segmentation/stack-types";
import type { Segment } from "@/lib/segmentation/types";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions } from "./segment-actions";
import { takenWords } from "./step-words";

export type SegmentSteps = {
  pending: boolean;
  goBack: () => void;
  goForward: () => void;
  goTo: (step: number) => void;
  /** Says what a step did, with *Undo*. */
  announce: (taken: StepTaken) => void;
};

/**
 * Going over the steps of a segment. Each move names the step it was decided on, says what it did, and can be taken back from
 * the message.
 */
export function useSegmentSteps(segment: Segment, actions: Pick<SegmentActions, "goBack" | "goForward" | "goToStep">): SegmentSteps {
  const { toast } = useToast();
  const [pending, startMove] = useTransition();
  const segmentNo = segment.header.segmentNo;
  // A message outlives the numbers it was shown with, so its button asks for the step of the moment.
  const current = useRef(segment.currentStep);
  useEffect(() => {
    current.current = segment.currentStep;
  }, [segment.currentStep]);

  const move = (kind: "back" | "forward" | { to: number }) =>
    startMove(async () => {
      const from = { segmentNo, fromStep: current.current };
      const asked =
        kind === "back"
          ? actions.goBack(from)
          : kind === "forward"
            ? actions.goForward(from)
            : actions.goToStep({ ...from, step: kind.to });
      const answer = await asked.catch(() => null);
      if (answer === null || !answer.ok) {
        toast({ text: answer === null ? unreachableWords : refusalWords(answer.error) });
        return;
      }
      const { currentStep, size } = answer.value;
      const wentBack = currentStep < from.fromStep;
      current.current = currentStep;
      toast({
        text: `${currentStep === 0 ? "Before the first step." : `At step ${currentStep}.`} ${formatNumber(size)} now.`,
        action: wentBack
          ? { label: "Go Forward", run: () => (current.current < from.fromStep ? move({ to: from.fromStep }) : undefined) }
          : { label: "Undo", run: () => (current.current > from.fromStep ? move({ to: from.fromStep }) : undefined) },
      });
    });

  const announce = (taken: StepTaken) => {
    current.current = taken.step;
    toast({
      ...takenWords(taken),
      action: { label: "Undo", keys: "Ctrl Z", run: () => (current.current >= taken.step ? move({ to: taken.step - 1 }) : undefined) },
    });
  };
  return { pending, goBack: () => move("back"), goForward: () => move("forward"), goTo: (step) => move({ to: step }), announce };
}
