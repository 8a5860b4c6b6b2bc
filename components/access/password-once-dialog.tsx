"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import type { TellOnce } from "@/lib/users/add-user";

/** Shows a drawn password, once: it cannot be seen again, only drawn anew. */
export function PasswordOnceDialog({ told, onClose }: { told: TellOnce; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(told.password).then(
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
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Password of ${told.name}`}
      size="sm"
      footer={footer}
      keepOnOutsidePress
    >
      <p className="text-ink-2">
        Give it to {told.name}, who signs in as {told.email} and can change it under <i>Your account</i>.
      </p>
      <div className="my-3 flex items-center gap-2 rounded-md border border-line bg-sunken p-2 pl-3">
        <output aria-label="Password" className="mono min-w-0 flex-1 text-md break-all select-all">
          {told.password}
        </output>
        <Button icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={copy}>
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
      <Note tone="info">It is shown this once. Should it get lost, draw a new one.</Note>
    </Dialog>
  );
}
