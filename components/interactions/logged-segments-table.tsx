"use client";

import { Archive, Ban, RotateCcw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { BulkBar } from "@/components/data-table/bulk-bar";
import { codeCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { nothingSelected } from "@/components/data-table/row-selection";
import { useRowSelection } from "@/components/data-table/use-row-selection";
import { PinButton } from "@/components/habits/pin-button";
import { FollowJob } from "@/components/jobs/follow-job";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { formatInstant, formatMoney, formatNumber } from "@/components/ui/format";
import { loggedSegmentOrders } from "@/lib/logging/schema";
import type { LoggedSegmentRow } from "@/lib/logging/types";
import type { CancelActions } from "./cancel-actions";
import { DeleteCanceledDialog } from "./delete-canceled-dialog";
import type { DeletionActions } from "./entry-actions";
import { useCancel } from "./use-cancel";

type Row = LoggedSegmentRow & { when: string; money: string };

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("entryNo", {
    header: "Entry",
    meta: { width: 76, hideBelow: 480 },
    cell: ({ getValue }) => <span className="num text-ink-3">{getValue()}</span>,
  }),
  column.accessor("description", {
    header: "Description",
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <>
        <Archive className="icon-s mr-[7px] align-[-3px] text-ink-3" aria-hidden />
        <span title={original.description} className="font-medium">
          {original.description}
        </span>
      </>
    ),
  }),
  column.accessor("segmentNo", {
    header: "Segment",
    meta: { width: 96, hideBelow: 640 },
    cell: codeCell,
  }),
  column.accessor("interactions", {
    header: "Interactions",
    meta: { width: 104, narrowWidth: 92, align: "right" },
    cell: ({ getValue }) => <span className="font-medium">{formatNumber(getValue())}</span>,
  }),
  column.accessor("money", {
    id: "cost",
    header: "Cost",
    meta: { width: 110, align: "right", hideBelow: 800 },
    cell: quietCell,
  }),
  column.accessor((row) => row.campaign?.code ?? "", {
    id: "campaign",
    header: "Campaign",
    enableSorting: false,
    meta: { width: 180, hideBelow: 900 },
    cell: ({ row: { original } }) =>
      original.campaign && (
        <span title={original.campaign.name}>
          <span className="mono text-ink-3">{original.campaign.code}</span> {original.campaign.name}
        </span>
      ),
  }),
  column.accessor("when", {
    id: "loggedAt",
    header: "Logged",
    meta: { width: 136, hideBelow: 560 },
    cell: ({ getValue }) => <span className="num text-ink-2">{getValue()}</span>,
  }),
  column.accessor("userName", {
    id: "user",
    header: "By",
    meta: { width: 140, hideBelow: 1000 },
    cell: quietCell,
  }),
  column.accessor("canceled", {
    header: "State",
    enableSorting: false,
    meta: { width: 92, hiddenHeading: true, hideBelow: 480 },
    cell: ({ row: { original } }) => (original.deletedAt ? <Chip>Deleted</Chip> : original.canceled ? <Chip>Canceled</Chip> : null),
  }),
  column.accessor("entryNo", {
    id: "pin",
    header: "Pin",
    enableSorting: false,
    meta: { width: 44, hideBelow: 640, hiddenHeading: true },
    cell: ({ row: { original } }) => (
      <PinButton inRow pin={{ kind: "loggedSegment", key: String(original.entryNo) }} title={original.description} />
    ),
  }),
]);

export type LoggedSegmentsTableProps = {
  rows: readonly LoggedSegmentRow[];
  total: number;
  /** Search and filters, so that another choice lets go of the selection. */
  scope: string;
  sort: { by: string; direction: "asc" | "desc" };
  timeZone: string;
  currency: string;
  editable: boolean;
  actions: CancelActions;
  /** For who may delete what is canceled. */
  deletion: DeletionActions | null;
  empty: ReactNode;
};

const key = (row: Row) => String(row.entryNo);
const href = (row: Row) => `/logged-segments/${row.entryNo}`;
const name = (row: Row) => row.description;
const look = (row: Row) => (row.canceled ? "struck" : "plain");

/** The logged segments of one page; ticked ones can be canceled or reinstated together. */
export function LoggedSegmentsTable({
  rows,
  total,
  scope,
  sort,
  timeZone,
  currency,
  editable,
  actions,
  deletion,
  empty,
}: LoggedSegmentsTableProps) {
  const router = useRouter();
  const [deleting, setDeleting] = useState(false);
  const [deletionJob, setDeletionJob] = useState<string | null>(null);
  const selection = useRowSelection(scope);
  const { run, pending } = useCancel(actions);
  const shown = rows.map(
    (row): Row => ({ ...row, when: formatInstant(row.loggedAt, timeZone), money: formatMoney(row.costLcy, currency) }),
  );
  const change = (way: "cancel" | "reinstate") =>
    run(way, [...selection.value.keys].map(Number), () => selection.onChange(nothingSelected));
  return (
    <>
      {deletionJob ? (
        <FollowJob
          jobId={deletionJob}
          onOver={() => {
            setDeletionJob(null);
            router.refresh();
          }}
        />
      ) : null}
      <DataTable
        name="Logged segments"
        columns={columns}
        columnChoice
        rows={shown}
        rowKey={key}
        rowHref={href}
        rowName={name}
        rowLook={look}
        sort={{ keys: loggedSegmentOrders, ...sort }}
        selection={editable ? selection : undefined}
        empty={empty}
      />
      {editable ? (
        <BulkBar selection={selection.value} onChange={selection.onChange} total={total} pageOnly>
          <Button variant="ghost" icon={<Ban aria-hidden />} pending={pending} onClick={() => change("cancel")}>
            Cancel
          </Button>
          <Button variant="ghost" icon={<RotateCcw aria-hidden />} pending={pending} onClick={() => change("reinstate")}>
            Reinstate
          </Button>
          {deletion ? (
            <Button variant="ghost" icon={<Trash2 aria-hidden />} onClick={() => setDeleting(true)}>
              Delete canceled…
            </Button>
          ) : null}
        </BulkBar>
      ) : null}
      {deletion && deleting ? (
        <DeleteCanceledDialog
          of={{ loggedSegments: [...selection.value.keys].map(Number) }}
          actions={deletion}
          onOpenChange={setDeleting}
          onGone={(jobId) => {
            setDeleting(false);
            setDeletionJob(jobId);
            selection.onChange(nothingSelected);
          }}
        />
      ) : null}
    </>
  );
}
