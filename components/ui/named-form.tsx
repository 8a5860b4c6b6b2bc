"use client";

import { type FormEvent, type ReactNode, useId, useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "./button";
import { DialogFooter } from "./dialog";
import { TextField } from "./text-field";

export type NamedFormProps = {
  name: string;
  onName: (name: string) => void;
  placeholder?: string | undefined;
  hint?: string | undefined;
  /** What the button does, as an order: "Save view". */
  saveLabel: string;
  /** Saves; says in a sentence why it was refused, null where it was not. */
  save: () => Promise<string | null>;
  onClose: () => void;
  /** What else is asked for, below the name. */
  children: ReactNode;
};

/** What a dialog holds that keeps something under a name. A refusal stands at the name, and what was typed stays. */
export function NamedForm({ name, onName, placeholder, hint, saveLabel, save, onClose, children }: NamedFormProps) {
  const formId = useId();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!pending) start(async () => setRefusal(await save()));
  };
  useShortcut("Ctrl Enter", () => submit(), { label: saveLabel, inFields: true });
  return (
    <>
      <form id={formId} onSubmit={submit} className="grid min-h-0 flex-1 content-start gap-3 overflow-y-auto px-5 py-4 max-sm:px-4">
        <TextField
          label="Name"
          value={name}
          onChange={(event) => onName(event.target.value)}
          maxLength={60}
          placeholder={placeholder}
          autoComplete="off"
          required
          hint={hint}
          error={refusal ?? undefined}
        />
        {children}
      </form>
      <DialogFooter>
        <Button variant="ghost" size="lg" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" size="lg" type="submit" form={formId} pending={pending} pendingLabel="Saving" keys="Ctrl Enter">
          {saveLabel}
        </Button>
      </DialogFooter>
    </>
  );
}
