"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, faintCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { ContactName } from "./contact-name";

/** A contact in a list of members. */
export type MemberRow = {
  contactNo: string;
  type: "company" | "person";
  name: string;
  companyName: string | null;
  city: string | null;
  countryRegionCode: string | null;
  email: string | null;
};

const column = createAppColumnHelper<MemberRow>();
const columns = column.columns([
  column.accessor("name", {
    header: "Name",
    enableSorting: false,
    meta: { names: true },
    cell: ({ row: { original } }) => <ContactName name={original.name} isCompany={original.type === "company"} />,
  }),
  column.accessor("contactNo", {
    header: "No.",
    enableSorting: false,
    meta: { width: 100, hideBelow: 480 },
    cell: codeCell,
  }),
  column.accessor((row) => row.companyName ?? "", {
    id: "company",
    header: "Company",
    enableSorting: false,
    meta: { width: 200, narrowWidth: 130 },
    cell: faintCell,
  }),
  column.accessor((row) => row.city ?? "", { id: "city", header: "City", enableSorting: false, meta: { width: 140, hideBelow: 640 } }),
  column.accessor((row) => row.countryRegionCode ?? "", {
    id: "country",
    header: "Country",
    enableSorting: false,
    meta: { width: 76, hideBelow: 720 },
  }),
  column.accessor((row) => row.email ?? "", {
    id: "email",
    header: "Email",
    enableSorting: false,
    meta: { width: 240, hideBelow: 900 },
    cell: quietCell,
  }),
]);

const key = (row: MemberRow) => row.contactNo;
const href = (row: MemberRow) => `/contacts/${encodeURIComponent(row.contactNo)}`;

/** The members of a segment, as they are today. */
export function MembersTable({ name, rows, empty }: { name: string; rows: readonly MemberRow[]; empty: ReactNode }) {
  return <DataTable name={name} columns={columns} rows={rows} rowKey={key} rowHref={href} empty={empty} />;
}
