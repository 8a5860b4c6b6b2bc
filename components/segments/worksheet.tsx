"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useOptimistic, useState, useTransition } from "react";
import type { PhoneActions } from "@/components/calls/call-actions";
import type { OnCriteria } from "@/components/composition/criteria-menu";
import type { CriteriaDraft } from "@/components/filters/criteria-draft";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { MailingGroupActions } from "@/components/mailing-groups/mailing-group-actions";
import { MailingGroupDialog } from "@/components/mailing-groups/mailing-group-dialog";
import { Rail } from "@/components/shell/rail";
import { classNames } from "@/components/ui/class-names";
import { countOf, formatNumber } from "@/components/ui/format";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useToast } from "@/components/ui/toast";
import type { ColumnChoice } from "@/lib/exports/schema";
import type { AddLinesReport, Segment, SegmentLinesPage } from "@/lib/segmentation/types";
import { AddByHandDialog } from "./add-by-hand-dialog";
import { CriteriaDialog, type CriteriaDialogProps } from "./criteria-dialog";
import { CriteriaStack } from "./criteria-stack";
import { DuplicatesDialog } from "./duplicates-dialog";
import type { CriteriaKind } from "./effect-view";
import { HeaderPanel } from "./header-panel";
import { LineDrawer } from "./line-drawer";
import { lineKey } from "./line-words";
import { type LinesAddress, linesHref } from "./lines-address";
import { LinesPane } from "./lines-pane";
import { LinesTools } from "./lines-tools";
import { NoLines } from "./no-lines";
import { NotDraft } from "./not-draft";
import { type CountingNumbers, NumbersPane } from "./numbers-pane";
import type { SegmentActions, SegmentReads } from "./segment-actions";
import { SegmentDocuments } from "./segment-documents";
import { SegmentHeader, segmentTitle } from "./segment-header";
import { type CountingKinds, SegmentNumbers, SegmentTotal } from "./segment-numbers";
import { StackDialogs } from "./stack-dialogs";
import { LyingStream } from "./stream";
import { useLineChanges } from "./use-line-changes";
import { useSegmentSteps } from "./use-segment-steps";
import { useStackDialogs } from "./use-stack-dialogs";
import { type View, ViewPane } from "./view-pane";
import { WorksheetBar } from "./worksheet-bar";

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

type Pane = { shows: "line"; key: string } | { shows: "facts" } | { shows: "documents" } | null;
type WorksheetDialog = CriteriaKind | "by hand" | "duplicates" | "mailing group";

/** `?add`, `?reduce`, `?refine` and `?hand` open the page with that dialog. */
function dialogOfAddress(search: { has: (name: string) => boolean }): WorksheetDialog | null {
  for (const kind of ["add", "reduce", "refine"] as const) if (search.has(kind)) return kind;
  return search.has("hand") ? "by hand" : null;
}

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
  const router = useRouter();
  const { toast } = useToast();
  const [chosen, setChosen] = useState<WorksheetDialog | null>(null);
  const [start, setStart] = useState<CriteriaDraft | null>(null);
  const search = useSearchParams();
  const asked = editable ? dialogOfAddress(search) : null;
  const [pane, setPane] = useState<Pane>(address.line ? { shows: "line", key: address.line } : null);
  const [looking, startLook] = useTransition();
  const [view, showView] = useOptimistic<View>(address.show ?? "lines");
  const { segmentNo } = segment.header;
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  const lookingAt = page.step === segment.currentStep ? null : page.step;
  const dialog = chosen ?? asked;
  /** A dialog that the address asked for leaves the address when it closes. */
  const setDialog = (next: WorksheetDialog | null) => {
    setStart(null);
    setChosen(next);
    if (next === null && asked) window.history.replaceState(null, "", linesHref(path, address, {}));
  };
  const exports =
    exportColumns && page.total > 0
      ? {
          what:
            page.matching === page.total ? countOf(page.total, "line") : `${formatNumber(page.matching)} of ${countOf(page.total, "line")}`,
          href: exportAddress(segmentNo, address, page),
          columns: exportColumns,
          printSegment: segmentNo,
          onMailingGroup: segment.totals.lines > 0 ? () => setDialog("mailing group") : undefined,
        }
      : null;

  const look = useCallback(
    (step: number | null) => startLook(() => router.replace(linesHref(path, address, { step, line: null }), { scroll: false })),
    [router, path, address],
  );
  /** The numbers are counted only when they are asked for: by the page that their address brings. */
  const setView = (next: View) => {
    if (pane?.shows === "line") setPane(null);
    startLook(() => {
      showView(next);
      const show = next === "lines" ? null : next;
      router.replace(linesHref(path, address, { show, withSegment: null, withLogged: null, line: null }), { scroll: false });
    });
  };
  const openCriteria: OnCriteria = (kind, draft) => {
    setStart(draft);
    setChosen(kind);
  };
  const steps = useSegmentSteps(segment, actions);
  const stack = useStackDialogs(segment, actions, reads, () => (address.step === undefined ? undefined : look(null)));
  /** A step, wherever it came from: its numbers are said, and the lines are those of now. */
  const taken = (step: Parameters<typeof steps.announce>[0]) => {
    steps.announce(step);
    if (address.step !== undefined) look(null);
  };
  const goTo = (step: number) => {
    look(null);
    steps.goTo(step);
  };
  const lookBy = (by: number) => {
    const step = (lookingAt ?? segment.currentStep) + by;
    if (step >= 1 && step <= segment.steps.length) look(step === segment.currentStep ? null : step);
  };
  useShortcut("Ctrl Z", () => steps.goBack(), { label: "Go Back", group: "Worksheet", enabled: editable && segment.currentStep > 0 });
  useShortcut("Ctrl Shift Z", () => steps.goForward(), {
    label: "Go Forward",
    group: "Worksheet",
    enabled: editable && segment.currentStep < segment.steps.length,
  });
  useShortcut("[", () => lookBy(-1), { label: "Look at the step before", group: "Worksheet", enabled: segment.steps.length > 1 });
  useShortcut("V", () => setView(view === "numbers" ? "lines" : "numbers"), { label: "Lines or numbers", group: "Worksheet" });
  useShortcut("]", () => lookBy(1), { label: "Look at the step after", group: "Worksheet", enabled: segment.steps.length > 1 });

  const changes = useLineChanges(segmentNo, actions);
  const changesHere = editable && lookingAt === null ? changes : null;
  const openLine = (key: string | null) => {
    setPane(key === null ? null : { shows: "line", key });
    window.history.replaceState(null, "", linesHref(path, address, { line: key }));
  };
  const index = pane?.shows === "line" ? page.lines.findIndex((line) => lineKey(line) === pane.key) : -1;
  const line = page.lines[index];
  const neighbour = (by: number) => {
    const next = page.lines[index + by];
    if (!next) return null;
    return () => {
      openLine(lineKey(next));
      focusOpener(index + by);
    };
  };
  const added = (report: AddLinesReport) => {
    if (report.taken) taken(report.taken);
    else if (report.alreadyThere === 0) toast({ text: "Nobody was added." }); // who was here already is said in the dialog
  };
  const loadChanges = useCallback(
    (step: number, change: "came" | "left") => reads.loadStepChanges(segmentNo, step, change),
    [reads, segmentNo],
  );
  const undoneFrom = segment.steps.filter((step) => !step.undone);

  return (
    <>
      <Rail />
      <SegmentHeader
        path={path}
        segment={segment}
        currency={currency}
        editable={editable}
        canLog={canLog}
        factsOpen={pane?.shows === "facts"}
        deleteSegment={actions.deleteSegment}
        onCriteria={setDialog}
        onAddByHand={() => setDialog("by hand")}
        onDuplicates={() => setDialog("duplicates")}
        onDocuments={() => setPane(pane?.shows === "documents" ? null : { shows: "documents" })}
        onFacts={() => setPane(pane?.shows === "facts" ? null : { shows: "facts" })}
        onSaveCriteria={() => stack.ask("save")}
        onReuseCriteria={() => stack.ask("reuse criteria")}
        onReuseLogged={() => stack.ask("reuse logged")}
        onRefresh={() => stack.setChange({ change: "refresh" })}
      />
      <NotDraft segment={segment} path={path} />
      <div className="flex-none border-b border-line px-4 pb-2.5 sm:hidden">
        <LyingStream steps={undoneFrom.map((step) => step.numbers)} className="mb-2.5" />
        <SegmentedControl
          label="What is shown"
          block
          value={view}
          onValueChange={setView}
          options={[
            { value: "criteria", label: "Criteria", count: undoneFrom.length },
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
          onView={setView}
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
            openNo={pane?.shows === "line" ? pane.key : null}
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
        {pane?.shows === "facts" ? (
          <HeaderPanel
            segment={segment}
            currency={currency}
            editable={editable}
            update={actions.updateHeader}
            undoLineChanges={actions.undoLineChanges}
            loadLookup={reads.loadLookup}
            onClose={() => setPane(null)}
          />
        ) : null}
        {pane?.shows === "documents" ? (
          <SegmentDocuments
            segment={segment}
            timeZone={clock.timeZone}
            editable={editable}
            reads={reads}
            loadLookup={reads.loadLookup}
            change={actions.changeDocument}
            onClose={() => setPane(null)}
          />
        ) : null}
        {line ? (
          <LineDrawer
            segmentNo={segmentNo}
            line={line}
            position={page.offset === null ? null : page.offset + index + 1}
            matching={page.matching}
            currentStep={segment.currentStep}
            currency={currency}
            changes={changesHere}
            phone={lookingAt === null ? phone : null}
            loadLookup={reads.loadLookup}
            reads={reads}
            timeZone={clock.timeZone}
            onPrevious={neighbour(-1)}
            onNext={neighbour(1)}
            onClose={() => openLine(null)}
          />
        ) : null}
      </div>
      <WorksheetBar path={path} segment={segment} editable={editable} canLog={canLog} onCriteria={setDialog} />
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
        onTaken={taken}
      />
      <AddByHandDialog
        open={dialog === "by hand"}
        onOpenChange={(open) => setDialog(open ? "by hand" : null)}
        title={`${segmentTitle(segment)}, ${segmentNo}`}
        segmentNo={segmentNo}
        add={actions.addLines}
        searchContacts={reads.searchContacts}
        onAdded={added}
      />
      <DuplicatesDialog
        open={dialog === "duplicates"}
        onOpenChange={(open) => setDialog(open ? "duplicates" : null)}
        title={segmentTitle(segment)}
        segmentNo={segmentNo}
        countDuplicates={reads.countDuplicates}
        removeDuplicates={actions.removeDuplicates}
        onTaken={taken}
      />
      <StackDialogs segment={segment} title={segmentTitle(segment)} stack={stack} actions={actions} reads={reads} />
      <MailingGroupDialog
        open={dialog === "mailing group"}
        onOpenChange={(open) => setDialog(open ? "mailing group" : null)}
        title={`${segmentTitle(segment)}, ${segmentNo}`}
        segmentNo={segmentNo}
        actions={mailingGroups}
        loadLookup={reads.loadLookup}
      />
    </>
  );
}

/** The focus goes with the line that is open, where it stands in the rows already. */
function focusOpener(index: number): void {
  const rows = document.activeElement?.closest("tbody")?.rows;
  rows?.[index]?.querySelector<HTMLElement>("[data-opens]")?.focus();
}

/** The file of exactly the lines that are shown, on all pages. */
function exportAddress(segmentNo: string, address: LinesAddress, page: SegmentLinesPage): string {
  const { after: _after, before: _before, at: _at, last: _last, line: _line, columns: _columns, show: _show, ...shown } = address;
  return linesHref(
    `/api/segments/${encodeURIComponent(segmentNo)}/export`,
    shown,
    page.step === page.currentStep ? {} : { step: page.step },
  );
}
