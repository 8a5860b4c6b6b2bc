"use client";

import { type ReactNode, useMemo } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { Chip } from "@/components/ui/chip";
import { formatInstant, formatNumber } from "@/components/ui/format";
import { linkClass } from "@/components/ui/text-link";
import type { ExportRow } from "@/lib/exports/list-exports";
import type { ExportState } from "@/lib/exports/schema";

const states: Record<ExportState, ReactNode> = {
  done: "Complete",
  running: <Chip tone="live">Running</Chip>,
  aborted: <Chip tone="error">Aborted</Chip>,
  failed: <Chip tone="error">Failed</Chip>,
};

type Row = ExportRow & { at: string };
const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("title", {
    header: "What",
    meta: { names: true },
    cell: ({ row: { original }, getValue }) =>
      original.keptUntil ? (
        <a className={linkClass} href={`/api/exports/${original.exportId}`} download>
          {getValue()}
        </a>
      ) : (
        getValue()
      ),
  }),
  column.accessor("filterWords", {
    header: "Filter and order",
    meta: { width: 300, hideBelow: 720 },
    cell: ({ getValue }) => (
      <span title={getValue()} className="text-ink-2">
        {getValue()}
      </span>
    ),
  }),
  column.accessor("format", {
    header: "Format",
    meta: { width: 74, hideBelow: 560 },
    cell: ({ getValue }) => <span className="text-ink-3">{getValue().toUpperCase()}</span>,
  }),
  column.accessor("columns", {
    header: "Columns",
    meta: { width: 80, align: "right", hideBelow: 1000 },
    cell: ({ getValue }) => (getValue() === 0 ? "—" : formatNumber(getValue())),
  }),
  column.accessor("rows", {
    header: "Rows",
    meta: { width: 100, narrowWidth: 76, align: "right" },
    cell: ({ getValue }) => formatNumber(getValue()),
  }),
  column.accessor("state", { header: "State", meta: { width: 100, narrowWidth: 92 }, cell: ({ getValue }) => states[getValue()] }),
  column.accessor((row): string => row.sha256 ?? "", {
    id: "sha256",
    header: "SHA-256",
    meta: { width: 130, hideBelow: 1250 },
    cell: ({ getValue }) => (
      <span title={getValue() || undefined} className="mono text-ink-3">
        {getValue()}
      </span>
    ),
  }),
  column.accessor("userName", { header: "User", meta: { width: 130, hideBelow: 800 }, cell: quietCell }),
  column.accessor("at", { header: "When", meta: { width: 156, hideBelow: 480 }, cell: quietCell }),
]);

/** Who took out what. */
export function ExportsTable({ rows, timeZone, empty }: { rows: readonly ExportRow[]; timeZone: string; empty: ReactNode }) {
  const shown = useMemo(() => rows.map((row) => ({ ...row, at: formatInstant(row.startedAt, timeZone) })), [rows, timeZone]);
  return <DataTable name="Exports" columns={columns} rows={shown} rowKey={(row) => String(row.exportId)} empty={empty} />;
}
