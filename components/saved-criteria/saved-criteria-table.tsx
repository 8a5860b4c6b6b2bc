"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { DataTable } from "@/components/data-table/data-table";
import { stepTime } from "@/components/segments/step-words";
import { Chip } from "@/components/ui/chip";
import { formatNumber } from "@/components/ui/format";
import { savedCriteriaOrders } from "@/lib/segmentation/saved-criteria-schema";
import type { SavedCriteriaRow } from "@/lib/segmentation/saved-criteria-types";

type Row = SavedCriteriaRow & { changed: string };

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("code", {
    header: "Code",
    meta: { width: 200, narrowWidth: 130, names: true },
    cell: ({ getValue }) => <span className="font-medium">{getValue()}</span>,
  }),
  column.accessor("description", { header: "Description", cell: ({ getValue }) => <span title={getValue()}>{getValue()}</span> }),
  column.accessor("shared", {
    header: "Seen by",
    enableSorting: false,
    meta: { width: 90, hideBelow: 560 },
    cell: ({ getValue }) => <Chip>{getValue() ? "Shared" : "Private"}</Chip>,
  }),
  column.accessor("steps", {
    header: "Steps",
    meta: { width: 80, align: "right" },
    cell: ({ getValue }) => <span className="num">{formatNumber(getValue())}</span>,
  }),
  column.accessor("createdByName", { header: "Made by", meta: { width: 160, hideBelow: 640, sort: "owner" } }),
  column.accessor("changed", {
    header: "Changed",
    meta: { width: 130, hideBelow: 720 },
    cell: ({ getValue }) => <span className="num text-ink-2">{getValue()}</span>,
  }),
]);

const key = (row: Row) => String(row.criteriaId);
const href = (row: Row) => `/segments/saved-criteria/${row.criteriaId}`;

export type SavedCriteriaTableProps = {
  rows: readonly SavedCriteriaRow[];
  sort: { by: string; direction: "asc" | "desc" };
  today: string;
  timeZone: string;
  empty: ReactNode;
};

/** The saved criteria of one page. */
export function SavedCriteriaTable({ rows, sort, today, timeZone, empty }: SavedCriteriaTableProps) {
  const shown = rows.map((row): Row => ({ ...row, changed: stepTime(new Date(row.changedAt), today, timeZone) }));
  return (
    <DataTable
      name="Saved criteria"
      columns={columns}
      rows={shown}
      rowKey={key}
      rowHref={href}
      sort={{ keys: savedCriteriaOrders, ...sort }}
      empty={empty}
    />
  );
}
