"use client";

import { type ReactNode, useMemo } from "react";
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
    meta: { names: true },
    cell: ({ row: { original } }) => <ContactName name={original.name} isCompany={original.type === "company"} />,
  }),
  column.accessor("contactNo", {
    header: "No.",
    meta: { width: 100, hideBelow: 480, sort: "contactNo" },
    cell: codeCell,
  }),
  column.accessor((row) => row.companyName ?? "", {
    id: "company",
    header: "Company",
    meta: { width: 200, narrowWidth: 130 },
    cell: faintCell,
  }),
  column.accessor((row) => row.city ?? "", { id: "city", header: "City", meta: { width: 140, hideBelow: 640 } }),
  column.accessor((row) => row.countryRegionCode ?? "", {
    id: "country",
    header: "Country",
    meta: { width: 76, hideBelow: 720 },
  }),
  column.accessor((row) => row.email ?? "", {
    id: "email",
    header: "Email",
    meta: { width: 240, hideBelow: 900 },
    cell: quietCell,
  }),
]);

const key = (row: MemberRow) => row.contactNo;
const href = (row: MemberRow) => `/contacts/${encodeURIComponent(row.contactNo)}`;

export type MembersTableProps = {
  name: string;
  rows: readonly MemberRow[];
  empty: ReactNode;
  /** Headings sort through the address; none do without it. */
  sort?: { by: string; direction: "asc" | "desc" } | undefined;
  /** What can be done with a member, at the end of its row. */
  trailing?: ((row: MemberRow) => ReactNode) | undefined;
  /** Lets the columns be chosen and ordered. */
  columnChoice?: boolean | undefined;
};

const sortKeys = ["name", "contactNo", "company", "city", "country", "email"];

/** The members of a segment, as they are today. */
export function MembersTable({ name, rows, empty, sort, trailing, columnChoice }: MembersTableProps) {
  const shown = useMemo(
    () =>
      trailing
        ? column.columns([
            ...columns,
            column.display({
              id: "act",
              header: "Leave out",
              meta: { width: 48, hiddenHeading: true },
              cell: ({ row: { original } }) => trailing(original),
            }),
          ])
        : columns,
    [trailing],
  );
  return (
    <DataTable
      name={name}
      columns={shown}
      rows={rows}
      rowKey={key}
      rowHref={href}
      sort={sort && { keys: sortKeys, ...sort }}
      empty={empty}
      columnChoice={columnChoice}
    />
  );
}
