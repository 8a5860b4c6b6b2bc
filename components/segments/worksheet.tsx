"use client";

import { useCallback, useState } from "react";
import type { PhoneActions } from "@/components/calls/call-actions";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { MailingGroupActions } from "@/components/mailing-groups/mailing-group-actions";
import { Rail } from "@/components/shell/rail";
import { classNames } from "@/components/ui/class-names";
import { countOf, formatNumber } from "@/components/ui/format";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { ColumnChoice } from "@/lib/exports/schema";
import type { SegmentLinesPage } from "@/lib/segmentation/line-types";
import type { StepTaken } from "@/lib/segmentation/stack-types";
import type { Segment } from "@/lib/segmentation/types";
import type { CriteriaDialogProps } from "./criteria-dialog";
import { CriteriaStack } from "./criteria-stack";
import { lineKey } from "./line-words";
import { type LinesAddress, linesExportHref, linesHref } from "./lines-address";
import { LinesPane } from "./lines-pane";
import { LinesTools } from "./lines-tools";
import { NoLines } from "./no-lines";
import { NotDraft } from "./not-draft";
import { type CountingNumbers, NumbersPane } from "./numbers-pane";
import type { SegmentActions, SegmentReads } from "./segment-actions";
import { SegmentHeader } from "./segment-header";
import { type CountingKinds, SegmentNumbers, SegmentTotal } from "./segment-numbers";
import { LyingStream } from "./stream";
import { useLineChanges } from "./use-line-changes";
import { useSegmentSteps } from "./use-segment-steps";
import { useStackDialogs } from "./use-stack-dialogs";
import { useWorksheetDialog } from "./use-worksheet-dialog";
import { useWorksheetView } from "./use-worksheet-view";
import { type View, ViewPane } from "./view-pane";
import { WorksheetBar } from "./worksheet-bar";
import { WorksheetDialogs } from "./worksheet-dialogs";
import { type Side, WorksheetSide } from "./worksheet-side";

export type WorksheetProps = {
  segment: Segment;
  page: SegmentLinesPage;
  kinds: CountingKinds;
  /** Null where they are not shown. */
  numbers: CountingNumbers | null;
  address: LinesAddress;
  /** May change the segment, which is a draft. */
  editable: boolean;
  canLog: boolean;
  /** The columns that a file of lines can have; null for who may not export. */
  exportColumns: readonly ColumnChoice[] | null;
  clock: CriteriaDialogProps["clock"];
  /** The currency of costs. */
  currency: string;
  actions: SegmentActions;
  /** Null where no call can be made from a line. */
  phone: PhoneActions | null;
  mailingGroups: MailingGroupActions;
  reads: SegmentReads & Pick<CriteriaDialogProps, "searchValues" | "templates">;
};

/** The worksheet: the criteria stack with its stream, the lines, and one of them or all facts beside; on narrow screens one at a time. */
export function Worksheet({
  segment,
  page,
  kinds,
  numbers,
  address,
  editable,
  canLog,
  exportColumns,
  clock,
  currency,
  actions,
  phone,
  mailingGroups,
  reads,
}: WorksheetProps) {
  const { segmentNo } = segment.header;
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  const [side, setSide] = useState<Side>(address.line ? { shows: "line", key: address.line } : null);
  const { dialog, start, setDialog, openCriteria } = useWorksheetDialog(editable, path, address);
  const steps = useSegmentSteps(segment, actions);
  useShortcut("Ctrl Z", () => steps.goBack(), { label: "Go Back", group: "Worksheet", enabled: editable && segment.currentStep > 0 });
  useShortcut("Ctrl Shift Z", () => steps.goForward(), {
    label: "Go Forward",
    group: "Worksheet",
    enabled: editable && segment.currentStep < segment.steps.length,
  });
  const { view, setView, lookingAt, look, looking } = useWorksheetView(segment, page.step, path, address);
  const stack = useStackDialogs(segment, actions, reads, () => (address.step === undefined ? undefined : look(null)));
  const changes = useLineChanges(segmentNo, actions);
  const changesHere = editable && lookingAt === null ? changes : null;

  const show = (next: View) => {
    if (side?.shows === "line") setSide(null);
    setView(next);
  };
  useShortcut("V", () => show(view === "numbers" ? "lines" : "numbers"), { label: "Lines or numbers", group: "Worksheet" });
  const toggle = (which: "facts" | "documents") => setSide(side?.shows === which ? null : { shows: which });
  const openLine = (key: string | null) => {
    setSide(key === null ? null : { shows: "line", key });
    window.history.replaceState(null, "", linesHref(path, address, { line: key }));
  };
  /** A step, wherever it came from: its numbers are said, and the lines are those of now. */
  const taken = (step: StepTaken) => {
    steps.announce(step);
    if (address.step !== undefined) look(null);
  };
  const goTo = (step: number) => {
    look(null);
    steps.goTo(step);
  };
  const loadChanges = useCallback(
    (step: number, change: "came" | "left") => reads.loadStepChanges(segmentNo, step, change),
    [reads, segmentNo],
  );
  const notUndone = segment.steps.filter((step) => !step.undone);
  const all = countOf(page.total, "line");
  const exports =
    exportColumns && page.total > 0
      ? {
          what: page.matching === page.total ? all : `${formatNumber(page.matching)} of ${all}`,
          href: linesExportHref(segmentNo, address, page),
          columns: exportColumns,
          printSegment: segmentNo,
          onMailingGroup: segment.totals.lines > 0 ? () => setDialog("mailing group") : undefined,
        }
      : null;

  return (
    <>
      <Rail />
      <SegmentHeader
        path={path}
        segment={segment}
        currency={currency}
        editable={editable}
        canLog={canLog}
        factsOpen={side?.shows === "facts"}
        deleteSegment={actions.deleteSegment}
        onCriteria={setDialog}
        onAddByHand={() => setDialog("by hand")}
        onDuplicates={() => setDialog("duplicates")}
        onDocuments={() => toggle("documents")}
        onFacts={() => toggle("facts")}
        onSaveCriteria={() => stack.ask("save")}
        onReuseCriteria={() => stack.ask("reuse criteria")}
        onReuseLogged={() => stack.ask("reuse logged")}
        onRefresh={() => stack.setChange({ change: "refresh" })}
      />
      <NotDraft segment={segment} path={path} />
      <div className="flex-none border-b border-line px-4 pb-2.5 sm:hidden">
        <LyingStream steps={notUndone.map((step) => step.numbers)} className="mb-2.5" />
        <SegmentedControl
          label="What is shown"
          block
          value={view}
          onValueChange={show}
          options={[
            { value: "criteria", label: "Criteria", count: notUndone.length },
            { value: "lines", label: "Lines", count: page.total },
            { value: "numbers", label: "Numbers" },
          ]}
        />
      </div>
      <div className="flex min-h-0 flex-1">
        <div
          className={classNames(
            "flex min-h-0 w-(--stack) flex-none flex-col border-r border-line bg-sunken max-md:w-[17rem] max-sm:w-full max-sm:border-r-0",
            view !== "criteria" && "max-sm:hidden",
          )}
        >
          <CriteriaStack
            segment={segment}
            lookingAt={lookingAt}
            editable={editable}
            pending={steps.pending}
            today={clock.today}
            timeZone={clock.timeZone}
            loadChanges={loadChanges}
            onLook={look}
            onGoBack={steps.goBack}
            onGoForward={steps.goForward}
            onGoTo={goTo}
            onEdit={stack.edit}
            onChange={stack.setChange}
          />
          <SegmentTotal total={page.total} kinds={kinds} lookingAt={lookingAt} />
        </div>
        <ViewPane
          view={view}
          onView={show}
          lookingAt={lookingAt}
          exports={exports}
          tools={<LinesTools total={page.total} path={path} address={address} loadLookup={reads.loadLookup} />}
          numbers={
            <NumbersPane
              numbers={numbers}
              segmentNo={segmentNo}
              path={path}
              step={lookingAt}
              compared={address}
              loadLookup={reads.loadLookup}
              onCriteria={editable && lookingAt === null ? openCriteria : null}
            >
              <SegmentNumbers segment={segment} kinds={kinds} currency={currency} />
            </NumbersPane>
          }
        >
          <LinesPane
            path={path}
            segment={segment}
            page={page}
            currency={currency}
            address={address}
            changes={changesHere}
            openNo={side?.shows === "line" ? side.key : null}
            stale={looking || steps.pending}
            empty={
              <NoLines
                page={page}
                path={path}
                editable={editable}
                onAdd={() => setDialog("add")}
                onAddByHand={() => setDialog("by hand")}
              />
            }
            actions={actions}
            loadLookup={reads.loadLookup}
            onOpen={(opened) => openLine(lineKey(opened))}
            onTaken={taken}
          />
        </ViewPane>
        <WorksheetSide
          side={side}
          segment={segment}
          page={page}
          currency={currency}
          timeZone={clock.timeZone}
          editable={editable}
          changes={changesHere}
          phone={lookingAt === null ? phone : null}
          actions={actions}
          reads={reads}
          onLine={openLine}
          onClose={() => setSide(null)}
        />
      </div>
      <WorksheetBar path={path} segment={segment} editable={editable} canLog={canLog} onCriteria={setDialog} />
      <WorksheetDialogs
        segment={segment}
        dialog={dialog}
        start={start}
        setDialog={setDialog}
        stack={stack}
        clock={clock}
        actions={actions}
        mailingGroups={mailingGroups}
        reads={reads}
        onTaken={taken}
      />
    </>
  );
}
