"use client";

import { Ban, RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { ContactName } from "@/components/contact-cells/contact-name";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { BulkBar } from "@/components/data-table/bulk-bar";
import { codeCell, faintCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { nothingSelected } from "@/components/data-table/row-selection";
import { useRowSelection } from "@/components/data-table/use-row-selection";
import { channelName } from "@/components/segments/channel-words";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { formatDay, formatMoney } from "@/components/ui/format";
import { logEntryOrders } from "@/lib/logging/schema";
import type { LogEntryRow } from "@/lib/logging/types";
import type { CancelActions } from "./cancel-actions";
import { useCancel } from "./use-cancel";

type Row = LogEntryRow & { money: string };

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("entryNo", {
    header: "Entry",
    meta: { width: 84, hideBelow: 560 },
    cell: ({ getValue }) => <span className="num text-ink-3">{getValue()}</span>,
  }),
  column.accessor("date", {
    header: "Date",
    meta: { width: 104, narrowWidth: 116 },
    cell: ({ getValue }) => <span className="num text-ink-2">{formatDay(getValue())}</span>,
  }),
  column.accessor("contactName", {
    header: "Contact",
    enableSorting: false,
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <ContactName strong name={original.contactName} isCompany={original.isCompany}>
        {original.contactStands ? null : <span className="ml-1.5 text-xs text-ink-3">deleted</span>}
      </ContactName>
    ),
  }),
  column.accessor((row) => (row.isCompany ? "" : (row.companyName ?? "")), {
    id: "company",
    header: "Company",
    enableSorting: false,
    meta: { width: 170, hideBelow: 640 },
    cell: faintCell,
  }),
  column.accessor("description", {
    header: "Description",
    enableSorting: false,
    meta: { width: 170, hideBelow: 1000, quietRepeats: true },
    cell: ({ getValue }) => <span title={getValue()}>{getValue()}</span>,
  }),
  column.accessor((row) => (row.correspondenceType ? channelName(row.correspondenceType) : ""), {
    id: "channel",
    header: "Channel",
    enableSorting: false,
    meta: { width: 92, hideBelow: 720, quietRepeats: true },
  }),
  column.accessor((row) => row.salesperson?.name ?? "", {
    id: "salesperson",
    header: "Salesperson",
    enableSorting: false,
    meta: { width: 132, hideBelow: 900, quietRepeats: true },
  }),
  column.accessor((row) => row.campaignNo ?? "", {
    id: "campaign",
    header: "Campaign",
    enableSorting: false,
    meta: { width: 90, hideBelow: 1250 },
    cell: codeCell,
  }),
  column.accessor("money", {
    id: "cost",
    header: "Cost",
    enableSorting: false,
    meta: { width: 90, align: "right", hideBelow: 800 },
    cell: quietCell,
  }),
  column.accessor("canceled", {
    header: "State",
    enableSorting: false,
    meta: { width: 104, hiddenHeading: true, hideBelow: 480 },
    cell: ({ row: { original } }) =>
      original.canceled ? <Chip>Canceled</Chip> : original.attemptFailed ? <Chip tone="warn">Attempt failed</Chip> : null,
  }),
]);

export type LogEntriesTableProps = {
  rows: readonly LogEntryRow[];
  total: number;
  scope: string;
  sort: { by: string; direction: "asc" | "desc" };
  currency: string;
  editable: boolean;
  actions: CancelActions;
  empty: ReactNode;
};

const key = (row: Row) => String(row.entryNo);
const href = (row: Row) => `/interaction-log-entries/${row.entryNo}`;
const name = (row: Row) => `entry ${row.entryNo}, ${row.contactName}`;
const look = (row: Row) => (row.canceled ? "struck" : "plain");

/** Interaction log entries of one page; ticked ones can be canceled or reinstated together. */
export function LogEntriesTable({ rows, total, scope, sort, currency, editable, actions, empty }: LogEntriesTableProps) {
  const selection = useRowSelection(scope);
  const { run, pending } = useCancel(actions, ["entry", "entries"]);
  const shown = rows.map((row): Row => ({ ...row, money: formatMoney(row.costLcy, currency) }));
  const change = (way: "cancel" | "reinstate") =>
    run(way, [...selection.value.keys].map(Number), () => selection.onChange(nothingSelected));
  return (
    <>
      <DataTable
        name="Interaction log entries"
        columns={columns}
        columnChoice
        rows={shown}
        rowKey={key}
        rowHref={href}
        rowName={name}
        rowLook={look}
        sort={{ keys: logEntryOrders, ...sort }}
        selection={editable ? selection : undefined}
        empty={empty}
      />
      {editable ? (
        <BulkBar selection={selection.value} onChange={selection.onChange} total={total} pageOnly>
          <Button variant="ghost" icon={<Ban aria-hidden />} pending={pending} onClick={() => change("cancel")}>
            Cancel
          </Button>
          <Button variant="ghost" icon={<RotateCcw aria-hidden />} pending={pending} onClick={() => change("reinstate")}>
            Reinstate
          </Button>
        </BulkBar>
      ) : null}
    </>
  );
}
