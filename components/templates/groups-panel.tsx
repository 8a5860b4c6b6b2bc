"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useId, useState, useTransition } from "react";
import { createAppColumnHelper } from "@/components/data-table/app-table";
import { codeCell } from "@/components/data-table/cells";
import { DataTable } from "@/components/data-table/data-table";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorMessage } from "@/components/ui/error-message";
import { formatDuration, formatMoney, formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import type { ActionState } from "@/lib/request/action-state";
import type { TemplateError } from "@/lib/templates/errors";
import type { InteractionGroupRow } from "@/lib/templates/interaction-groups";
import type { DeleteGroup, SaveGroup } from "@/lib/templates/schema";
import { DeleteInDialog } from "./delete-in-dialog";
import { templateRefusal } from "./template-actions";

type GroupsPanelProps = {
  groups: readonly InteractionGroupRow[];
  currency: string;
  /** Null for who may only read. */
  actions: {
    save: (request: SaveGroup) => Promise<ActionState<unknown, TemplateError>>;
    remove: (request: DeleteGroup) => Promise<ActionState<unknown, TemplateError>>;
  } | null;
};
type Row = InteractionGroupRow & { cost: string };

const column = createAppColumnHelper<Row>();
const columns = column.columns([
  column.accessor("description", {
    header: "Description",
    meta: { names: true },
    cell: ({ getValue }) => <span className="font-medium">{getValue()}</span>,
  }),
  column.accessor("code", { header: "Code", meta: { width: 130 }, cell: codeCell }),
  column.accessor("templates", {
    header: "Templates",
    meta: { width: 100, align: "right", hideBelow: 560 },
    cell: ({ row: { original } }) =>
      original.templates > 0 ? (
        <TextLink href={`/interaction-templates?group=${encodeURIComponent(original.code)}`} prefetch={false}>
          {formatNumber(original.templates)}
        </TextLink>
      ) : (
        "0"
      ),
  }),
  column.accessor((row) => formatNumber(row.interactions), {
    id: "interactions",
    header: "Interactions",
    meta: { width: 110, align: "right", hideBelow: 640 },
  }),
  column.accessor("cost", { header: "Cost", meta: { width: 120, align: "right", hideBelow: 720 } }),
  column.accessor((row) => formatDuration(row.durationMin), {
    id: "duration",
    header: "Duration",
    meta: { width: 120, align: "right", hideBelow: 800 },
  }),
]);
const keyOf = (row: Row) => row.code;

/** The groups that interactions are counted by; opened to be renamed or deleted. */
export function GroupsPanel({ groups, currency, actions }: GroupsPanelProps) {
  const [open, setOpen] = useState<InteractionGroupRow | "new" | null>(null);
  useShortcut("N", () => setOpen("new"), { label: "New interaction group", enabled: actions !== null });
  return (
    <>
      <PageHeader
        title="Interaction groups"
        count={groups.length}
        line
        actions={
          actions ? (
            <Button variant="primary" keys="N" icon={<Plus aria-hidden />} onClick={() => setOpen("new")}>
              New group
            </Button>
          ) : null
        }
      />
      <DataTable
        name="Interaction groups"
        columns={columns}
        rows={groups.map((group): Row => ({ ...group, cost: formatMoney(group.costLcy, currency) }))}
        rowKey={keyOf}
        onOpen={actions ? setOpen : undefined}
        openKey={open && open !== "new" ? open.code : null}
        empty={
          <EmptyState title="No interaction group yet">
            Every template belongs to a group, by which its interactions are counted.
          </EmptyState>
        }
      />
      {open && actions ? <GroupDialog group={open === "new" ? null : open} actions={actions} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

type GroupDialogProps = { group: InteractionGroupRow | null; actions: NonNullable<GroupsPanelProps["actions"]>; onClose: () => void };

function GroupDialog({ group, actions, onClose }: GroupDialogProps) {
  const formId = useId();
  const [code, setCode] = useState(group?.code ?? "");
  const [description, setDescription] = useState(group?.description ?? "");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startSave] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startSave(async () => {
      const refused = templateRefusal(await actions.save({ code, description, version: group?.version ?? null }).catch(() => null));
      setRefusal(refused);
      if (refused === null) onClose();
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={group ? `Change ${group.description}` : "New interaction group"}
      keepOnOutsidePress
      footer={
        <DialogFooter effect={refusal ? <ErrorMessage>{refusal}</ErrorMessage> : undefined}>
          {group ? (
            <DeleteInDialog
              what={group.description}
              remove={() => actions.remove({ code: group.code, version: group.version })}
              onDeleted={onClose}
            >
              What was recorded in it keeps its code.
            </DeleteInDialog>
          ) : null}
          <Button variant="ghost" size="lg" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" size="lg" pending={pending}>
            {group ? "Save group" : "Make group"}
          </Button>
        </DialogFooter>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3.5">
        <TextField
          label="Description"
          value={description}
          onChange={(event) => setDescription(event.target.value)}
          required
          maxLength={100}
        />
        <TextField
          label="Code"
          value={code}
          onChange={(event) => setCode(event.target.value.toUpperCase())}
          disabled={group !== null}
          required
          maxLength={20}
          code
        />
      </form>
    </Dialog>
  );
}
