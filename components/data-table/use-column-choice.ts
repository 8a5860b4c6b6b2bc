"use client";

import type { RowData } from "@tanstack/react-table";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { AppColumns } from "./app-table";
import { type ChoosableColumn, columnsParam, readColumns } from "./chosen-columns";

export type ColumnChoice = {
  /** All of them, as they usually stand. */
  columns: readonly ChoosableColumn[];
  columnOrder: string[];
  columnVisibility: Record<string, boolean>;
  /** Whether somebody chose them. */
  chosen: boolean;
};

/** Reads from the address which columns a table shows. */
export function useColumnChoice<Row extends RowData>(columns: AppColumns<Row>, on: boolean): ColumnChoice {
  const param = useSearchParams().get(columnsParam);
  return useMemo(() => {
    const all = columns.map((column): ChoosableColumn => {
      const id = column.id ?? ("accessorKey" in column ? String(column.accessorKey) : "");
      return { id, label: typeof column.header === "string" ? column.header : id, names: column.meta?.names === true };
    });
    const shown = on ? readColumns(all, param) : null;
    const columnOrder = shown ?? all.map(({ id }) => id);
    const columnVisibility = Object.fromEntries(all.map(({ id }) => [id, columnOrder.includes(id)]));
    return { columns: all, columnOrder, columnVisibility, chosen: shown !== null };
  }, [columns, param, on]);
}
