"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { DataTable } from "@/components/data-table/data-table";
import { formatNumber } from "@/components/ui/format";
import type { RefusalRow } from "@/lib/contacts/import/queries";

const column = createAppColumnHelper<RefusalRow>();
const columns = column.columns([
  column.accessor("lineNo", {
    header: "Line",
    meta: { width: 84, align: "right", names: true },
    cell: ({ getValue }) => <span className="num">{formatNumber(getValue())}</span>,
  }),
  column.accessor((row) => row.columnName ?? "", { id: "column", header: "Column", meta: { width: 160, hideBelow: 560 } }),
  column.accessor((row) => row.value ?? "", {
    id: "value",
    header: "Value",
    meta: { width: 220, hideBelow: 640 },
    cell: ({ getValue }) => (
      <span title={getValue()} className="mono text-ink-2">
        {getValue()}
      </span>
    ),
  }),
  column.accessor("reason", { header: "Reason", cell: ({ getValue }) => <span title={getValue()}>{getValue()}</span> }),
]);

const key = (row: RefusalRow) => String(row.lineNo);

/** Rows of the file that were refused: where, what, why. */
export function RefusalsTable({ refusals, empty }: { refusals: readonly RefusalRow[]; empty: ReactNode }) {
  return <DataTable name="Refused rows" columns={columns} rows={refusals} rowKey={key} empty={empty} />;
}
