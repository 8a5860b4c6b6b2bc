"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";
import { ShortcutLayer } from "@/components/keyboard/shortcut-provider";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "./button";
import { useFocusBack } from "./use-focus-back";

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question: "Cancel 162 interactions?" */
  title: string;
  /** What it does, with its numbers, and what stays. */
  children: ReactNode;
  /** Verb and number: "Cancel 162 interactions". */
  confirmLabel: string;
  /** Why it cannot be done now; holds the button back. */
  refusal?: ReactNode | undefined;
  cancelLabel?: string | undefined;
  danger?: boolean | undefined;
  pending?: boolean | undefined;
  onConfirm: () => void;
};

/** Asks before what cannot be undone alone. What can be undone asks nothing. Ctrl Enter confirms, Esc leaves. */
export function ConfirmDialog({ open, onOpenChange, title, children, ...rest }: ConfirmDialogProps) {
  const focusBack = useFocusBack(open);
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-(--z-scrim) bg-scrim transition-opacity duration-(--t-calm) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-(--z-dialog) grid grid-rows-[minmax(0,1fr)] place-items-center p-4">
          <Base.Popup
            finalFocus={focusBack}
            className="focus-own w-full max-w-[440px] rounded-xl bg-raised p-5 shadow-3 outline-none transition-[opacity,scale] duration-(--t-calm) ease-calm data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
          >
            <ShortcutLayer>
              <Base.Title className="text-lg font-[610] tracking-[-0.011em] text-balance">{title}</Base.Title>
              <Base.Description render={<div />} className="mt-2 text-md text-pretty text-ink-2">
                {children}
              </Base.Description>
              <ConfirmButtons {...rest} onCancel={() => onOpenChange(false)} />
            </ShortcutLayer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

type ConfirmButtonsProps = Pick<ConfirmDialogProps, "confirmLabel" | "cancelLabel" | "danger" | "pending" | "refusal" | "onConfirm"> & {
  onCancel: () => void;
};

function ConfirmButtons({
  confirmLabel,
  cancelLabel = "Keep as it is",
  danger,
  pending = false,
  refusal,
  onConfirm,
  onCancel,
}: ConfirmButtonsProps) {
  useShortcut("Ctrl Enter", onConfirm, { label: confirmLabel, inFields: true, enabled: !pending && !refusal });
  return (
    <div className="mt-5 flex flex-wrap items-center justify-end gap-2">
      {refusal ? (
        <span role="alert" className="mr-auto text-ink-2">
          {refusal}
        </span>
      ) : null}
      <Button variant="ghost" size="lg" onClick={onCancel}>
        {cancelLabel}
      </Button>
      <Button
        variant={danger ? "danger" : "primary"}
        size="lg"
        keys="Ctrl Enter"
        pending={pending}
        disabled={Boolean(refusal)}
        onClick={onConfirm}
      >
        {confirmLabel}
      </Button>
    </div>
  );
}
