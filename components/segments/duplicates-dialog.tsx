"use client";

import { CopyMinus } from "lucide-react";
import { useEffect, useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import type { DuplicateCounts } from "@/lib/segmentation/line-types";
import type { StepTaken } from "@/lib/segmentation/stack-types";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions, SegmentReads } from "./segment-actions";

export type DuplicatesDialogProps = {
  segmentNo: string;
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  countDuplicates: SegmentReads["countDuplicates"];
  removeDuplicates: SegmentActions["removeDuplicates"];
  onTaken: (taken: StepTaken) => void;
};

type Same = keyof DuplicateCounts;

const whatStays: Record<Same, string> = {
  contact: "Of each contact the first line stays.",
  email: "Of each address one line stays: a person’s before the company’s, then that of the lowest contact number.",
};

/** Takes lines off that go to somebody twice, after saying how many that are. */
export function DuplicatesDialog({ open, onOpenChange, title, ...form }: DuplicatesDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Remove duplicates"
      subtitle={`from ${title}`}
      icon={<CopyMinus aria-hidden />}
      size="sm"
      bare
    >
      {open ? <DuplicatesForm {...form} onClose={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

type FormProps = Omit<DuplicatesDialogProps, "open" | "onOpenChange" | "title"> & { onClose: () => void };

function DuplicatesForm({ segmentNo, countDuplicates, removeDuplicates, onTaken, onClose }: FormProps) {
  const [same, setSame] = useState<Same>("contact");
  const [attempt, setAttempt] = useState(0);
  const [counts, setCounts] = useState<DuplicateCounts | "counting" | "failed">("counting");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startRemove] = useTransition();
  useEffect(() => {
    let current = attempt >= 0;
    countDuplicates(segmentNo).then(
      (counted) => current && setCounts(counted ?? "failed"),
      () => current && setCounts("failed"),
    );
    return () => {
      current = false;
    };
  }, [segmentNo, countDuplicates, attempt]);
  const count = typeof counts === "object" ? counts[same] : null;

  const remove = () => {
    if (pending || !count) return;
    startRemove(async () => {
      const answer = await removeDuplicates({ segmentNo, same, expected: count }).catch(() => null);
      if (answer?.ok) {
        if (answer.value.taken) onTaken(answer.value.taken);
        return onClose();
      }
      setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
      setAttempt((before) => before + 1);
    });
  };
  useShortcut("Ctrl Enter", remove, { label: "Remove duplicates", inFields: true });

  return (
    <>
      <div className="grid min-h-0 flex-1 content-start gap-3 overflow-y-auto px-5 py-4 max-sm:px-4">
        <SegmentedControl
          label="The same"
          block
          value={same}
          onValueChange={setSame}
          options={[
            { value: "contact", label: "Same contact", count: typeof counts === "object" ? counts.contact : undefined },
            { value: "email", label: "Same e-mail address", count: typeof counts === "object" ? counts.email : undefined },
          ]}
        />
        <p aria-live="polite" className="text-md text-pretty">
          {counts === "failed" ? (
            "This could not be counted just now. Close and try again."
          ) : count === null ? (
            <Skeleton className="w-44" />
          ) : count === 0 ? (
            "There are no duplicates."
          ) : (
            `${countOf(count, "line")} will go.`
          )}
        </p>
        <p className="text-pretty text-ink-2">{whatStays[same]} Go Back brings the others back.</p>
        <ErrorMessage>{refusal}</ErrorMessage>
      </div>
      <DialogFooter>
        <Button variant="ghost" size="lg" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          size="lg"
          keys="Ctrl Enter"
          disabled={!count}
          pending={pending}
          pendingLabel={`Removing ${formatNumber(count ?? 0)}`}
          onClick={remove}
        >
          {count ? `Remove ${countOf(count, "line")}` : "Remove duplicates"}
        </Button>
      </DialogFooter>
    </>
  );
}
