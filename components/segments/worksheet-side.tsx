"use client";

import type { PhoneActions } from "@/components/calls/call-actions";
import type { SegmentLinesPage } from "@/lib/segmentation/line-types";
import type { Segment } from "@/lib/segmentation/types";
import { HeaderPanel } from "./header-panel";
import { LineDrawer } from "./line-drawer";
import { lineKey } from "./line-words";
import type { SegmentActions, SegmentReads } from "./segment-actions";
import { SegmentDocuments } from "./segment-documents";
import type { LineChanges } from "./use-line-changes";

/** What stands beside the lines: one of them, all facts, or the documents. */
export type Side = { shows: "line"; key: string } | { shows: "facts" } | { shows: "documents" } | null;

export type WorksheetSideProps = {
  side: Side;
  segment: Segment;
  page: SegmentLinesPage;
  currency: string;
  timeZone: string;
  editable: boolean;
  /** Null where lines cannot be changed. */
  changes: LineChanges | null;
  /** Null where no call can be made from a line. */
  phone: PhoneActions | null;
  actions: SegmentActions;
  reads: SegmentReads;
  onLine: (key: string | null) => void;
  onClose: () => void;
};

/** The side of a worksheet. A line leads to its neighbours on the page. */
export function WorksheetSide({
  side,
  segment,
  page,
  currency,
  timeZone,
  editable,
  changes,
  phone,
  actions,
  reads,
  onLine,
  onClose,
}: WorksheetSideProps) {
  if (side?.shows === "facts")
    return (
      <HeaderPanel
        segment={segment}
        currency={currency}
        editable={editable}
        update={actions.updateHeader}
        undoLineChanges={actions.undoLineChanges}
        loadLookup={reads.loadLookup}
        onClose={onClose}
      />
    );
  if (side?.shows === "documents")
    return (
      <SegmentDocuments
        segment={segment}
        timeZone={timeZone}
        editable={editable}
        reads={reads}
        loadLookup={reads.loadLookup}
        change={actions.changeDocument}
        onClose={onClose}
      />
    );
  const index = side ? page.lines.findIndex((line) => lineKey(line) === side.key) : -1;
  const line = page.lines[index];
  if (!line) return null;
  const neighbour = (by: number) => {
    const next = page.lines[index + by];
    if (!next) return null;
    return () => {
      onLine(lineKey(next));
      focusOpener(index + by);
    };
  };
  return (
    <LineDrawer
      segmentNo={segment.header.segmentNo}
      line={line}
      position={page.offset === null ? null : page.offset + index + 1}
      matching={page.matching}
      currentStep={segment.currentStep}
      currency={currency}
      changes={changes}
      phone={phone}
      loadLookup={reads.loadLookup}
      reads={reads}
      timeZone={timeZone}
      onPrevious={neighbour(-1)}
      onNext={neighbour(1)}
      onClose={() => onLine(null)}
    />
  );
}

/** The focus goes with the line that is open, where it stands in the rows already. */
function focusOpener(index: number): void {
  const rows = document.activeElement?.closest("tbody")?.rows;
  rows?.[index]?.querySelector<HTMLElement>("[data-opens]")?.focus();
}
