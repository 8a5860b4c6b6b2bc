"use client";

import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { formatDuration, formatMoney } from "@/components/ui/format";
import type { TemplateRow } from "@/lib/templates/list-templates";
import { templateOrders } from "@/lib/templates/schema";
import { channelWords, flowWords } from "./template-words";

type Row = TemplateRow & { cost: string };

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("description", {
    header: "Description",
    meta: { names: true },
    cell: ({ getValue }) => <span className="font-medium">{getValue()}</span>,
  }),
  column.accessor("code", {
    header: "Code",
    meta: { width: 116 },
    cell: codeCell,
  }),
  column.accessor((row) => row.groupDescription, {
    id: "group",
    header: "Interaction Group",
    meta: { width: 200, hideBelow: 640 },
    cell: quietCell,
  }),
  column.accessor((row) => channelWords(row.correspondenceType), {
    id: "channel",
    header: "Channel",
    meta: { width: 110, hideBelow: 560 },
    cell: ({ getValue, row: { original } }) => (
      <span className={original.correspondenceType ? "text-ink-2" : "text-ink-3"}>{getValue()}</span>
    ),
  }),
  column.accessor((row) => flowWords(row.informationFlow), {
    id: "flow",
    header: "Direction",
    enableSorting: false,
    meta: { width: 100, hideBelow: 1000 },
    cell: quietCell,
  }),
  column.accessor((row) => row.languages.join(", "), {
    id: "languages",
    header: "Languages",
    enableSorting: false,
    meta: { width: 100, hideBelow: 1100 },
    cell: codeCell,
  }),
  column.accessor("cost", { header: "Unit Cost", meta: { width: 90, align: "right", hideBelow: 720 } }),
  column.accessor((row) => formatDuration(row.unitDurationMin), {
    id: "duration",
    header: "Duration",
    meta: { width: 90, align: "right", hideBelow: 800 },
  }),
]);

const href = (row: Row) => `/interaction-templates/${encodeURIComponent(row.code)}`;
const key = (row: Row) => row.code;

export type TemplatesTableProps = {
  templates: readonly TemplateRow[];
  currency: string;
  sort: { by: string; direction: "asc" | "desc" };
  empty: ReactNode;
};

/** The interaction templates of one page. */
export function TemplatesTable({ templates, currency, sort, empty }: TemplatesTableProps) {
  const rows = templates.map((template): Row => ({ ...template, cost: formatMoney(template.unitCostLcy, currency) }));
  return (
    <DataTable
      name="Interaction templates"
      columns={columns}
      columnChoice
      rows={rows}
      rowKey={key}
      rowHref={href}
      sort={{ keys: templateOrders, ...sort }}
      empty={empty}
    />
  );
}
