"use client";

import { Ban, MessageSquareText, RotateCcw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { ContactName } from "@/components/contact-cells/contact-name";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { BulkBar } from "@/components/data-table/bulk-bar";
import { codeCell, faintCell, quietCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { nothingSelected } from "@/components/data-table/row-selection";
import { useRowSelection } from "@/components/data-table/use-row-selection";
import { FollowJob } from "@/components/jobs/follow-job";
import { channelName, evaluationNames } from "@/components/segments/channel-words";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { countOf, formatDay, formatMoney } from "@/components/ui/format";
import { type EntryFilter, logEntryOrders } from "@/lib/logging/schema";
import type { LogEntryRow } from "@/lib/logging/types";
import { DeleteCanceledDialog } from "./delete-canceled-dialog";
import type { DeletionActions, EntryActions } from "./entry-actions";
import { EvaluateMenu } from "./evaluate-menu";
import { useEntryChanges } from "./use-entry-changes";

type Row = LogEntryRow & { money: string };

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("entryNo", {
    header: "Entry",
    meta: { width: 84, hideBelow: 560 },
    cell: ({ getValue }) => <span className="num text-ink-3">{getValue()}</span>,
  }),
  column.accessor("date", {
    header: "Date",
    meta: { width: 104, narrowWidth: 116 },
    cell: ({ getValue }) => <span className="num text-ink-2">{formatDay(getValue())}</span>,
  }),
  column.accessor("contactName", {
    header: "Contact",
    enableSorting: false,
    meta: { names: true },
    cell: ({ row: { original } }) => (
      <ContactName strong name={original.contactName} isCompany={original.isCompany}>
        {original.contactStands ? null : <span className="ml-1.5 text-xs text-ink-3">deleted</span>}
      </ContactName>
    ),
  }),
  column.accessor((row) => (row.isCompany ? "" : (row.companyName ?? "")), {
    id: "company",
    header: "Company",
    enableSorting: false,
    meta: { width: 148, hideBelow: 640 },
    cell: faintCell,
  }),
  column.accessor("description", {
    header: "Description",
    enableSorting: false,
    meta: { width: 120, hideBelow: 1000, quietRepeats: true },
    cell: ({ getValue }) => <span title={getValue()}>{getValue()}</span>,
  }),
  column.accessor((row) => (row.correspondenceType ? channelName(row.correspondenceType) : ""), {
    id: "channel",
    header: "Channel",
    enableSorting: false,
    meta: { width: 92, hideBelow: 720, quietRepeats: true },
  }),
  column.accessor((row) => row.salesperson?.name ?? "", {
    id: "salesperson",
    header: "Salesperson",
    enableSorting: false,
    meta: { width: 112, hideBelow: 900, quietRepeats: true },
  }),
  column.accessor((row) => row.campaignNo ?? "", {
    id: "campaign",
    header: "Campaign",
    enableSorting: false,
    meta: { width: 90, hideBelow: 1250 },
    cell: codeCell,
  }),
  column.accessor("money", {
    id: "cost",
    header: "Cost",
    enableSorting: false,
    meta: { width: 76, align: "right", hideBelow: 800 },
    cell: quietCell,
  }),
  column.accessor((row) => (row.evaluation ? evaluationNames[row.evaluation] : ""), {
    id: "evaluation",
    header: "Evaluation",
    enableSorting: false,
    meta: { width: 92, hideBelow: 900 },
  }),
  column.accessor("comments", {
    header: "Comments",
    enableSorting: false,
    meta: { width: 52, hiddenHeading: true, hideBelow: 640 },
    cell: ({ getValue }) =>
      getValue() > 0 ? (
        <span className="num text-ink-2" title={countOf(getValue(), "comment")}>
          <MessageSquareText className="icon-xs mr-1 inline align-[-2px]" aria-hidden />
          <span className="sr-only">Comments: </span>
          {getValue()}
        </span>
      ) : null,
  }),
  column.accessor("canceled", {
    header: "State",
    enableSorting: false,
    meta: { width: 104, hiddenHeading: true, hideBelow: 480 },
    cell: ({ row: { original } }) =>
      original.canceled ? <Chip>Canceled</Chip> : original.attemptFailed ? <Chip tone="warn">Attempt failed</Chip> : null,
  }),
]);

export type LogEntriesTableProps = {
  rows: readonly LogEntryRow[];
  total: number;
  /** Search and filters: what *all that match* means; another choice lets go of the selection. */
  filter: EntryFilter;
  sort: { by: string; direction: "asc" | "desc" };
  currency: string;
  editable: boolean;
  actions: EntryActions;
  deletion: DeletionActions | null;
  empty: ReactNode;
};

const key = (row: Row) => String(row.entryNo);
const href = (row: Row) => `/interaction-log-entries/${row.entryNo}`;
const name = (row: Row) => `entry ${row.entryNo}, ${row.contactName}`;
const look = (row: Row) => (row.canceled ? "struck" : "plain");

/** Interaction log entries of one page; ticked ones, or all that match, can be evaluated, canceled, reinstated and deleted together. */
export function LogEntriesTable({ rows, total, filter, sort, currency, editable, actions, deletion, empty }: LogEntriesTableProps) {
  const router = useRouter();
  const selection = useRowSelection(JSON.stringify(filter));
  const { cancel, evaluate, pending, progress } = useEntryChanges(actions);
  const [deleting, setDeleting] = useState(false);
  const [deletionJob, setDeletionJob] = useState<string | null>(null);
  const { keys, allMatching } = selection.value;
  const chosen = allMatching ? { matching: filter, expected: total } : { entryNos: [...keys].map(Number) };
  const letGo = () => selection.onChange(nothingSelected);
  const shown = rows.map((row): Row => ({ ...row, money: formatMoney(row.costLcy, currency) }));
  return (
    <>
      {progress}
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
        name="Interaction log entries"
        columns={columns}
        columnChoice
        rows={shown}
        rowKey={key}
        rowHref={href}
        rowName={name}
        rowLook={look}
        sort={{ keys: logEntryOrders, ...sort }}
        selection={editable ? { ...selection, canSelectAllMatching: true } : undefined}
        empty={empty}
      />
      {editable ? (
        <BulkBar selection={selection.value} onChange={selection.onChange} total={total}>
          <EvaluateMenu pending={pending} onChoose={(change) => evaluate(chosen, change, letGo)} />
          <Button variant="ghost" icon={<Ban aria-hidden />} pending={pending} onClick={() => cancel("cancel", chosen, letGo)}>
            Cancel
          </Button>
          <Button variant="ghost" icon={<RotateCcw aria-hidden />} pending={pending} onClick={() => cancel("reinstate", chosen, letGo)}>
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
          of={allMatching ? { matching: filter } : { entryNos: [...keys].map(Number) }}
          actions={deletion}
          onOpenChange={setDeleting}
          onGone={(jobId) => {
            setDeleting(false);
            setDeletionJob(jobId);
            letGo();
          }}
        />
      ) : null}
    </>
  );
}
