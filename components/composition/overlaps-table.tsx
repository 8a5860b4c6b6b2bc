"use client";

import { createAppColumnHelper } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { draftOf } from "@/components/filters/criteria-draft";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber } from "@/components/ui/format";
import { TextLink } from "@/components/ui/text-link";
import { nameKey } from "@/lib/filters/words";
import type { Overlap } from "@/lib/segmentation/overlap";
import { CriteriaMenu, type OnCriteria } from "./criteria-menu";

type Row = Overlap & { onCriteria: OnCriteria | null };

/** What the other one is called. */
export function overlapTitle({ description, segmentNo }: Overlap): string {
  return description ?? segmentNo;
}

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor(overlapTitle, {
    id: "segment",
    header: "Segment",
    enableSorting: false,
    meta: { names: true },
    cell: ({ getValue, row }) => (
      <>
        <span className="font-medium" title={getValue()}>
          {getValue()}
        </span>{" "}
        {row.original.entryNo === null ? null : <Chip tone="logged">Logged</Chip>}
      </>
    ),
  }),
  column.accessor("segmentNo", {
    header: "No.",
    enableSorting: false,
    meta: { width: 96, hideBelow: 560 },
    cell: ({ row: { original } }) => (
      <TextLink
        href={original.entryNo === null ? `/segments/${encodeURIComponent(original.segmentNo)}` : `/logged-segments/${original.entryNo}`}
      >
        <span className="mono">{original.segmentNo}</span>
      </TextLink>
    ),
  }),
  column.accessor((row) => formatNumber(row.common), {
    id: "common",
    header: "In both",
    enableSorting: false,
    meta: { width: 96, narrowWidth: 72, align: "right" },
  }),
  column.accessor((row) => formatNumber(row.onlyHere), {
    id: "onlyHere",
    header: "Only here",
    enableSorting: false,
    meta: { width: 96, narrowWidth: 80, align: "right", hideBelow: 480 },
    cell: quietCell,
  }),
  column.accessor((row) => formatNumber(row.onlyThere), {
    id: "onlyThere",
    header: "Only there",
    enableSorting: false,
    meta: { width: 96, narrowWidth: 84, align: "right" },
    cell: quietCell,
  }),
  column.display({
    id: "criteria",
    header: "Reduce or refine",
    meta: { width: 48, hiddenHeading: true },
    cell: ({ row: { original } }) => <MemberMenu {...original} />,
  }),
]);

function MemberMenu({ onCriteria, ...other }: Row) {
  const of = other.entryNo === null ? "segment" : "loggedSegment";
  const no = other.entryNo === null ? other.segmentNo : String(other.entryNo);
  const draft = onCriteria && draftOf({ kind: "member", of, no, is: true }, new Map([[nameKey(of, no), overlapTitle(other)]]));
  return draft && onCriteria ? <CriteriaMenu what={overlapTitle(other)} draft={draft} onCriteria={onCriteria} /> : null;
}

const key = (row: Row) => String(row.entryNo ?? row.segmentNo);

export type OverlapsTableProps = {
  rows: readonly Overlap[];
  /** The list of those who are on both. */
  inBoth: (other: Overlap) => string;
  onCriteria: OnCriteria | null;
  stale: boolean;
};

/** Whom the segment shares with others. A row opens those who are on both. */
export function OverlapsTable({ rows, inBoth, onCriteria, stale }: OverlapsTableProps) {
  const empty = (
    <EmptyState title="Nothing to compare with" filled={0} level={3}>
      Other segments and logged segments with somebody on them stand here.
    </EmptyState>
  );
  return (
    <DataTable
      name="Overlap"
      columns={columns}
      rows={rows.map((row) => ({ ...row, onCriteria }))}
      rowKey={key}
      rowHref={inBoth}
      stale={stale}
      empty={empty}
    />
  );
}
