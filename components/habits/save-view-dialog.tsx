"use client";

import { type FormEvent, useId, useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import type { ViewList, ViewRow } from "@/lib/habits/view-schema";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { ViewActions } from "./view-actions";

export type SaveViewDialogProps = {
  open: boolean;
  /** The one that is changed; null for a new one. */
  view: ViewRow | null;
  list: ViewList;
  search: string;
  save: ViewActions["save"];
  onClose: () => void;
  onSaved: (view: ViewRow) => void;
};

/** Names a view and says who sees it and whether the list opens with it. */
export function SaveViewDialog({ open, onClose, ...form }: SaveViewDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={form.view ? "Name and sharing" : "Save view"}
      size="sm"
      bare
    >
      {open ? <SaveViewForm {...form} onClose={onClose} /> : null}
    </Dialog>
  );
}

function SaveViewForm({ view, list, search, save, onClose, onSaved }: Omit<SaveViewDialogProps, "open">) {
  const formId = useId();
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const [isDefault, setDefault] = useState(view?.isDefault ?? false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (pending) return;
    start(async () => {
      const answer = await save({ list, id: view?.id ?? null, name, shared, search, isDefault }).catch(() => null);
      if (answer?.ok) onSaved({ id: answer.value.id, name: name.trim(), search, shared, own: true, ownerName: "", isDefault });
      else setRefusal(answer ? refusalWords(answer.error) : unreachableWords);
    });
  };
  useShortcut("Ctrl Enter", () => submit(), { label: "Save the view", inFields: true });
  return (
    <>
      <form id={formId} onSubmit={submit} className="grid content-start gap-3 px-5 py-4 max-sm:flex-1 max-sm:px-4">
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={60}
          placeholder="My drafts"
          autoComplete="off"
          required
          error={refusal ?? undefined}
        />
        <Checkbox label="Everybody sees it" checked={shared} onCheckedChange={setShared} />
        <Checkbox label="The list opens with it, for me" checked={isDefault} onCheckedChange={setDefault} />
      </form>
      <DialogFooter>
        <Button variant="ghost" size="lg" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" size="lg" type="submit" form={formId} pending={pending} pendingLabel="Saving" keys="Ctrl Enter">
          Save view
        </Button>
      </DialogFooter>
    </>
  );
}
