"use client";

import { createAppColumnHelper } from "@/components/data-table/app-table";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { formatChange, formatNumber } from "@/components/ui/format";
import { TextLink } from "@/components/ui/text-link";
import type { EvaluationCause } from "@/lib/live-segments/types";
import { causeWords } from "./live-words";

export type EvaluationRow = {
  /** The address of the segment. */
  path: string;
  evaluationNo: number;
  cause: EvaluationCause;
  at: string;
  size: number;
  joined: number;
  left: number;
  error: string | null;
};

const column = createAppColumnHelper<EvaluationRow>();
const columns = column.columns([
  column.accessor("at", {
    header: "When",
    enableSorting: false,
    meta: { width: 150, narrowWidth: 120 },
    cell: ({ getValue }) => <span className="num">{getValue()}</span>,
  }),
  column.accessor((row) => row.error ?? causeWords[row.cause], {
    id: "why",
    header: "Because",
    enableSorting: false,
    meta: { names: true },
  }),
  column.accessor((row) => formatNumber(row.size), {
    id: "size",
    header: "Size",
    enableSorting: false,
    meta: { width: 90, narrowWidth: 64, align: "right" },
  }),
  column.accessor("joined", {
    header: "Joined",
    enableSorting: false,
    meta: { width: 80, narrowWidth: 64, align: "right" },
    cell: ({ row: { original } }) => <Moved count={original.joined} change="joined" row={original} />,
  }),
  column.accessor("left", {
    header: "Left",
    enableSorting: false,
    meta: { width: 80, narrowWidth: 64, align: "right" },
    cell: ({ row: { original } }) => <Moved count={original.left} change="left" row={original} />,
  }),
]);

/** How many joined or left; opens who. */
function Moved({ count, change, row }: { count: number; change: "joined" | "left"; row: EvaluationRow }) {
  if (count === 0) return <span className="text-ink-3">0</span>;
  return (
    <TextLink href={`${row.path}?tab=members&evaluation=${row.evaluationNo}&change=${change}`}>
      {formatChange(change === "joined" ? count : -count)}
    </TextLink>
  );
}

const key = (row: EvaluationRow) => String(row.evaluationNo);

/** Each time its members changed: why, and how many joined and left. */
export function EvaluationsTable({ rows }: { rows: readonly EvaluationRow[] }) {
  return (
    <DataTable
      name="Changes of its members"
      columns={columns}
      rows={rows}
      rowKey={key}
      empty={
        <EmptyState title="Its members never changed" filled={0}>
          Once it is live, every change of who is in it stands here.
        </EmptyState>
      }
    />
  );
}
