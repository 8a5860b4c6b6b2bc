"use client";

import { Ban, RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { countOf } from "@/components/ui/format";
import type { CancelActions } from "./cancel-actions";
import type { EntryActions } from "./entry-actions";
import { useCancel } from "./use-cancel";
import { useEntryChanges } from "./use-entry-changes";

export type CancelLoggedSegmentProps = {
  entryNo: number;
  description: string;
  canceled: boolean;
  entries: number;
  campaignEntries: number;
  actions: CancelActions;
};

/** Cancels a logged segment after saying what goes with it, or reinstates it. */
export function CancelLoggedSegment({ entryNo, description, canceled, entries, campaignEntries, actions }: CancelLoggedSegmentProps) {
  const [open, setOpen] = useState(false);
  const { run, pending, refusal, forget } = useCancel(actions);
  const way = canceled ? "reinstate" : "cancel";
  const verb = canceled ? "Reinstate" : "Cancel";
  const what = countOf(entries, "interaction");
  return (
    <>
      <Button
        icon={canceled ? <RotateCcw aria-hidden /> : <Ban aria-hidden />}
        onClick={() => {
          forget();
          setOpen(true);
        }}
      >
        {verb}…
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`${verb} ${what}?`}
        confirmLabel={`${verb} ${what}`}
        danger={!canceled}
        pending={pending}
        refusal={refusal}
        onConfirm={() => run(way, [entryNo], () => setOpen(false))}
      >
        {canceled
          ? `${description} counts again with all its ${what}${withCampaign(campaignEntries)}, also those that were canceled one by one before.`
          : `${description} stays here with its ${what}${withCampaign(campaignEntries)}, marked as canceled: they count nowhere and in no filter. Nothing is deleted, and it can be reinstated.`}
      </ConfirmDialog>
    </>
  );
}

function withCampaign(campaignEntries: number): string {
  return campaignEntries > 0 ? ` and ${countOf(campaignEntries, "campaign entry", "campaign entries")}` : "";
}

/** Cancels or reinstates one entry; the message offers the way back. */
export function CancelEntry({
  entryNo,
  canceled,
  heldBy,
  actions,
}: {
  entryNo: number;
  canceled: boolean;
  heldBy: string | null;
  actions: EntryActions;
}) {
  const { cancel, pending } = useEntryChanges(actions);
  if (canceled && heldBy) return <span className="text-ink-2 max-sm:hidden">{heldBy}</span>;
  return (
    <Button
      icon={canceled ? <RotateCcw aria-hidden /> : <Ban aria-hidden />}
      pending={pending}
      onClick={() => cancel(canceled ? "reinstate" : "cancel", { entryNos: [entryNo] })}
    >
      {canceled ? "Reinstate" : "Cancel"}
    </Button>
  );
}
