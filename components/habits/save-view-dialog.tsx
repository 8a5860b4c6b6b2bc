"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { NamedForm } from "@/components/ui/named-form";
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
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const [isDefault, setDefault] = useState(view?.isDefault ?? false);
  const keep = async () => {
    const answer = await save({ list, id: view?.id ?? null, name, shared, search, isDefault }).catch(() => null);
    if (!answer?.ok) return answer ? refusalWords(answer.error) : unreachableWords;
    onSaved({ id: answer.value.id, name: name.trim(), search, shared, own: true, ownerName: "", isDefault });
    return null;
  };
  return (
    <NamedForm name={name} onName={setName} placeholder="My drafts" saveLabel="Save view" save={keep} onClose={onClose}>
      <Checkbox label="Everybody sees it" checked={shared} onCheckedChange={setShared} />
      <Checkbox label="The list opens with it, for me" checked={isDefault} onCheckedChange={setDefault} />
    </NamedForm>
  );
}
