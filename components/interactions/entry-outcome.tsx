"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { evaluationNames } from "@/components/segments/channel-words";
import { Button } from "@/components/ui/button";
import { KeyValues } from "@/components/ui/key-values";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Note } from "@/components/ui/note";
import { Switch } from "@/components/ui/switch";
import type { LogEntry } from "@/lib/logging/types";
import { evaluations } from "@/lib/segmentation/schema";
import type { EntryActions } from "./entry-actions";
import { useEntryChanges } from "./use-entry-changes";

const reasons = {
  logged_segment: "Its logged segment is canceled, and with it this entry. Reinstate the logged segment to note something here.",
  campaign_entry: "It is canceled, and so is its campaign entry. Reinstate its logged segment to note something here.",
} as const;

export type EntryOutcomeProps = {
  entry: Pick<LogEntry, "entryNo" | "evaluation" | "attemptFailed" | "canceled" | "heldBy">;
  editable: boolean;
  actions: EntryActions;
};

/** How an interaction went: its evaluation and whether the attempt failed, changed in place. A canceled entry is only read, and says why. */
export function EntryOutcome({ entry, editable, actions }: EntryOutcomeProps) {
  const { entryNo, evaluation, attemptFailed, canceled, heldBy } = entry;
  const [open, setOpen] = useState(false);
  const { evaluate, pending } = useEntryChanges(actions);
  const changes = editable && !canceled;
  useShortcut("E", () => setOpen(true), { label: "Evaluate", enabled: changes && !pending });
  const words = evaluation ? evaluationNames[evaluation] : "Not evaluated";
  if (!changes) {
    return (
      <div className="grid gap-3">
        {canceled ? (
          <Note tone="info" title="Read-only.">
            {heldBy ? reasons[heldBy] : "This entry is canceled: it counts nowhere. Reinstate it to note something here."}
          </Note>
        ) : null}
        <KeyValues
          items={[
            { label: "Evaluation", value: words },
            { label: "Attempt failed", value: attemptFailed ? "Yes" : "No" },
          ]}
        />
      </div>
    );
  }
  return (
    <div className="grid gap-3.5">
      <div className="flex items-center justify-between gap-3">
        <span className="font-medium">Evaluation</span>
        <Menu
          open={open}
          onOpenChange={setOpen}
          trigger={
            <Button keys="E" pending={pending}>
              {words}
              <ChevronDown aria-hidden />
            </Button>
          }
        >
          {evaluations.map((each) => (
            <MenuItem key={each} onSelect={() => evaluate({ entryNos: [entryNo] }, { set: "evaluation", evaluation: each })}>
              {evaluationNames[each]}
            </MenuItem>
          ))}
          <MenuItem onSelect={() => evaluate({ entryNos: [entryNo] }, { set: "evaluation", evaluation: null })}>Not evaluated</MenuItem>
        </Menu>
      </div>
      <Switch
        label="Attempt failed"
        hint="Nobody was reached; it does not count as last interaction."
        checked={attemptFailed}
        onCheckedChange={(next) => evaluate({ entryNos: [entryNo] }, { set: "attemptFailed", attemptFailed: next })}
      />
    </div>
  );
}
