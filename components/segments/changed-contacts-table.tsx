"use client";

import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { ContactSample } from "@/lib/segmentation/stack-types";

const column = createAppColumnHelper<ContactSample>();
const columns = column.columns([
  column.accessor("name", {
    header: "Contact",
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <span className={original.companyName === original.name ? "font-medium" : undefined}>{original.name}</span>
    ),
  }),
  column.accessor((contact) => contact.companyName ?? contact.name, {
    id: "company",
    header: "Company",
    meta: { width: 320, narrowWidth: 150, quietRepeats: true },
    cell: ({ row: { original } }) => (original.companyName === original.name ? null : original.companyName),
  }),
  column.accessor("contactNo", {
    header: "No.",
    meta: { width: 120, hideBelow: 480 },
    cell: codeCell,
  }),
]);

const key = (contact: ContactSample) => contact.contactNo;
const href = (contact: ContactSample) => `/contacts/${encodeURIComponent(contact.contactNo)}`;

/** Who came with a step or left with it, by company. */
export function ChangedContactsTable({ contacts }: { contacts: readonly ContactSample[] }) {
  return (
    <DataTable
      name="Contacts"
      columns={columns}
      rows={contacts}
      rowKey={key}
      rowHref={href}
      empty={
        <EmptyState title="Nobody" filled={0}>
          Nobody of them is left in the contacts.
        </EmptyState>
      }
    />
  );
}
