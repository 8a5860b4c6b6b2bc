"use client";

import { Archive, ListFilter, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { PinButton } from "@/components/habits/pin-button";
import { LiveStateChip } from "@/components/live-segments/live-state-chip";
import { expiryDay, kindIcons } from "@/components/live-segments/live-words";
import { Avatar } from "@/components/ui/avatar";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { countOf, formatChange, formatDay, formatNumber } from "@/components/ui/format";
import type { AnySegmentRow } from "@/lib/live-segments/types";
import { segmentListOrders } from "@/lib/segmentation/schema";
import { StateChip } from "./state-chip";
import { stepTime } from "./step-words";

type Row = AnySegmentRow & {
  /** The share of the largest on this page, by area: small ones stay visible. */
  share: number;
  changed: string;
  asOf: string;
  /** When it expires, if soon. */
  expires: string | null;
  owner: string;
  own: boolean;
};

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor((row) => row.name ?? "", {
    id: "description",
    header: "Description",
    meta: { names: true },
    cell: ({ row: { original } }) => {
      const Icon = original.kind !== "worksheet" ? kindIcons[original.kind] : original.state === "draft" ? ListFilter : Lock;
      return (
        <>
          <Icon className="icon-s mr-[7px] align-[-3px] text-ink-3" aria-hidden />
          <span title={original.name ?? undefined} className={classNames("font-medium", !original.name && "text-ink-3")}>
            {original.name || "No description yet"}
          </span>
        </>
      );
    },
  }),
  column.accessor("segmentNo", {
    header: "No.",
    meta: { width: 92, hideBelow: 560, sort: "number" },
    cell: codeCell,
  }),
  column.accessor("kind", {
    header: "Type",
    enableSorting: false,
    meta: { width: 88, hideBelow: 720 },
    cell: ({ getValue }) => <span className="text-ink-2">{kindWords[getValue()]}</span>,
  }),
  column.accessor("state", {
    header: "State",
    enableSorting: false,
    meta: { width: 128, hideBelow: 480 }, // "Live, being edited" is the longest
    cell: ({ row: { original } }) => <ListedStateChip row={original} />,
  }),
  column.accessor("size", {
    header: "Size",
    meta: { width: 84, narrowWidth: 76, align: "right" },
    cell: ({ getValue }) => <span className={getValue() ? "font-medium" : "text-ink-3"}>{formatNumber(getValue())}</span>,
  }),
  column.accessor("share", {
    header: "Size beside the others",
    enableSorting: false,
    meta: { width: 74, hideBelow: 640, hiddenHeading: true },
    cell: ({ getValue }) =>
      getValue() > 0 ? (
        <span
          aria-hidden
          className="-ml-2.5 inline-block h-1 rounded-[2px] bg-kept-fill align-[3px]"
          style={{ width: `${Math.max(2, Math.round(getValue() * 56))}px` }}
        />
      ) : null,
  }),
  column.accessor((row) => row.joined - row.left, {
    id: "week",
    header: "7 days",
    enableSorting: false,
    meta: { width: 92, hideBelow: 900, align: "right" },
    cell: ({ row: { original } }) => <Moved joined={original.joined} left={original.left} />,
  }),
  column.accessor("asOf", {
    header: "As of",
    enableSorting: false,
    meta: { width: 112, hideBelow: 1400 },
    cell: quietCell,
  }),
  column.accessor(usedIn, {
    id: "usedIn",
    header: "Used in",
    enableSorting: false,
    meta: { width: 128, hideBelow: 1100 },
    cell: quietCell,
  }),
  column.accessor((row) => row.campaign?.code ?? "", {
    id: "campaign",
    header: "Campaign",
    meta: { width: 160, hideBelow: 1400 },
    cell: ({ row: { original } }) =>
      original.campaign && (
        <span title={original.campaign.name}>
          <span className="mono text-ink-3">{original.campaign.code}</span> {original.campaign.name}
        </span>
      ),
  }),
  column.accessor((row) => row.salesperson?.name ?? "", {
    id: "salesperson",
    header: "Salesperson",
    meta: { width: 130, hideBelow: 1400 },
    cell: quietCell,
  }),
  column.accessor("date", {
    header: "Date",
    meta: { width: 104, hideBelow: 1400 },
    cell: ({ getValue }) => <span className="num text-ink-2">{formatDay(getValue())}</span>,
  }),
  column.accessor("changed", {
    header: "Changed",
    meta: { width: 128, hideBelow: 720 },
    cell: ({ row: { original } }) => (
      <span className="num text-ink-2" title={original.changedByName ? `by ${original.changedByName}` : undefined}>
        {original.changed}
      </span>
    ),
  }),
  column.accessor("owner", {
    header: "Made by",
    meta: { width: 60, hideBelow: 640, hiddenHeading: true },
    cell: ({ row: { original } }) =>
      original.ownerName ? (
        <Avatar name={original.ownerName} size="sm" tone={original.own ? "self" : "other"} className="align-middle" />
      ) : null,
  }),
  column.accessor("segmentNo", {
    id: "pin",
    header: "Pin",
    enableSorting: false,
    meta: { width: 44, hideBelow: 640, hiddenHeading: true },
    cell: ({ row: { original } }) => (
      <PinButton inRow pin={{ kind: "segment", key: original.segmentNo }} title={original.name || original.segmentNo} />
    ),
  }),
]);

/** The campaign of a worksheet, and how many segments refer to it. */
function usedIn({ campaign, usedBy: segments }: AnySegmentRow): string {
  return [campaign?.code, segments > 0 ? countOf(segments, "segment") : null].filter(Boolean).join(", ");
}

const kindWords = { worksheet: "Static", dynamic: "Dynamic", compound: "Compound" };

function ListedStateChip({ row: { state, degradedBy, expires } }: { row: Row }) {
  if (degradedBy.length > 0)
    return (
      <span title={`Rests on ${degradedBy.join(", ")}, whose members could not be found anew`}>
        <Chip tone="warn">Degraded</Chip>
      </span>
    );
  if (expires !== null)
    return (
      <span title={`It expires on ${expires}, as nobody asks for its members. Its page has a button that keeps it.`}>
        <Chip tone="warn">Expiring</Chip>
      </span>
    );
  switch (state) {
    case "draft":
    case "logging":
    case "logged":
      return <StateChip state={state} />;
    case "archived":
      return <Chip icon={<Archive aria-hidden />}>Archived</Chip>;
    default:
      return <LiveStateChip state={state} />;
  }
}

function Moved({ joined, left }: { joined: number; left: number }) {
  if (joined === 0 && left === 0) return null;
  return (
    <span className="num">
      {joined > 0 ? <span className="text-added">{formatChange(joined)}</span> : null}{" "}
      {left > 0 ? <span className="text-removed">{formatChange(-left)}</span> : null}
    </span>
  );
}

export type SegmentListTableProps = {
  rows: readonly AnySegmentRow[];
  sort: { by: string; direction: "asc" | "desc" };
  today: string;
  timeZone: string;
  userName: string;
  empty: ReactNode;
};

const href = (row: Row) => `/segments/${encodeURIComponent(row.segmentNo)}`;
const key = (row: Row) => row.segmentNo;

/** The segments of one page: what they are for, how large, whose, and when they last changed. */
export function SegmentListTable({ rows, sort, today, timeZone, userName, empty }: SegmentListTableProps) {
  const largest = Math.max(1, ...rows.map((row) => row.size ?? 0));
  const shown = rows.map(
    (row): Row => ({
      ...row,
      share: Math.sqrt((row.size ?? 0) / largest),
      changed: stepTime(new Date(row.changedAt), today, timeZone),
      asOf: row.kind === "worksheet" ? "exact" : row.sizeAt ? stepTime(new Date(row.sizeAt), today, timeZone) : "",
      expires: row.expiresAt && expiryDay(row.expiresAt, timeZone),
      owner: row.ownerName ?? "",
      own: row.ownerName === userName,
    }),
  );
  return (
    <DataTable
      name="Segments"
      columns={columns}
      columnChoice
      rows={shown}
      rowKey={key}
      rowHref={href}
      sort={{ keys: segmentListOrders, ...sort }}
      empty={empty}
    />
  );
}
