"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { CriteriaFields, type CriteriaNames } from "@/components/segments/criteria-fields";
import { refusalWords, unreachableWords } from "@/components/segments/refusal-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { countOf } from "@/components/ui/format";
import { useToast } from "@/components/ui/toast";
import type { ActionState } from "@/lib/request/action-state";
import type { SegmentationError } from "@/lib/segmentation/errors";
import type { ChangeSavedCriteria, DeleteSavedCriteria } from "@/lib/segmentation/saved-criteria-schema";
import type { SavedCriteriaRow } from "@/lib/segmentation/saved-criteria-types";

export type CriteriaActionsProps = {
  criteria: SavedCriteriaRow;
  change: (request: ChangeSavedCriteria) => Promise<ActionState<{ version: number }, SegmentationError>>;
  remove: (request: DeleteSavedCriteria) => Promise<ActionState<unknown, SegmentationError>>;
  restore: (request: { criteriaId: number }) => Promise<ActionState<unknown, SegmentationError>>;
};

/** Renames, describes, shares and deletes saved criteria; what was deleted can be taken back. */
export function CriteriaActions({ criteria, change, remove, restore }: CriteriaActionsProps) {
  const [edits, setEdits] = useState(false);
  const [pending, start] = useTransition();
  const router = useRouter();
  const { toast } = useToast();
  const { criteriaId, version, code, steps } = criteria;
  const bringBack = () =>
    start(async () => {
      const answer = await restore({ criteriaId }).catch(() => null);
      if (!answer?.ok) return toast({ text: answer ? refusalWords(answer.error) : unreachableWords });
      router.push(`/segments/saved-criteria/${criteriaId}`);
      toast({ text: `${code} is back, as it was.` });
    });
  const destroy = () =>
    start(async () => {
      const answer = await remove({ criteriaId, version }).catch(() => null);
      if (!answer?.ok) return toast({ text: answer ? refusalWords(answer.error) : unreachableWords });
      router.push("/segments/saved-criteria");
      toast({
        lead: `${code} deleted`,
        tone: "removed",
        text: `, with its ${countOf(steps, "step")}. Segments made with it keep theirs.`,
        action: { label: "Undo", keys: "U", run: bringBack },
      });
    });
  return (
    <>
      <Button icon={<Pencil aria-hidden />} onClick={() => setEdits(true)}>
        Edit…
      </Button>
      <Button icon={<Trash2 aria-hidden />} pending={pending} pendingLabel="Deleting" onClick={destroy}>
        Delete
      </Button>
      <Dialog open={edits} onOpenChange={setEdits} title={`Edit ${code}`} icon={<Pencil aria-hidden />} bare keepOnOutsidePress>
        {edits ? <CriteriaForm criteria={criteria} change={change} onClose={() => setEdits(false)} /> : null}
      </Dialog>
    </>
  );
}

function CriteriaForm({ criteria, change, onClose }: Pick<CriteriaActionsProps, "criteria" | "change"> & { onClose: () => void }) {
  const [names, setNames] = useState<CriteriaNames>(criteria);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const submit = () =>
    start(async () => {
      const { criteriaId, version } = criteria;
      const { code, description, shared } = names;
      const answer = await change({ criteriaId, version, code, description, shared }).catch(() => null);
      if (answer?.ok) onClose();
      else setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
    });
  return (
    <>
      <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4">
        <CriteriaFields value={names} onChange={setNames} refusal={refusal} />
      </div>
      <DialogFooter>
        <Button variant="ghost" size="lg" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" size="lg" disabled={names.code.trim() === ""} pending={pending} pendingLabel="Saving" onClick={submit}>
          Save
        </Button>
      </DialogFooter>
    </>
  );
}
