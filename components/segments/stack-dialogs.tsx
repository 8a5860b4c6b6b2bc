"use client";

import type { Segment } from "@/lib/segmentation/types";
import { ReuseCriteriaDialog, ReuseLoggedDialog } from "./reuse-dialogs";
import { SaveCriteriaDialog } from "./save-criteria-dialog";
import type { SegmentActions, SegmentReads } from "./segment-actions";
import { StackChangeDialog } from "./stack-change-dialog";
import type { useStackDialogs } from "./use-stack-dialogs";

export type StackDialogsProps = {
  segment: Segment;
  title: string;
  stack: ReturnType<typeof useStackDialogs>;
  actions: SegmentActions;
  reads: SegmentReads;
};

/** The dialogs that save, reuse and change the steps of a worksheet. */
export function StackDialogs({ segment, title, stack, actions, reads }: StackDialogsProps) {
  const form = { segmentNo: segment.header.segmentNo, actions, onChanged: stack.changed };
  return (
    <>
      <SaveCriteriaDialog open={stack.asks === "save"} onClose={stack.close} segment={segment} save={actions.saveCriteria} />
      <ReuseCriteriaDialog
        {...form}
        open={stack.asks === "reuse criteria"}
        onClose={stack.close}
        title={title}
        steps={segment.currentStep}
        searchSavedCriteria={reads.searchSavedCriteria}
      />
      <ReuseLoggedDialog
        {...form}
        open={stack.asks === "reuse logged"}
        onClose={stack.close}
        title={title}
        loadLogged={(search) => reads.loadLookup("loggedSegment", search)}
      />
      <StackChangeDialog
        {...form}
        change={stack.change}
        onClose={stack.leave}
        closeLabel={stack.change?.change === "edit" ? "Back to the filter" : undefined}
      />
    </>
  );
}
