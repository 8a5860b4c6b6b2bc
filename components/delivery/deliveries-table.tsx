"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { DataTable } from "@/components/data-table/data-table";
import { Chip } from "@/components/ui/chip";
import { reasonWords } from "@/lib/delivery/errors";
import type { DeliveryRow } from "@/lib/delivery/types";
import { stateWords } from "./state-words";

const column = createAppColumnHelper<DeliveryRow>();
const columns = column.columns([
  column.accessor("contactName", { header: "Contact", enableSorting: false, meta: { names: true } }),
  column.accessor((row) => row.recipient ?? "", {
    id: "recipient",
    header: "Address",
    enableSorting: false,
    meta: { width: 240, hideBelow: 720 },
  }),
  column.accessor("state", {
    header: "State",
    enableSorting: false,
    meta: { width: 120 },
    cell: ({ row: { original } }) => <Chip tone={stateWords[original.state].tone}>{stateWords[original.state].name}</Chip>,
  }),
  column.accessor(didOf, { id: "did", header: "Since then", enableSorting: false, meta: { width: 130, hideBelow: 900 } }),
  column.accessor(saidOf, {
    id: "said",
    header: "Why, or what the server said",
    enableSorting: false,
    meta: { width: 420, narrowWidth: 220, hideBelow: 560 },
  }),
]);

/** What people did with it. */
function didOf({ opened, clicked }: DeliveryRow): string {
  return [...(opened ? ["opened"] : []), ...(clicked ? ["clicked"] : [])].join(", ");
}

function saidOf({ reason, answer }: DeliveryRow): string {
  return [reason ? reasonWords(reason) : null, answer].filter((part) => part !== null).join(": ");
}

const key = (row: DeliveryRow) => String(row.entryNo);
const href = (row: DeliveryRow) => `/interaction-log-entries/${row.entryNo}`;

/** Messages with what became of them; each leads to its entry, where it can be read and sent again. */
export function DeliveriesTable({ rows, empty }: { rows: readonly DeliveryRow[]; empty: ReactNode }) {
  return <DataTable name="E-mails" columns={columns} rows={rows} rowKey={key} rowHref={href} empty={empty} />;
}
