"use client";

import { ArrowDown, ArrowUp, Ellipsis, Eye, EyeOff, Pencil, Trash2 } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { AskedStackChange } from "@/lib/segmentation/stack-change-schema";
import type { StackStep } from "@/lib/segmentation/stack-types";

export type StepMenuProps = {
  step: StackStep;
  currentStep: number;
  onEdit: (step: StackStep) => void;
  onChange: (change: AskedStackChange) => void;
};

/** What can be done to a step that was taken: everything after it is replayed, the difference is shown first. */
export function StepMenu({ step: edited, currentStep, onEdit, onChange }: StepMenuProps) {
  const { step, kind, switchedOff } = edited;
  return (
    <Menu trigger={<IconButton label={`Change step ${step}`} icon={<Ellipsis aria-hidden />} />}>
      {kind === "add" || kind === "reduce" || kind === "refine" ? (
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => onEdit(edited)}>
          Edit…
        </MenuItem>
      ) : null}
      <MenuItem icon={<ArrowUp aria-hidden />} disabled={step === 1} onSelect={() => onChange({ change: "move", step, to: step - 1 })}>
        Move up…
      </MenuItem>
      <MenuItem
        icon={<ArrowDown aria-hidden />}
        disabled={step === currentStep}
        onSelect={() => onChange({ change: "move", step, to: step + 1 })}
      >
        Move down…
      </MenuItem>
      <MenuItem
        icon={switchedOff ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
        onSelect={() => onChange({ change: "switch", step, on: switchedOff })}
      >
        {switchedOff ? "Switch on…" : "Switch off…"}
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => onChange({ change: "remove", step })}>
        Remove…
      </MenuItem>
    </Menu>
  );
}
