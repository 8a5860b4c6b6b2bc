"use client";

import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber } from "@/components/ui/format";
import type { Overlap } from "@/lib/segmentation/overlap";

const column = createAppColumnHelper<Overlap>();
const columns = column.columns([
  column.accessor((row) => row.description ?? row.segmentNo, {
    id: "segment",
    header: "Segment",
    enableSorting: false,
    meta: { names: true },
    cell: ({ getValue, row }) => (
      <>
        <span className="font-medium">{getValue()}</span> {row.original.entryNo === null ? null : <Chip tone="logged">Logged</Chip>}
      </>
    ),
  }),
  column.accessor("segmentNo", { header: "No.", enableSorting: false, meta: { width: 96, hideBelow: 560 }, cell: codeCell }),
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
    meta: { width: 96, narrowWidth: 80, align: "right" },
    cell: quietCell,
  }),
  column.accessor((row) => formatNumber(row.onlyThere), {
    id: "onlyThere",
    header: "Only there",
    enableSorting: false,
    meta: { width: 96, narrowWidth: 84, align: "right" },
    cell: quietCell,
  }),
]);

const key = (row: Overlap) => String(row.entryNo ?? row.segmentNo);
const href = (row: Overlap) =>
  row.entryNo === null ? `/segments/${encodeURIComponent(row.segmentNo)}` : `/logged-segments/${row.entryNo}`;

/** Whom the segment shares with others, which open. */
export function OverlapsTable({ rows }: { rows: readonly Overlap[] }) {
  const empty = (
    <EmptyState title="Nothing to compare with" filled={0} level={3}>
      Other segments and logged segments with somebody on them stand here.
    </EmptyState>
  );
  return <DataTable name="Overlap" columns={columns} rows={rows} rowKey={key} rowHref={href} empty={empty} />;
}
