"use client";

import type { RowData } from "@tanstack/react-table";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { AppColumns, HideBelow } from "./app-table";
import { type ChoosableColumn, columnsParam, readColumns, roomOf } from "./chosen-columns";

export type ColumnChoice = {
  /** All of them, as they usually stand. */
  columns: readonly ChoosableColumn[];
  columnOrder: string[];
  columnVisibility: Record<string, boolean>;
  /** Whether somebody chose them. */
  chosen: boolean;
  /** The width of the table below which a column is left out. */
  hideBelow: (id: string) => HideBelow | undefined;
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
    const lookOf = (id: string) => columns[all.findIndex((column) => column.id === id)]?.meta;
    const room = shown && new Map(roomOf(shown.map((id) => [id, lookOf(id)?.width ?? null])));
    const hideBelow = (id: string) => (room ? room.get(id) : lookOf(id)?.hideBelow);
    return { columns: all, columnOrder, columnVisibility, chosen: shown !== null, hideBelow };
  }, [columns, param, on]);
}
