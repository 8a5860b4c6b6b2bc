"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { DataTable } from "@/components/data-table/data-table";
import { Chip } from "@/components/ui/chip";
import { countOf } from "@/components/ui/format";
import { reasonWords } from "@/lib/delivery/errors";
import type { LetterRow } from "@/lib/letters/queries";
import { stateNames } from "./letter-words";

const column = createAppColumnHelper<LetterRow>();
const columns = column.columns([
  column.accessor("contactName", { header: "Contact", enableSorting: false, meta: { names: true } }),
  column.accessor("state", {
    header: "State",
    enableSorting: false,
    meta: { width: 120 },
    cell: ({ getValue }) => <Chip tone={stateNames[getValue()].tone}>{stateNames[getValue()].name}</Chip>,
  }),
  column.accessor(saidOf, {
    id: "said",
    header: "Where, or why not",
    enableSorting: false,
    meta: { width: 420, narrowWidth: 160 },
  }),
]);

function saidOf({ reason, files }: LetterRow): string {
  return reason ? reasonWords(reason) : files > 0 ? `In ${countOf(files, "file")}` : "";
}

const key = (row: LetterRow) => String(row.entryNo);
const href = (row: LetterRow) => `/interaction-log-entries/${row.entryNo}`;

/** Letters with what became of them; each leads to its entry, where it can be read. */
export function LettersTable({ rows, empty }: { rows: readonly LetterRow[]; empty: ReactNode }) {
  return <DataTable name="Letters" columns={columns} rows={rows} rowKey={key} rowHref={href} empty={empty} />;
}
