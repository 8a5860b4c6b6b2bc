"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { CriteriaFields, type CriteriaNames } from "@/components/segments/criteria-fields";
import { refusalWords, unreachableWords } from "@/components/segments/refusal-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { countOf } from "@/components/ui/format";
import type { ActionState } from "@/lib/request/action-state";
import type { SegmentationError } from "@/lib/segmentation/errors";
import type { ChangeSavedCriteria, DeleteSavedCriteria } from "@/lib/segmentation/saved-criteria-schema";
import type { SavedCriteriaRow } from "@/lib/segmentation/types";

export type CriteriaActionsProps = {
  criteria: SavedCriteriaRow;
  change: (request: ChangeSavedCriteria) => Promise<ActionState<{ version: number }, SegmentationError>>;
  remove: (request: DeleteSavedCriteria) => Promise<ActionState<unknown, SegmentationError>>;
};

/** Renames, describes, shares and deletes saved criteria. */
export function CriteriaActions({ criteria, change, remove }: CriteriaActionsProps) {
  const [edits, setEdits] = useState(false);
  const [asksDelete, setAsksDelete] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const router = useRouter();
  const { criteriaId, version, code, steps } = criteria;
  const confirm = () =>
    start(async () => {
      const answer = await remove({ criteriaId, version }).catch(() => null);
      if (answer?.ok) router.push("/segments/saved-criteria");
      else setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
    });
  return (
    <>
      <Button icon={<Pencil aria-hidden />} onClick={() => setEdits(true)}>
        Edit…
      </Button>
      <Button icon={<Trash2 aria-hidden />} onClick={() => setAsksDelete(true)}>
        Delete…
      </Button>
      <Dialog open={edits} onOpenChange={setEdits} title={`Edit ${code}`} icon={<Pencil aria-hidden />} bare keepOnOutsidePress>
        {edits ? <CriteriaForm criteria={criteria} change={change} onClose={() => setEdits(false)} /> : null}
      </Dialog>
      <ConfirmDialog
        open={asksDelete}
        onOpenChange={setAsksDelete}
        title={`Delete ${code}?`}
        confirmLabel={`Delete ${code}`}
        danger
        pending={pending}
        refusal={refusal ?? undefined}
        onConfirm={confirm}
      >
        Its {countOf(steps, "step")} go for good. Segments that were made with them keep their steps.
      </ConfirmDialog>
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
