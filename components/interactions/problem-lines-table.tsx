"use client";

import type { ReactNode } from "react";
import { ContactName } from "@/components/contact-cells/contact-name";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, faintCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { channelName } from "@/components/segments/channel-words";
import type { SegmentLineRow } from "@/lib/segmentation/line-types";

const column = createAppColumnHelper<SegmentLineRow>();
const columns = column.columns([
  column.accessor("name", {
    header: "Contact",
    enableSorting: false,
    meta: { names: true },
    cell: ({ row: { original } }) => <ContactName strong name={original.name} isCompany={original.type === "company"} />,
  }),
  column.accessor("contactNo", {
    header: "No.",
    enableSorting: false,
    meta: { width: 100, hideBelow: 560 },
    cell: codeCell,
  }),
  column.accessor((row) => (row.type === "person" ? (row.companyName ?? "") : ""), {
    id: "company",
    header: "Company",
    enableSorting: false,
    meta: { width: 200, narrowWidth: 130 },
    cell: faintCell,
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
    cell: quietCell,
  }),
  column.accessor((row) => row.salespersonName ?? row.salespersonCode ?? "", {
    id: "salesperson",
    header: "Salesperson",
    enableSorting: false,
    meta: { width: 150, hideBelow: 900 },
    cell: quietCell,
  }),
]);

const key = (row: SegmentLineRow) => row.contactNo;
const href = (row: SegmentLineRow) => `/contacts/${encodeURIComponent(row.contactNo)}`;

/** The lines that have one problem; a row leads to its contact. */
export function ProblemLinesTable({ lines, empty }: { lines: readonly SegmentLineRow[]; empty: ReactNode }) {
  return <DataTable name="Lines" columns={columns} rows={lines} rowKey={key} rowHref={href} empty={empty} />;
}
