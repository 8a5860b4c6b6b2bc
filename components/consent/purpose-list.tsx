"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import type { Purpose } from "@/lib/consent/purposes";
import type { ConsentActions } from "./consent-actions";
import { channelWords } from "./consent-words";
import { PurposeDialog } from "./purpose-dialog";

const column = createAppColumnHelper<Purpose>();
const columns = column.columns([
  column.accessor("name", {
    header: "Purpose",
    enableSorting: false,
    meta: { names: true },
    cell: ({ getValue }) => <span className="font-medium">{getValue()}</span>,
  }),
  column.accessor("code", { header: "Code", enableSorting: false, meta: { width: 130 }, cell: codeCell }),
  column.accessor((row) => row.needsConsent.map((channel) => channelWords[channel]).join(", ") || "Nowhere: until refused", {
    id: "needsConsent",
    header: "Needs consent by",
    enableSorting: false,
    meta: { width: 210, hideBelow: 560 },
    cell: quietCell,
  }),
  column.accessor((row) => formatNumber(row.templates), {
    id: "templates",
    header: "Templates",
    enableSorting: false,
    meta: { width: 100, align: "right", hideBelow: 800 },
  }),
  column.accessor((row) => formatNumber(row.given), {
    id: "given",
    header: "Gave consent",
    enableSorting: false,
    meta: { width: 120, align: "right", hideBelow: 640 },
  }),
  column.accessor((row) => formatNumber(row.withdrawn), {
    id: "withdrawn",
    header: "Opted out",
    enableSorting: false,
    meta: { width: 110, align: "right" },
  }),
]);
const key = (row: Purpose) => row.code;

type PurposeListProps = {
  purposes: readonly Purpose[];
  /** Null for who may only look. */
  savePurpose: ConsentActions["savePurpose"] | null;
};

/** What people are written to about. A row opens the dialog that changes it. */
export function PurposeList({ purposes, savePurpose }: PurposeListProps) {
  const [open, setOpen] = useState<Purpose | "new" | null>(null);
  return (
    <>
      <PageHeader
        title="Consent purposes"
        count={purposes.length}
        line
        actions={
          savePurpose ? (
            <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setOpen("new")}>
              New purpose
            </Button>
          ) : null
        }
      />
      <p className="px-4 py-3 text-pretty text-ink-2">
        Each interaction template has a purpose. Before anything goes out, Winnow asks whether the contact may be reached for it on the
        channel of the line.
      </p>
      <DataTable
        name="Consent purposes"
        columns={columns}
        rows={purposes}
        rowKey={key}
        onOpen={savePurpose ? setOpen : undefined}
        openKey={open && open !== "new" ? open.code : null}
        empty={null}
      />
      {open && savePurpose ? (
        <PurposeDialog
          key={open === "new" ? "" : open.code}
          purpose={open === "new" ? null : open}
          savePurpose={savePurpose}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}
