"use client";

import { Star } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { evaluationNames } from "@/components/segments/channel-words";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { EvaluateEntries } from "@/lib/logging/schema";
import { evaluations } from "@/lib/segmentation/schema";

export type EvaluateMenuProps = { pending: boolean; side?: "top" | "bottom"; onChoose: (change: EvaluateEntries["change"]) => void };

/** *Evaluate* for entries: one of five evaluations or none, and whether the attempt failed. E opens it. */
export function EvaluateMenu({ pending, side = "top", onChoose }: EvaluateMenuProps) {
  const [open, setOpen] = useState(false);
  useShortcut("E", () => setOpen(true), { label: "Evaluate", group: "Interaction log", enabled: !pending });
  return (
    <Menu
      side={side}
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" icon={<Star aria-hidden />} keys="E" pending={pending}>
          Evaluate
        </Button>
      }
    >
      {evaluations.map((evaluation) => (
        <MenuItem key={evaluation} onSelect={() => onChoose({ set: "evaluation", evaluation })}>
          {evaluationNames[evaluation]}
        </MenuItem>
      ))}
      <MenuItem onSelect={() => onChoose({ set: "evaluation", evaluation: null })}>No evaluation</MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => onChoose({ set: "attemptFailed", attemptFailed: true })}>Attempt failed</MenuItem>
      <MenuItem onSelect={() => onChoose({ set: "attemptFailed", attemptFailed: false })}>Attempt did not fail</MenuItem>
    </Menu>
  );
}
