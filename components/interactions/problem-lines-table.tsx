"use client";

import { Building2, User } from "lucide-react";
import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { DataTable } from "@/components/data-table/data-table";
import { channelName } from "@/components/segments/channel-words";
import type { SegmentLineRow } from "@/lib/segmentation/types";

const column = createAppColumnHelper<SegmentLineRow>();
const columns = column.columns([
  column.accessor("name", {
    header: "Contact",
    enableSorting: false,
    meta: { names: true },
    cell: ({ row: { original } }) => {
      const Icon = original.type === "company" ? Building2 : User;
      return (
        <span title={original.name}>
          <Icon className="icon-s mr-[7px] align-[-3px] text-ink-3" aria-label={original.type === "company" ? "Company" : "Person"} />
          <span className="font-medium">{original.name}</span>
        </span>
      );
    },
  }),
  column.accessor("contactNo", {
    header: "No.",
    enableSorting: false,
    meta: { width: 100, hideBelow: 560 },
    cell: ({ getValue }) => <span className="mono text-ink-3">{getValue()}</span>,
  }),
  column.accessor((row) => (row.type === "person" ? (row.companyName ?? "") : ""), {
    id: "company",
    header: "Company",
    enableSorting: false,
    meta: { width: 200, narrowWidth: 130 },
    cell: ({ getValue }) => <span className="text-ink-3">{getValue()}</span>,
  }),
  column.accessor((row) => channelName(row.correspondenceType), {
    id: "channel",
    header: "Channel",
    enableSorting: false,
    meta: { width: 100, hideBelow: 640 },
  }),
  column.accessor((row) => row.email ?? "", {
    id: "email",
    header: "Email",
    enableSorting: false,
    meta: { width: 230, hideBelow: 720 },
    cell: ({ getValue }) => <span className="text-ink-2">{getValue()}</span>,
  }),
  column.accessor((row) => row.salespersonName ?? row.salespersonCode ?? "", {
    id: "salesperson",
    header: "Salesperson",
    enableSorting: false,
    meta: { width: 150, hideBelow: 900 },
    cell: ({ getValue }) => <span className="text-ink-2">{getValue()}</span>,
  }),
]);

const key = (row: SegmentLineRow) => row.contactNo;
const href = (row: SegmentLineRow) => `/contacts/${encodeURIComponent(row.contactNo)}`;

/** The lines that have one problem; a row leads to its contact. */
export function ProblemLinesTable({ lines, empty }: { lines: readonly SegmentLineRow[]; empty: ReactNode }) {
  return <DataTable name="Lines" columns={columns} rows={lines} rowKey={key} rowHref={href} empty={empty} />;
}
