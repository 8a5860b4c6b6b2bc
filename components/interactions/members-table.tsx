"use client";

import type { ReactNode } from "react";
import { ContactName } from "@/components/contact-cells/contact-name";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, faintCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import type { LoggedMember } from "@/lib/logging/types";

const column = createAppColumnHelper<LoggedMember>();
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

const key = (row: LoggedMember) => row.contactNo;
const href = (row: LoggedMember) => `/contacts/${encodeURIComponent(row.contactNo)}`;

/** Who was logged, as they are today. */
export function MembersTable({ rows, empty }: { rows: readonly LoggedMember[]; empty: ReactNode }) {
  return <DataTable name="Members as logged" columns={columns} rows={rows} rowKey={key} rowHref={href} empty={empty} />;
}
