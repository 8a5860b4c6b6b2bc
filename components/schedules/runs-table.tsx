"use client";

import { createAppColumnHelper } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import type { ScheduleRun } from "@/lib/schedules/types";

export type RunRow = Pick<ScheduleRun, "runId" | "state" | "loggedSegmentEntryNo"> & { at: string; outcome: string; aside: string };

const column = createAppColumnHelper<RunRow>();
const columns = column.columns([
  column.accessor("at", {
    header: "When",
    enableSorting: false,
    meta: { width: 150, narrowWidth: 112 },
    cell: ({ getValue }) => <span className="num">{getValue()}</span>,
  }),
  column.accessor("outcome", {
    header: "Outcome",
    enableSorting: false,
    meta: { names: true },
    cell: ({ row: { original }, getValue }) =>
      original.loggedSegmentEntryNo === null ? (
        <span title={getValue()} className={original.state === "failed" ? "text-danger" : undefined}>
          {getValue()}
        </span>
      ) : (
        <TextLink href={`/logged-segments/${original.loggedSegmentEntryNo}`}>{getValue()}</TextLink>
      ),
  }),
  column.accessor("aside", { header: "Notes", enableSorting: false, meta: { width: 380, hideBelow: 640 }, cell: quietCell }),
]);
const key = (row: RunRow) => String(row.runId);

/** The times that came, the newest first, each with the logged segment that it made. */
export function RunsTable({ rows }: { rows: readonly RunRow[] }) {
  return (
    <DataTable
      name="Runs"
      columns={columns}
      rows={rows}
      rowKey={key}
      empty={
        <EmptyState title="It has not run yet" filled={0}>
          Each time it runs, what came of it stands here, with the logged segment that it made.
        </EmptyState>
      }
    />
  );
}
