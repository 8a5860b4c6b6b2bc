"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { formatDay, formatDuration, formatMoney, formatNumber } from "@/components/ui/format";
import type { CampaignEntryRow } from "@/lib/campaigns/find-campaign";

type Row = CampaignEntryRow & { money: string; time: string };

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("description", {
    header: "Description",
    meta: { names: true },
    cell: ({ getValue }) => <span className="font-medium">{getValue()}</span>,
  }),
  column.accessor("interactions", {
    header: "Interactions",
    enableSorting: false,
    meta: { width: 96, align: "right" },
    cell: ({ getValue }) => <span className="font-medium">{formatNumber(getValue())}</span>,
  }),
  column.accessor("money", { header: "Cost", enableSorting: false, meta: { width: 100, align: "right", hideBelow: 640 }, cell: quietCell }),
  column.accessor("time", {
    header: "Duration",
    enableSorting: false,
    meta: { width: 90, align: "right", hideBelow: 900 },
    cell: quietCell,
  }),
  column.accessor("date", {
    header: "Date",
    meta: { width: 110 },
    cell: ({ getValue }) => <span className="num text-ink-2">{formatDay(getValue())}</span>,
  }),
  column.accessor("segmentNo", {
    header: "Segment",
    meta: { width: 100, hideBelow: 480 },
    cell: codeCell,
  }),
  column.accessor((row) => row.salespersonName ?? "", {
    id: "salesperson",
    header: "Salesperson",
    meta: { width: 150, hideBelow: 1000 },
    cell: quietCell,
  }),
  column.accessor("userName", {
    header: "By",
    meta: { width: 130, hideBelow: 1250 },
    cell: quietCell,
  }),
  column.accessor("entryNo", {
    header: "Entry No.",
    meta: { width: 84, align: "right", hideBelow: 560 },
    cell: ({ getValue }) => <span className="num text-ink-3">{getValue()}</span>,
  }),
]);

const key = (row: Row) => String(row.entryNo);
const href = (row: Row) =>
  row.loggedSegmentEntryNo === null ? `/segments/${encodeURIComponent(row.segmentNo)}` : `/logged-segments/${row.loggedSegmentEntryNo}`;
const look = (row: Row) => (row.canceled ? "struck" : "plain");

export type CampaignEntriesTableProps = { entries: readonly CampaignEntryRow[]; currency: string; empty: ReactNode };

/** What was done under a campaign: one entry for each segment that was logged with it, on the header or on lines. Canceled ones are struck out. */
export function CampaignEntriesTable({ entries, currency, empty }: CampaignEntriesTableProps) {
  const shown = entries.map((row): Row => ({ ...row, money: formatMoney(row.costLcy, currency), time: formatDuration(row.durationMin) }));
  return <DataTable name="Campaign entries" columns={columns} rows={shown} rowKey={key} rowHref={href} rowLook={look} empty={empty} />;
}
