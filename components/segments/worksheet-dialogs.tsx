"use client";

import type { CriteriaDraft } from "@/components/filters/criteria-draft";
import type { MailingGroupActions } from "@/components/mailing-groups/mailing-group-actions";
import { MailingGroupDialog } from "@/components/mailing-groups/mailing-group-dialog";
import { useToast } from "@/components/ui/toast";
import type { AddLinesReport } from "@/lib/segmentation/line-types";
import type { StepTaken } from "@/lib/segmentation/stack-types";
import type { Segment } from "@/lib/segmentation/types";
import { AddByHandDialog } from "./add-by-hand-dialog";
import { CriteriaDialog, type CriteriaDialogProps } from "./criteria-dialog";
import { DuplicatesDialog } from "./duplicates-dialog";
import type { SegmentActions, SegmentReads } from "./segment-actions";
import { segmentTitle } from "./segment-header";
import { StackDialogs } from "./stack-dialogs";
import type { useStackDialogs } from "./use-stack-dialogs";
import type { WorksheetDialog } from "./use-worksheet-dialog";

export type WorksheetDialogsProps = {
  segment: Segment;
  dialog: WorksheetDialog | null;
  /** The criteria that Add, Reduce or Refine starts with. */
  start: CriteriaDraft | null;
  setDialog: (next: WorksheetDialog | null) => void;
  stack: ReturnType<typeof useStackDialogs>;
  clock: CriteriaDialogProps["clock"];
  actions: SegmentActions;
  mailingGroups: MailingGroupActions;
  reads: SegmentReads & Pick<CriteriaDialogProps, "searchValues" | "templates">;
  onTaken: (taken: StepTaken) => void;
};

/** All dialogs of a worksheet, of which one is open at most. */
export function WorksheetDialogs({
  segment,
  dialog,
  start,
  setDialog,
  stack,
  clock,
  actions,
  mailingGroups,
  reads,
  onTaken,
}: WorksheetDialogsProps) {
  const { toast } = useToast();
  const { segmentNo } = segment.header;
  const title = segmentTitle(segment);
  const opening = (which: WorksheetDialog) => ({
    open: dialog === which,
    onOpenChange: (open: boolean) => setDialog(open ? which : null),
    segmentNo,
  });
  const added = (report: AddLinesReport) => {
    if (report.taken) onTaken(report.taken);
    else if (report.alreadyThere === 0) toast({ text: "Nobody was added." }); // who was here already is said in the dialog
  };
  return (
    <>
      <CriteriaDialog
        kind={dialog === "by hand" || dialog === "duplicates" || dialog === "mailing group" ? null : dialog}
        start={start}
        editing={stack.editing}
        onClose={() => {
          setDialog(null);
          stack.stopEditing();
        }}
        segment={segment}
        clock={clock}
        apply={actions.applyCriteria}
        loadLookup={reads.loadLookup}
        searchValues={reads.searchValues}
        templates={reads.templates}
        onTaken={onTaken}
      />
      <AddByHandDialog
        {...opening("by hand")}
        title={`${title}, ${segmentNo}`}
        add={actions.addLines}
        searchContacts={reads.searchContacts}
        onAdded={added}
      />
      <DuplicatesDialog
        {...opening("duplicates")}
        title={title}
        countDuplicates={reads.countDuplicates}
        removeDuplicates={actions.removeDuplicates}
        onTaken={onTaken}
      />
      <StackDialogs segment={segment} title={title} stack={stack} actions={actions} reads={reads} />
      <MailingGroupDialog
        {...opening("mailing group")}
        title={`${title}, ${segmentNo}`}
        actions={mailingGroups}
        loadLookup={reads.loadLookup}
      />
    </>
  );
}
