"use client";

import { Button } from "./button";
import { Dialog, DialogFooter, type DialogProps } from "./dialog";

export type FormDialogProps = Pick<DialogProps, "title" | "size" | "children"> & {
  /** What the primary button says: "Save purpose". */
  submitLabel: string;
  pending: boolean;
  onSubmit: () => void;
  onClose: () => void;
};

/** A form to fill in, open while it stands on the page. A press outside does not close it. */
export function FormDialog({ submitLabel, pending, onSubmit, onClose, ...dialog }: FormDialogProps) {
  return (
    <Dialog
      {...dialog}
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      keepOnOutsidePress
      footer={
        <DialogFooter>
          <Button variant="ghost" size="lg" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" size="lg" pending={pending} onClick={onSubmit}>
            {submitLabel}
          </Button>
        </DialogFooter>
      }
    />
  );
}
