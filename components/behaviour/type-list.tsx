"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, faintCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { formatInstant, formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { kindWords } from "@/lib/behaviour/schema";
import type { BehaviourType, BehaviourTypes } from "@/lib/behaviour/types";
import type { BehaviourActions } from "./behaviour-actions";
import { KeepDialog } from "./keep-dialog";
import { keptWords } from "./keep-words";
import { TypeDialog } from "./type-dialog";

type Row = BehaviourType & { last: string; most: boolean; kept: string };

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("description", {
    header: "Type",
    enableSorting: false,
    meta: { names: true },
    cell: ({ row }) => (
      <span className="flex items-center gap-2">
        <span className="truncate font-medium">{row.original.description}</span>
        {row.original.learned ? <Chip tone="draft">Learned</Chip> : null}
      </span>
    ),
  }),
  column.accessor("code", { header: "Code", enableSorting: false, meta: { width: 130, hideBelow: 480 }, cell: codeCell }),
  column.accessor(
    (row) => row.properties.map(({ label, kind }) => `${label} (${kindWords[kind].toLowerCase()})`).join(", ") || "None yet",
    {
      id: "properties",
      header: "Properties",
      enableSorting: false,
      meta: { width: 320, hideBelow: 900 },
      cell: quietCell,
    },
  ),
  column.accessor((row) => `${formatNumber(row.recent)}${row.most ? " or more" : ""}`, {
    id: "recent",
    header: "Last 30 days",
    enableSorting: false,
    meta: { width: 130, align: "right" },
  }),
  column.accessor("last", { header: "Last one", enableSorting: false, meta: { width: 150, hideBelow: 800 }, cell: faintCell }),
  column.accessor("kept", { header: "Kept", enableSorting: false, meta: { width: 130, hideBelow: 640 }, cell: quietCell }),
]);
const key = (row: Row) => row.code;

type TypeListProps = {
  list: BehaviourTypes;
  mostCounted: number;
  timeZone: string;
  /** Null for who may only look. */
  actions: BehaviourActions | null;
};

/** What contacts do, type by type. A row opens the dialog that changes it. */
export function TypeList({ list: { keepDays, types }, mostCounted, timeZone, actions }: TypeListProps) {
  const [open, setOpen] = useState<BehaviourType | "new" | "keep" | null>(null);
  const rows = types.map(
    (type): Row => ({
      ...type,
      last: type.lastAt ? formatInstant(type.lastAt, timeZone) : "Never",
      most: type.recent >= mostCounted,
      kept: keptWords(type.keepDays ?? keepDays),
    }),
  );
  const newType = (
    <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setOpen("new")}>
      New type
    </Button>
  );
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        title="Behaviour"
        count={types.length}
        line
        actions={
          actions ? (
            <>
              <Button onClick={() => setOpen("keep")}>{`Kept ${keptWords(keepDays)}`}</Button>
              {types.length > 0 ? newType : null}
            </>
          ) : null
        }
      />
      {types.length === 0 ? (
        <div className="grid flex-1 place-content-center">
          <EmptyState title="Nobody has told yet what contacts do" actions={actions ? newType : null}>
            Shops, web sites and forms send it to <TextLink href="/api-reference">POST /api/v1/behaviour</TextLink>, or it comes as a{" "}
            <TextLink href="/import">CSV file</TextLink>: visited, clicked, bought, or any other type. What nobody described is learned from
            the first row, and filters can ask for it at once.
          </EmptyState>
        </div>
      ) : (
        <>
          <p className="px-4 py-3 text-pretty text-ink-2">
            What contacts did, as other systems tell it: by <TextLink href="/api-reference">POST /api/v1/behaviour</TextLink> or as a CSV
            file. Filters ask for it, row by row or summed up, and live segments follow at once.
          </p>
          <DataTable
            name="Types of behaviour"
            columns={columns}
            rows={rows}
            rowKey={key}
            onOpen={actions ? setOpen : undefined}
            openKey={typeof open === "object" && open ? open.code : null}
            empty={null}
          />
        </>
      )}
      {open === "keep" && actions ? <KeepDialog keepDays={keepDays} keep={actions.keep} onClose={close} /> : null}
      {open && open !== "keep" && actions ? (
        <TypeDialog
          key={open === "new" ? "" : open.code}
          type={open === "new" ? null : open}
          keptOtherwise={keptWords(keepDays)}
          saveType={actions.saveType}
          onClose={close}
        />
      ) : null}
    </>
  );
}
