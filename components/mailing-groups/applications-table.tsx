"use client";

import { type ReactNode, useMemo } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { Button } from "@/components/ui/button";
import { formatInstant, formatNumber } from "@/components/ui/format";
import { TextLink } from "@/components/ui/text-link";
import type { ApplicationRow } from "@/lib/mailing-groups/list-applications";
import type { UndoMailingGroup } from "./mailing-group-actions";
import { useUndo } from "./use-undo";

type Row = ApplicationRow & { at: string; undo: (() => void) | null };
const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor((row) => row.description ?? row.group, {
    id: "group",
    header: "Mailing group",
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <>
        {original.description ?? original.group} <span className="mono text-ink-3">{original.group}</span>
      </>
    ),
  }),
  column.accessor("segmentNo", {
    header: "Segment",
    meta: { width: 110, hideBelow: 560 },
    cell: ({ getValue }) => <TextLink href={`/segments/${encodeURIComponent(getValue())}`}>{getValue()}</TextLink>,
  }),
  column.accessor("added", {
    header: "Added",
    meta: { width: 80, narrowWidth: 64, align: "right" },
    cell: ({ getValue }) => <span className="text-added">{formatNumber(getValue())}</span>,
  }),
  column.accessor("alreadyIn", {
    header: "In it already",
    meta: { width: 110, align: "right", hideBelow: 800 },
    cell: ({ getValue }) => formatNumber(getValue()),
  }),
  column.accessor("removed", {
    header: "Removed",
    meta: { width: 90, narrowWidth: 76, align: "right" },
    cell: ({ getValue }) => <span className={getValue() > 0 ? "text-removed" : "text-ink-3"}>{formatNumber(getValue())}</span>,
  }),
  column.accessor("userName", { header: "User", meta: { width: 130, hideBelow: 720 }, cell: quietCell }),
  column.accessor("at", { header: "When", meta: { width: 130, hideBelow: 640 }, cell: quietCell }),
  column.accessor((row) => (row.undoneAt ? "undone" : ""), {
    id: "undo",
    header: "Undo",
    meta: { width: 130, narrowWidth: 88 },
    cell: ({ row: { original } }) => {
      if (original.undoneAt) return <span className="text-ink-3">undone by {original.undoneBy}</span>;
      return original.undo ? (
        <Button aria-label={`Undo ${original.group}`} onClick={original.undo}>
          Undo
        </Button>
      ) : null;
    },
  }),
]);

export type ApplicationsTableProps = {
  rows: readonly ApplicationRow[];
  timeZone: string;
  /** Null for who may not change groups. */
  undo: UndoMailingGroup | null;
  empty: ReactNode;
};

/** What was done to mailing groups from segments; the latest of each group can be taken back. */
export function ApplicationsTable({ rows, timeZone, undo, empty }: ApplicationsTableProps) {
  const { run, pending } = useUndo(undo ?? nothing);
  const shown = useMemo(
    () =>
      rows.map((row) => ({
        ...row,
        at: formatInstant(row.appliedAt, timeZone),
        undo: undo && row.latest && !pending ? () => run(row.applicationId) : null,
      })),
    [rows, timeZone, undo, run, pending],
  );
  return (
    <DataTable name="Mailing groups applied" columns={columns} rows={shown} rowKey={(row) => String(row.applicationId)} empty={empty} />
  );
}

const nothing: UndoMailingGroup = () => Promise.resolve({ ok: false, error: { code: "application_not_found" } });
