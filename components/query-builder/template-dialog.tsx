"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { NamedForm } from "@/components/ui/named-form";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { CodeNames } from "@/lib/filters/words";
import type { QueryTemplateRow } from "@/lib/query-templates/schema";
import { wordsOfNode } from "./builder-words";
import type { OwnTemplates, TemplateActions } from "./gallery-types";
import { templateRefusal } from "./template-words";
import { fieldOfRow, type GroupNode, inOrder, type NodeId, openedRows, type RowNode, treeToFilter } from "./tree";

export type TemplateDialogProps = {
  open: boolean;
  /** What is kept: a query of which some conditions are asked for each time, or a template as it is, under another name. */
  of: { root: GroupNode; names: CodeNames } | { template: QueryTemplateRow };
  templates: OwnTemplates["templates"];
  save: TemplateActions["save"];
  onClose: () => void;
};

/** Names a template, says who sees it, and of which conditions the value is asked for. */
export function TemplateDialog({ open, onClose, ...form }: TemplateDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={"root" in form.of ? "Save as template" : "Name and sharing"}
      size="md"
      bare
    >
      {open ? <TemplateForm {...form} onClose={onClose} /> : null}
    </Dialog>
  );
}

type Asked = ReadonlyMap<NodeId, { name: string; hint: string }>;

function TemplateForm({ of, templates, save, onClose }: Omit<TemplateDialogProps, "open">) {
  const { toast } = useToast();
  const before = "template" in of ? of.template : null;
  const rows = "root" in of ? inOrder(of.root).filter((node) => node.kind === "row") : [];
  const [name, setName] = useState(before?.name ?? "");
  const [description, setDescription] = useState(before?.description ?? "");
  const [shared, setShared] = useState(before?.shared ?? false);
  const [asked, setAsked] = useState<Asked>(() => new Map(rows.filter(isOpen).map((row) => [row.id, row.ask ?? askFor(row)])));
  const written = name.trim().toLowerCase();
  const replaced = before ? null : (templates.find((template) => template.own && template.name.toLowerCase() === written) ?? null);
  const keep = async () => {
    const filter = "root" in of ? { filter: treeToFilter(openedRows(of.root, asked)).filter } : {};
    const answer = await save({ id: before?.id ?? replaced?.id ?? null, name, description, shared, ...filter }).catch(() => null);
    if (!answer?.ok) return templateRefusal(answer === null ? null : answer.error);
    toast({ text: `The template “${name.trim()}” is saved. It stands under Templates.` });
    onClose();
    return null;
  };
  return (
    <NamedForm
      name={name}
      onName={setName}
      hint={replaced ? "You have a template of this name. It is replaced." : undefined}
      saveLabel={replaced ? "Replace template" : "Save template"}
      save={keep}
      onClose={onClose}
    >
      <TextField
        label="Whom it finds"
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        maxLength={200}
        autoComplete="off"
      />
      <Checkbox label="Everybody sees it" checked={shared} onCheckedChange={setShared} />
      {rows.length > 0 && "root" in of ? (
        <fieldset className="mt-1 border-t border-line pt-3">
          <legend className="float-left mb-1.5 w-full text-xs font-semibold text-ink-2">What is asked for each time</legend>
          <ul className="clear-both grid gap-1">
            {rows.map((row) => (
              <AskedFor key={row.id} row={row} words={wordsOfNode(row, of.names)} asked={asked} onChange={setAsked} />
            ))}
          </ul>
        </fieldset>
      ) : null}
    </NamedForm>
  );
}

type AskedForProps = { row: RowNode; words: string; asked: Asked; onChange: (asked: Asked) => void };

/** A condition that is kept as it is, or whose value is asked for under a name and with a hint. */
function AskedFor({ row, words, asked, onChange }: AskedForProps) {
  const said = asked.get(row.id);
  const change = (next: { name: string; hint: string } | null) => {
    const changed = new Map(asked);
    if (next) changed.set(row.id, next);
    else changed.delete(row.id);
    onChange(changed);
  };
  return (
    <li>
      <Checkbox
        label={words}
        checked={said !== undefined}
        onCheckedChange={(on) => change(on ? (row.ask ?? askFor(row)) : null)}
        disabled={row.op === "isEmpty" || row.op === "isNotEmpty"}
        className="min-h-7"
      />
      {said ? (
        <div className="mb-2 grid grid-cols-2 gap-2 pl-6 max-sm:grid-cols-1">
          <TextField
            label={`Asked for as, instead of: ${words}`}
            labelHidden
            size="control"
            placeholder="Name"
            value={said.name}
            maxLength={60}
            required
            onChange={(event) => change({ ...said, name: event.target.value })}
          />
          <TextField
            label={`Hint for ${said.name}`}
            labelHidden
            size="control"
            placeholder="Hint"
            value={said.hint}
            maxLength={200}
            onChange={(event) => change({ ...said, hint: event.target.value })}
          />
        </div>
      ) : null}
    </li>
  );
}

const isOpen = (row: RowNode) => row.ask !== undefined || treeToFilter({ ...lone, of: [row] }).unfinished.length > 0;
const lone: GroupNode = { id: "", kind: "group", match: "all", of: [], bare: false, kept: false };
const askFor = (row: RowNode) => ({ name: fieldOfRow(row)?.label ?? row.field, hint: "" });
