"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper, type HideBelow } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { formatInstant, formatNumber } from "@/components/ui/format";
import type { DeletionRow } from "@/lib/logging/types";

type Row = DeletionRow & { when: string };

const column = createAppColumnHelper<Row>();
const number = (header: string, key: "loggedSegments" | "entries" | "campaignEntries" | "comments", hideBelow?: HideBelow) =>
  column.accessor(key, {
    header,
    enableSorting: false,
    meta: { width: 124, narrowWidth: 84, align: "right", ...(hideBelow !== undefined && { hideBelow }) },
    cell: ({ getValue }) => formatNumber(getValue()),
  });
const columns = column.columns([
  column.accessor("deletionNo", {
    header: "No.",
    enableSorting: false,
    meta: { width: 64, hideBelow: 480 },
    cell: ({ getValue }) => <span className="num text-ink-3">{getValue()}</span>,
  }),
  column.accessor("filterWords", {
    header: "What was deleted",
    enableSorting: false,
    meta: { names: true },
    cell: ({ getValue }) => <span title={getValue()}>{getValue()}</span>,
  }),
  number("Entries", "entries"),
  number("Comments", "comments", 900),
  number("Logged segments", "loggedSegments", 1000),
  number("Campaign entries", "campaignEntries", 1100),
  column.accessor(
    (row) =>
      row.firstEntryNo === null
        ? ""
        : row.firstEntryNo === row.lastEntryNo
          ? `${row.firstEntryNo}`
          : `${row.firstEntryNo} – ${row.lastEntryNo}`,
    {
      id: "range",
      header: "Entry numbers",
      enableSorting: false,
      meta: { width: 132, hideBelow: 800 },
      cell: ({ getValue }) => <span className="num text-ink-2">{getValue()}</span>,
    },
  ),
  column.accessor("when", {
    header: "Deleted",
    enableSorting: false,
    meta: { width: 136, hideBelow: 560 },
    cell: ({ getValue }) => <span className="num text-ink-2">{getValue()}</span>,
  }),
  column.accessor("userName", { header: "By", enableSorting: false, meta: { width: 140, hideBelow: 640 }, cell: quietCell }),
]);

const key = (row: Row) => String(row.deletionNo);

/** The register of what was deleted from the log. */
export function DeletionsTable({ rows, timeZone, empty }: { rows: readonly DeletionRow[]; timeZone: string; empty: ReactNode }) {
  const shown = rows.map((row): Row => ({ ...row, when: formatInstant(row.deletedAt, timeZone) }));
  return <DataTable name="Deletions" columns={columns} rows={shown} rowKey={key} empty={empty} />;
}
