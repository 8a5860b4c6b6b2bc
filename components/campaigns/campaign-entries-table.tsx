"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { formatDay } from "@/components/ui/format";
import type { CampaignEntryRow } from "@/lib/campaigns/find-campaign";

const column = createAppColumnHelper<CampaignEntryRow>();
const columns = column.columns([
  column.accessor("description", {
    header: "Description",
    meta: { names: true },
    cell: ({ getValue }) => <span className="font-medium">{getValue()}</span>,
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
    meta: { width: 150, hideBelow: 800 },
    cell: quietCell,
  }),
  column.accessor("userName", {
    header: "By",
    meta: { width: 140, hideBelow: 640 },
    cell: quietCell,
  }),
  column.accessor("entryNo", {
    header: "Entry No.",
    meta: { width: 84, align: "right", hideBelow: 560 },
    cell: ({ getValue }) => <span className="num text-ink-3">{getValue()}</span>,
  }),
]);

const key = (row: CampaignEntryRow) => String(row.entryNo);
const href = (row: CampaignEntryRow) =>
  row.loggedSegmentEntryNo === null ? `/segments/${encodeURIComponent(row.segmentNo)}` : `/logged-segments/${row.loggedSegmentEntryNo}`;
const look = (row: CampaignEntryRow) => (row.canceled ? "struck" : "plain");

/** What was done under a campaign: one entry for each segment that was logged with it. Canceled ones are struck out. */
export function CampaignEntriesTable({ entries, empty }: { entries: readonly CampaignEntryRow[]; empty: ReactNode }) {
  return <DataTable name="Campaign entries" columns={columns} rows={entries} rowKey={key} rowHref={href} rowLook={look} empty={empty} />;
}
