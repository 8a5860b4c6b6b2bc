"use client";

import { History } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf } from "@/components/ui/format";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { AskedStackChange } from "@/lib/segmentation/stack-change-schema";
import type { StackDifference } from "@/lib/segmentation/stack-types";
import type { StackActions } from "./segment-actions";
import { differenceWords, StackDifferenceView } from "./stack-difference";
import { useStackChange } from "./use-stack-change";

export type StackChangeFormProps = {
  segmentNo: string;
  /** Null while nothing is chosen. */
  change: AskedStackChange | null;
  /** What the button says, given the difference. */
  confirmLabel: (difference: StackDifference | null) => string;
  actions: Pick<StackActions, "previewStackChange" | "changeStack">;
  onChanged: (difference: StackDifference) => void;
  onClose: () => void;
  closeLabel?: string | undefined;
  /** The choices above the difference. */
  children?: ReactNode | undefined;
};

/** Choices, what they would do step by step, and the one press that does it. */
export function StackChangeForm({
  segmentNo,
  change,
  confirmLabel,
  actions,
  onChanged,
  onClose,
  closeLabel = "Cancel",
  children,
}: StackChangeFormProps) {
  const shown = useStackChange(segmentNo, change, actions, onChanged);
  const { difference, counting, problem, applying, apply } = shown;
  const label = confirmLabel(difference);
  const ready = difference !== null && !counting;
  useShortcut("Ctrl Enter", apply, { label, inFields: true, enabled: ready });
  return (
    <>
      <ScrollPane label="Change">
        <div className="grid content-start gap-4 px-5 py-4 max-sm:px-4">
          {children}
          <StackDifferenceView shown={shown} />
          <ErrorMessage>{problem}</ErrorMessage>
        </div>
      </ScrollPane>
      <DialogFooter effect={difference ? <span className="num">{differenceWords(difference)}</span> : undefined}>
        <Button variant="ghost" size="lg" onClick={onClose}>
          {closeLabel}
        </Button>
        <Button
          variant="primary"
          size="lg"
          keys="Ctrl Enter"
          disabled={!ready && !applying}
          pending={applying}
          pendingLabel="Taking the steps again"
          onClick={apply}
        >
          {label}
        </Button>
      </DialogFooter>
    </>
  );
}

export type StackChangeDialogProps = Omit<StackChangeFormProps, "confirmLabel" | "children" | "change"> & {
  change: AskedStackChange | null;
};

/** A change of one step, or a refresh of all: the difference first, then one press. */
export function StackChangeDialog({ change, onClose, ...form }: StackChangeDialogProps) {
  const last = useRef(change);
  if (change !== null) last.current = change;
  const shown = last.current; // keeps its words while it fades out
  return (
    <Dialog
      open={change !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={shown ? titleOf(shown) : ""}
      subtitle="on today’s data"
      icon={<History aria-hidden />}
      size="lg"
      bare
      keepOnOutsidePress
    >
      {shown ? (
        <StackChangeForm {...form} change={shown} onClose={onClose} confirmLabel={(difference) => labelOf(shown, difference)} />
      ) : null}
    </Dialog>
  );
}

function titleOf(change: AskedStackChange): string {
  switch (change.change) {
    case "edit":
      return `Edit step ${change.step}`;
    case "move":
      return `Move step ${change.step} to ${change.to}`;
    case "switch":
      return `Switch step ${change.step} ${change.on ? "on" : "off"}`;
    case "remove":
      return `Remove step ${change.step}`;
    case "refresh":
      return "Refresh from criteria";
    case "reuse_criteria":
      return "Reuse criteria";
    case "reuse_logged":
      return "Reuse a logged segment";
    default:
      return change satisfies never;
  }
}

/** Verb and number: how many steps are replayed. */
function labelOf(change: AskedStackChange, difference: StackDifference | null): string {
  if (change.change === "refresh") return difference ? `Refresh ${countOf(difference.steps.length, "step")}` : "Refresh";
  return titleOf(change);
}
