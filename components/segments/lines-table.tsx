"use client";

import type { ReactNode } from "react";
import { ContactName, NotPicked } from "@/components/contact-cells/contact-name";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { quietCell } from "@/components/data-table/cells";
import { DataTable, type DataTableProps } from "@/components/data-table/data-table";
import { formatMoney, formatNumber } from "@/components/ui/format";
import { lineOrders } from "@/lib/segmentation/schema";
import type { SegmentLineRow } from "@/lib/segmentation/types";
import { channelName } from "./channel-words";
import { layerWords, lineKey } from "./line-words";

type Row = SegmentLineRow & { money: string };

const column = createAppColumnHelper<Row>();

/** A dot before a value that was changed on this line. */
function changedDot(line: SegmentLineRow, field: SegmentLineRow["changedHere"][number]): ReactNode {
  return line.changedHere.includes(field) ? (
    <span className="mr-[5px] inline-block size-[5px] rounded-full bg-accent-mid align-[2px]">
      <span className="sr-only">changed here: </span>
    </span>
  ) : null;
}

const columns = column.columns([
  column.accessor("name", {
    header: "Contact",
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <ContactName
        name={original.name}
        isCompany={original.type === "company"}
        under={original.type === "person" && original.companyNo !== null}
      >
        <NotPicked {...original} />{" "}
        {original.layer > 1 ? <span className="ml-1.5 text-xs text-ink-3">{layerWords(original.layer)}</span> : null}
      </ContactName>
    ),
  }),
  column.accessor((line) => line.companyName ?? "", {
    id: "company",
    header: "Company",
    meta: { width: 158, hideBelow: 480, quietRepeats: true },
    cell: ({ row: { original } }) => <CompanyCell line={original} />,
  }),
  column.accessor((line) => line.city ?? "", { id: "city", header: "City", meta: { width: 104, hideBelow: 560 } }),
  column.accessor((line) => line.postCode ?? "", {
    id: "postCode",
    header: "Post Code",
    meta: { width: 104, hideBelow: 1000 },
    cell: quietCell,
  }),
  column.accessor((line) => line.countryRegionCode ?? "", {
    id: "country",
    header: "Country",
    meta: { width: 88, hideBelow: 640 },
    cell: quietCell,
  }),
  column.accessor((line) => line.email ?? "", {
    id: "email",
    header: "Email",
    meta: { width: 200, hideBelow: 1100 },
    cell: quietCell,
  }),
  column.accessor((line) => line.correspondenceType ?? "", {
    id: "channel",
    header: "Channel",
    enableSorting: false,
    meta: { width: 92, narrowWidth: 106 },
    cell: ({ row: { original } }) => (
      <span
        className={original.changedHere.includes("correspondence_type") || original.correspondenceType === null ? undefined : "text-ink-2"}
      >
        {changedDot(original, "correspondence_type")}
        {original.correspondenceType === null ? <span className="text-ink-3">None</span> : channelName(original.correspondenceType)}
      </span>
    ),
  }),
  column.accessor((line) => line.salespersonName ?? line.salespersonCode ?? "", {
    id: "salesperson",
    header: "Salesperson",
    meta: { width: 130, hideBelow: 800 },
    cell: ({ row: { original }, getValue }) => (
      <span className="text-ink-2">
        {changedDot(original, "salesperson_code")}
        {getValue()}
      </span>
    ),
  }),
  column.accessor("money", {
    header: "Cost",
    enableSorting: false,
    meta: { width: 84, hideBelow: 1250, align: "right" },
    cell: quietCell,
  }),
  column.accessor("step", {
    header: "Step",
    enableSorting: false,
    meta: { width: 54, narrowWidth: 52, align: "right" },
    cell: ({ getValue }) => <span className="text-ink-3">{formatNumber(getValue())}</span>,
  }),
]);

/** A company stands once, with its own line; its people repeat it, which is quieter. */
function CompanyCell({ line }: { line: SegmentLineRow }) {
  if (line.type === "company") return null;
  return <span title={line.companyName ?? undefined}>{line.companyName}</span>;
}

export type LinesTableProps = Pick<DataTableProps<SegmentLineRow>, "selection" | "empty" | "openKey" | "onOpen" | "stale"> & {
  lines: readonly SegmentLineRow[];
  sort: { by: string; direction: "asc" | "desc" };
  currency: string;
};

const name = (line: SegmentLineRow) => [line.name, layerWords(line.layer)].filter(Boolean).join(", ");

/** The segment lines of one page, by company unless sorted otherwise: the company, then its people. */
export function LinesTable({ lines, sort, currency, ...table }: LinesTableProps) {
  const rows = lines.map((line): Row => ({ ...line, money: formatMoney(line.costLcy, currency) }));
  return (
    <DataTable
      name="Segment lines"
      columns={columns}
      rows={rows}
      rowKey={lineKey}
      rowName={name}
      sort={{ keys: lineOrders, ...sort }}
      {...table}
    />
  );
}
