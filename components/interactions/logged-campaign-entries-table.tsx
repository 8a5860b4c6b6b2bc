"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { DataTable } from "@/components/data-table/data-table";
import { Chip } from "@/components/ui/chip";
import { formatDay } from "@/components/ui/format";
import type { CampaignEntryRow } from "@/lib/logging/types";

const column = createAppColumnHelper<CampaignEntryRow>();
const columns = column.columns([
  column.accessor("entryNo", {
    header: "Entry",
    enableSorting: false,
    meta: { width: 76, hideBelow: 480 },
    cell: ({ getValue }) => <span className="num text-ink-3">{getValue()}</span>,
  }),
  column.accessor("campaignDescription", {
    header: "Campaign",
    enableSorting: false,
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <>
        <span className="mono text-ink-3">{original.campaignNo}</span> <span className="font-medium">{original.campaignDescription}</span>
      </>
    ),
  }),
  column.accessor("description", { header: "Description", enableSorting: false, meta: { width: 260, hideBelow: 720 } }),
  column.accessor("date", {
    header: "Date",
    enableSorting: false,
    meta: { width: 110 },
    cell: ({ getValue }) => <span className="num text-ink-2">{formatDay(getValue())}</span>,
  }),
  column.accessor((row) => row.salesperson?.name ?? "", {
    id: "salesperson",
    header: "Salesperson",
    enableSorting: false,
    meta: { width: 150, hideBelow: 800 },
  }),
  column.accessor("userName", { header: "By", enableSorting: false, meta: { width: 140, hideBelow: 900 } }),
  column.accessor("canceled", {
    header: "State",
    enableSorting: false,
    meta: { width: 96, hiddenHeading: true, hideBelow: 480 },
    cell: ({ getValue }) => (getValue() ? <Chip>Canceled</Chip> : null),
  }),
]);

const key = (row: CampaignEntryRow) => String(row.entryNo);
const href = (row: CampaignEntryRow) => `/campaigns/${encodeURIComponent(row.campaignNo)}`;
const look = (row: CampaignEntryRow) => (row.canceled ? "struck" : "plain");

/** The campaign entries that one log wrote: one for each campaign. */
export function LoggedCampaignEntriesTable({ rows, empty }: { rows: readonly CampaignEntryRow[]; empty: ReactNode }) {
  return <DataTable name="Campaign entries" columns={columns} rows={rows} rowKey={key} rowHref={href} rowLook={look} empty={empty} />;
}
