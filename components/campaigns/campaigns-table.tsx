"use client";

import { Flag } from "lucide-react";
import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { PinButton } from "@/components/habits/pin-button";
import { formatDay, formatNumber } from "@/components/ui/format";
import type { CampaignRow } from "@/lib/campaigns/list-campaigns";
import { campaignOrders } from "@/lib/campaigns/schema";

const day = (value: string | null) => <span className="num text-ink-2">{formatDay(value)}</span>;
const count = (value: number) => <span className={value === 0 ? "text-ink-3" : undefined}>{formatNumber(value)}</span>;

const column = createAppColumnHelper<CampaignRow>();
const columns = column.columns([
  column.accessor("description", {
    header: "Description",
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <>
        <Flag className="icon-s mr-[7px] align-[-3px] text-ink-3" aria-hidden />
        <span className="font-medium">{original.description || "No description"}</span>
      </>
    ),
  }),
  column.accessor("campaignNo", {
    header: "No.",
    meta: { width: 92, sort: "number" },
    cell: codeCell,
  }),
  column.accessor("status", {
    header: "Status",
    meta: { width: 120, hideBelow: 560 },
    cell: quietCell,
  }),
  column.accessor("startingDate", {
    header: "Starts",
    meta: { width: 110, hideBelow: 640, sort: "starts" },
    cell: ({ getValue }) => day(getValue()),
  }),
  column.accessor("endingDate", {
    header: "Ends",
    meta: { width: 110, hideBelow: 640, sort: "ends" },
    cell: ({ getValue }) => day(getValue()),
  }),
  column.accessor((row) => row.salespersonName ?? "", {
    id: "salesperson",
    header: "Salesperson",
    meta: { width: 150, hideBelow: 900 },
    cell: quietCell,
  }),
  column.accessor("segments", {
    header: "Segments",
    enableSorting: false,
    meta: { width: 90, align: "right", hideBelow: 720 },
    cell: ({ getValue }) => count(getValue()),
  }),
  column.accessor("entries", {
    header: "Entries",
    enableSorting: false,
    meta: { width: 80, align: "right", hideBelow: 480 },
    cell: ({ getValue }) => count(getValue()),
  }),
  column.accessor("campaignNo", {
    id: "pin",
    header: "Pin",
    enableSorting: false,
    meta: { width: 44, hideBelow: 640, hiddenHeading: true },
    cell: ({ row: { original } }) => (
      <PinButton inRow pin={{ kind: "campaign", key: original.campaignNo }} title={original.description || original.campaignNo} />
    ),
  }),
]);

const href = (row: CampaignRow) => `/campaigns/${encodeURIComponent(row.campaignNo)}`;
const key = (row: CampaignRow) => row.campaignNo;

export type CampaignsTableProps = { campaigns: readonly CampaignRow[]; sort: { by: string; direction: "asc" | "desc" }; empty: ReactNode };

/** The campaigns of one page: the worksheets in work for each, and the entries that logging made. */
export function CampaignsTable({ campaigns, sort, empty }: CampaignsTableProps) {
  return (
    <DataTable
      name="Campaigns"
      columns={columns}
      columnChoice
      rows={campaigns}
      rowKey={key}
      rowHref={href}
      sort={{ keys: campaignOrders, ...sort }}
      empty={empty}
    />
  );
}
