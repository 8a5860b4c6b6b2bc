"use client";

import { type ReactNode, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionState } from "@/lib/request/action-state";
import type { TemplateError } from "@/lib/templates/errors";
import { templateRefusal } from "./template-actions";

type DeleteInDialogProps = {
  /** What goes: "Letters". */
  what: string;
  remove: () => Promise<ActionState<unknown, TemplateError>>;
  onDeleted: () => void;
  /** What stays. */
  children: ReactNode;
};

/** The button of a dialog that deletes what the dialog is about, after a question. */
export function DeleteInDialog({ what, remove, onDeleted, children }: DeleteInDialogProps) {
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startDelete] = useTransition();
  const confirm = () =>
    startDelete(async () => {
      const refused = templateRefusal(await remove().catch(() => null));
      setRefusal(refused);
      if (refused === null) onDeleted();
    });
  return (
    <>
      <Button variant="ghost" size="lg" className="mr-auto text-danger" onClick={() => setAsking(true)}>
        Delete…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${what}?`}
        confirmLabel="Delete"
        danger
        pending={pending}
        refusal={refusal ?? undefined}
        onConfirm={confirm}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
