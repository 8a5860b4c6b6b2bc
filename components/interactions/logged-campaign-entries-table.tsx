"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { Chip } from "@/components/ui/chip";
import { formatDay, formatDuration, formatMoney, formatNumber } from "@/components/ui/format";
import type { CampaignEntryRow } from "@/lib/logging/types";

type Row = CampaignEntryRow & { money: string; time: string };

const column = createAppColumnHelper<Row>();
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
  column.accessor("description", { header: "Description", enableSorting: false, meta: { width: 220, hideBelow: 1250 } }),
  column.accessor("interactions", {
    header: "Interactions",
    enableSorting: false,
    meta: { width: 96, align: "right" },
    cell: ({ getValue }) => <span className="font-medium">{formatNumber(getValue())}</span>,
  }),
  column.accessor("money", { header: "Cost", enableSorting: false, meta: { width: 100, align: "right", hideBelow: 560 }, cell: quietCell }),
  column.accessor("time", {
    header: "Duration",
    enableSorting: false,
    meta: { width: 90, align: "right", hideBelow: 720 },
    cell: quietCell,
  }),
  column.accessor("date", {
    header: "Date",
    enableSorting: false,
    meta: { width: 110, hideBelow: 480 },
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

const key = (row: Row) => String(row.entryNo);
const href = (row: Row) => `/campaigns/${encodeURIComponent(row.campaignNo)}`;
const look = (row: Row) => (row.canceled ? "struck" : "plain");

export type LoggedCampaignEntriesTableProps = { rows: readonly CampaignEntryRow[]; currency: string; empty: ReactNode };

/** The campaign entries that one log wrote: one for each campaign, with what its interactions come to. */
export function LoggedCampaignEntriesTable({ rows, currency, empty }: LoggedCampaignEntriesTableProps) {
  const shown = rows.map((row): Row => ({ ...row, money: formatMoney(row.costLcy, currency), time: formatDuration(row.durationMin) }));
  return <DataTable name="Campaign entries" columns={columns} rows={shown} rowKey={key} rowHref={href} rowLook={look} empty={empty} />;
}
