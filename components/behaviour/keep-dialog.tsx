"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { NumberField } from "@/components/ui/number-field";
import { useToast } from "@/components/ui/toast";
import { type BehaviourActions, behaviourWords } from "./behaviour-actions";
import { keptWords } from "./keep-words";

type KeepDialogProps = { keepDays: number | null; keep: BehaviourActions["keep"]; onClose: () => void };

/** For how many days rows are kept whose type says nothing of its own. */
export function KeepDialog({ keepDays, keep, onClose }: KeepDialogProps) {
  const [days, setDays] = useState(keepDays);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const { toast } = useToast();
  const submit = () =>
    start(async () => {
      const answer = await keep({ keepDays: days }).catch(() => null);
      if (!answer?.ok) return setRefusal(behaviourWords(answer));
      toast({ text: `Kept ${keptWords(answer.value.keepDays)} from now on.` });
      onClose();
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="How long behaviour is kept"
      footer={
        <DialogFooter>
          <Button variant="ghost" size="lg" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" size="lg" pending={pending} onClick={submit}>
            {`Keep ${keptWords(days)}`}
          </Button>
        </DialogFooter>
      }
    >
      <NumberField label="Days" aside="blank: for ever" min={1} max={36_500} value={days} onValueChange={setDays} autoFocus />
      <p className="mt-3 text-pretty text-ink-2">
        Once a day, what is older is deleted for good, and live segments follow. Types with days of their own keep to those.
      </p>
      <ErrorMessage>{refusal}</ErrorMessage>
    </Dialog>
  );
}
