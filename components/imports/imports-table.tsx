"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { Chip } from "@/components/ui/chip";
import { formatInstant, formatNumber } from "@/components/ui/format";
import type { ImportRow } from "@/lib/contacts/import/queries";
import { kindWords, outcomeWords } from "./import-words";

type Row = ImportRow & { at: string };

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("fileName", {
    header: "File",
    meta: { names: true },
    cell: ({ getValue }) => (
      <span title={getValue()} className="font-medium">
        {getValue()}
      </span>
    ),
  }),
  column.accessor("kind", {
    header: "Kind",
    meta: { width: 96, hideBelow: 640 },
    cell: ({ getValue }) => <span className="text-ink-2">{kindWords[getValue()]}</span>,
  }),
  column.accessor("state", { header: "State", meta: { width: 96 }, cell: ({ getValue }) => <ImportState state={getValue()} /> }),
  column.accessor("rowsRead", { header: "Rows", meta: { width: 90, align: "right" }, cell: ({ getValue }) => formatNumber(getValue()) }),
  column.accessor((row) => outcomeWords(row), {
    id: "outcome",
    header: "Outcome",
    meta: { width: 380, hideBelow: 1000 },
    cell: ({ getValue }) => (
      <span title={getValue()} className="num text-ink-2">
        {getValue()}
      </span>
    ),
  }),
  column.accessor("userName", {
    header: "By",
    meta: { width: 130, hideBelow: 900 },
    cell: quietCell,
  }),
  column.accessor("at", {
    header: "Started",
    meta: { width: 140, hideBelow: 560 },
    cell: ({ getValue }) => <span className="num text-ink-2">{getValue()}</span>,
  }),
]);

function ImportState({ state }: { state: ImportRow["state"] }) {
  if (state === "done") return <Chip>Done</Chip>;
  if (state === "failed" || state === "canceled") return <Chip tone="error">Stopped</Chip>;
  return <Chip tone="live">{state === "running" ? "Running" : "Waiting"}</Chip>;
}

const href = (row: Row) => `/import/${row.importId}`;
const key = (row: Row) => row.importId;

/** The imports of one page, newest first. */
export function ImportsTable({ imports, timeZone, empty }: { imports: readonly ImportRow[]; timeZone: string; empty: ReactNode }) {
  const rows = imports.map((row): Row => ({ ...row, at: formatInstant(row.createdAt, timeZone) }));
  return <DataTable name="Imports" columns={columns} rows={rows} rowKey={key} rowHref={href} empty={empty} />;
}
