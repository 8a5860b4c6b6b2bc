"use client";

import type { ReactNode } from "react";
import { ContactName, NotPicked } from "@/components/contact-cells/contact-name";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import type { ContactRow } from "@/lib/contacts/list-contacts";
import { contactListOrders } from "@/lib/contacts/schema";
import { contactHref } from "./contacts-address";

const column = createAppColumnHelper<ContactRow>();
const columns = column.columns([
  column.accessor("name", {
    header: "Name",
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <ContactName
        name={original.name}
        isCompany={original.type === "company"}
        under={original.type === "person" && original.companyNo !== null}
      >
        <NotPicked {...original} />
      </ContactName>
    ),
  }),
  column.accessor("contactNo", {
    header: "No.",
    meta: { width: 100, hideBelow: 560 },
    cell: codeCell,
  }),
  column.accessor((row) => row.companyName ?? "", {
    id: "company",
    header: "Company",
    meta: { width: 190, hideBelow: 480 },
    cell: ({ row: { original } }) =>
      original.type === "company" ? null : (
        <span title={original.companyName ?? undefined} className="text-ink-3">
          {original.companyName}
        </span>
      ),
  }),
  column.accessor((row) => row.city ?? "", { id: "city", header: "City", meta: { width: 130, narrowWidth: 120 } }),
  column.accessor((row) => row.postCode ?? "", {
    id: "postCode",
    header: "Post Code",
    meta: { width: 96, hideBelow: 1100 },
    cell: quietCell,
  }),
  column.accessor((row) => row.countryRegionCode ?? "", {
    id: "country",
    header: "Country",
    meta: { width: 86, hideBelow: 720 },
    cell: quietCell,
  }),
  column.accessor((row) => row.email ?? "", {
    id: "email",
    header: "Email",
    meta: { width: 230, hideBelow: 900 },
    cell: quietCell,
  }),
  column.accessor((row) => row.phoneNo ?? "", {
    id: "phone",
    header: "Phone No.",
    enableSorting: false,
    meta: { width: 120, hideBelow: 1250 },
    cell: ({ getValue }) => <span className="num text-ink-2">{getValue()}</span>,
  }),
  column.accessor((row) => row.salespersonName ?? row.salespersonCode ?? "", {
    id: "salesperson",
    header: "Salesperson",
    meta: { width: 140, hideBelow: 1000 },
    cell: quietCell,
  }),
]);

const href = (row: ContactRow) => contactHref(row.contactNo);
const key = (row: ContactRow) => row.contactNo;

export type ContactsTableProps = { contacts: readonly ContactRow[]; sort: { by: string; direction: "asc" | "desc" }; empty: ReactNode };

/** The contacts of one page; sorted by company unless asked otherwise, each company before its people. */
export function ContactsTable({ contacts, sort, empty }: ContactsTableProps) {
  return (
    <DataTable
      name="Contacts"
      columns={columns}
      rows={contacts}
      rowKey={key}
      rowHref={href}
      sort={{ keys: contactListOrders, ...sort }}
      empty={empty}
    />
  );
}
