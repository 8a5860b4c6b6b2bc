"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { ScheduleState } from "@/lib/schedules/types";
import type { ScheduleActions } from "./schedule-actions";
import { ScheduleDialog } from "./schedule-dialog";
import { ScheduleStateChip } from "./schedule-state-chip";

export type ScheduleListRow = {
  scheduleId: number;
  name: string;
  when: string;
  segment: string;
  state: ScheduleState;
  next: string;
  last: string;
};

const column = createAppColumnHelper<ScheduleListRow>();
const columns = column.columns([
  column.accessor("name", {
    header: "Schedule",
    enableSorting: false,
    meta: { names: true },
    cell: ({ getValue }) => <span className="font-medium">{getValue()}</span>,
  }),
  column.accessor("state", {
    header: "State",
    enableSorting: false,
    meta: { width: 110 },
    cell: ({ getValue }) => <ScheduleStateChip state={getValue()} />,
  }),
  column.accessor("when", { header: "When", enableSorting: false, meta: { width: 300, hideBelow: 1000 }, cell: quietCell }),
  column.accessor("segment", { header: "Segment", enableSorting: false, meta: { width: 180, hideBelow: 800 }, cell: quietCell }),
  column.accessor("next", {
    header: "Next run",
    enableSorting: false,
    meta: { width: 150, hideBelow: 560 },
    cell: ({ getValue }) => <span className="num">{getValue()}</span>,
  }),
  column.accessor("last", { header: "Last outcome", enableSorting: false, meta: { width: 260, hideBelow: 640 }, cell: quietCell }),
]);
const key = (row: ScheduleListRow) => String(row.scheduleId);
const href = (row: ScheduleListRow) => `/schedules/${row.scheduleId}`;

type SchedulesTableProps = {
  rows: readonly ScheduleListRow[];
  timeZone: string;
  /** Null for who may only look. */
  create: ScheduleActions["create"] | null;
  loadLookup: LoadLookup;
};

/** What is logged and sent by itself, and when. */
export function SchedulesTable({ rows, timeZone, create, loadLookup }: SchedulesTableProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  useShortcut("N", () => setOpen(true), { label: "New schedule", group: "Schedules", enabled: create !== null });
  return (
    <>
      <PageHeader
        title="Schedules"
        count={rows.length}
        line
        actions={
          create ? (
            <Button variant="primary" icon={<Plus aria-hidden />} keys="N" onClick={() => setOpen(true)}>
              New schedule
            </Button>
          ) : null
        }
      />
      <DataTable
        name="Schedules"
        columns={columns}
        rows={rows}
        rowKey={key}
        rowHref={href}
        empty={
          <EmptyState title="Nothing is logged by itself yet" filled={0}>
            A schedule logs a segment and sends what its template says: every first Monday, for example, to those who were not reached
            lately.
          </EmptyState>
        }
      />
      {open && create ? (
        <ScheduleDialog
          schedule={null}
          timeZone={timeZone}
          save={create}
          loadLookup={loadLookup}
          onSaved={(scheduleId) => router.push(`/schedules/${scheduleId}`)}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
