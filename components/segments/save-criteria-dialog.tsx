"use client";

import { Bookmark } from "lucide-react";
import { useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf } from "@/components/ui/format";
import { Switch } from "@/components/ui/switch";
import { useToast } from "@/components/ui/toast";
import type { Segment } from "@/lib/segmentation/types";
import { CriteriaFields, type CriteriaNames } from "./criteria-fields";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions } from "./segment-actions";

export type SaveCriteriaProps = { open: boolean; onClose: () => void; segment: Segment; save: SegmentActions["saveCriteria"] };

/** Keeps the steps of a segment under a code, to take them again here or elsewhere. */
export function SaveCriteriaDialog({ open, onClose, ...form }: SaveCriteriaProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title="Save criteria"
      icon={<Bookmark aria-hidden />}
      bare
      keepOnOutsidePress
    >
      {open ? <SaveCriteriaForm {...form} onClose={onClose} /> : null}
    </Dialog>
  );
}

function SaveCriteriaForm({ segment, save, onClose }: Omit<SaveCriteriaProps, "open">) {
  const { toast } = useToast();
  const steps = segment.steps.filter((step) => !step.undone && !step.switchedOff);
  const edits = steps.filter((step) => step.kind === "edit").length;
  const [names, setNames] = useState<CriteriaNames>({ code: "", description: segment.header.description ?? "", shared: true });
  const [editsByHand, setEditsByHand] = useState(edits === steps.length);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startSave] = useTransition();
  const kept = editsByHand ? steps.length : steps.length - edits;

  const submit = () => {
    if (pending) return;
    if (names.code.trim() === "") return setRefusal("A code is needed, for example NEWSLETTER.");
    startSave(async () => {
      const answer = await save({ segmentNo: segment.header.segmentNo, ...names, editsByHand }).catch(() => null);
      if (!answer?.ok) {
        setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
        return;
      }
      toast({ lead: `${countOf(answer.value.steps, "step")} saved`, text: ` as ${names.code.trim()}.` });
      onClose();
    });
  };
  useShortcut("Ctrl Enter", submit, { label: "Save criteria", inFields: true });
  return (
    <>
      <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4">
        <CriteriaFields value={names} onChange={setNames} refusal={refusal} />
        {edits > 0 ? (
          <Switch
            label="Keep edits by hand"
            hint={`${countOf(edits, "step")} added or removed named contacts.`}
            checked={editsByHand}
            onCheckedChange={setEditsByHand}
          />
        ) : null}
        {kept === 0 ? <ErrorMessage>All steps are edits by hand. Keep them, or there is nothing to save.</ErrorMessage> : null}
      </div>
      <DialogFooter>
        <Button variant="ghost" size="lg" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          size="lg"
          keys="Ctrl Enter"
          disabled={kept === 0}
          pending={pending}
          pendingLabel="Saving"
          onClick={submit}
        >
          {`Save ${countOf(kept, "step")}`}
        </Button>
      </DialogFooter>
    </>
  );
}
