"use client";

import { useMemo } from "react";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import type { SegmentLineRow } from "@/lib/segmentation/line-types";
import { lineOrders } from "@/lib/segmentation/lines-schema";
import { type LineColumn, usualColumns } from "./line-column-names";
import { allColumns, type LineTableRow } from "./line-columns";
import { layerWords, lineKey } from "./line-words";

export type LinesTableProps = Pick<DataTableProps<SegmentLineRow>, "selection" | "empty" | "openKey" | "onOpen" | "stale"> & {
  lines: readonly SegmentLineRow[];
  sort: { by: string; direction: "asc" | "desc" };
  currency: string;
  /** Columns that were chosen stand whatever the width, and the table scrolls; the usual ones (null) leave where there is no room. */
  columns: readonly LineColumn[] | null;
};

const name = (line: SegmentLineRow) => [line.name, layerWords(line.layer)].filter(Boolean).join(", ");
const nameWidth = 200;

/** The segment lines of one page, by company unless sorted otherwise: the company, then its people. */
export function LinesTable({ lines, sort, currency, columns: chosen, ...table }: LinesTableProps) {
  const rows = useMemo(() => lines.map((line): LineTableRow => ({ ...line, currency })), [lines, currency]);
  const columns = useMemo(() => {
    const shown = new Set<string>(["name", ...(chosen ?? usualColumns)]);
    const columns = allColumns.filter((column) => shown.has(idOf(column)));
    if (chosen === null) return columns;
    return columns.map((column) => ({ ...column, meta: { ...column.meta, hideBelow: undefined } }));
  }, [chosen]);
  const minWidth = chosen === null ? undefined : columns.reduce((sum, { meta }) => sum + (meta?.width ?? nameWidth), 40);
  return (
    <DataTable
      name="Segment lines"
      columns={columns}
      rows={rows}
      rowKey={lineKey}
      rowName={name}
      sort={{ keys: lineOrders, ...sort }}
      minWidth={minWidth}
      {...table}
    />
  );
}

function idOf(column: (typeof allColumns)[number]): string {
  return column.id ?? ("accessorKey" in column ? String(column.accessorKey) : "");
}
