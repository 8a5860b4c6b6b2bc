"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";

type ShownOnceDialogProps = {
  title: string;
  /** What the secret is called by screen readers. */
  label: string;
  secret: string;
  /** What to do should it get lost. */
  note: string;
  onClose: () => void;
  children: ReactNode;
};

/** Shows a secret that cannot be seen again: a drawn password, a key. */
export function ShownOnceDialog({ title, label, secret, note, onClose, children }: ShownOnceDialogProps) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  const footer = (
    <DialogFooter>
      <Button variant="primary" size="lg" onClick={onClose}>
        Done
      </Button>
    </DialogFooter>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} size="sm" footer={footer} keepOnOutsidePress>
      <p className="text-ink-2">{children}</p>
      <div className="my-3 flex items-center gap-2 rounded-md border border-line bg-sunken p-2 pl-3">
        <output aria-label={label} className="mono min-w-0 flex-1 text-md break-all select-all">
          {secret}
        </output>
        <Button icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={copy}>
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
      <Note tone="info">{note}</Note>
    </Dialog>
  );
}
