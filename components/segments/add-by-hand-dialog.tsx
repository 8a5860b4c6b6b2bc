"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { reportRows } from "@/components/named-contacts/add-report";
import { ByHandForm } from "@/components/named-contacts/by-hand-form";
import { Dialog } from "@/components/ui/dialog";
import { formatNumber } from "@/components/ui/format";
import { Switch } from "@/components/ui/switch";
import { err } from "@/lib/result";
import type { AddLinesReport } from "@/lib/segmentation/line-types";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions, SegmentReads } from "./segment-actions";

export type AddByHandProps = {
  segmentNo: string;
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  add: SegmentActions["addLines"];
  searchContacts: SegmentReads["searchContacts"];
  onAdded: (report: AddLinesReport) => void;
};

/** Adds contacts one knows: found by typing, or pasted as numbers and e-mail addresses, with a report of what was not taken. */
export function AddByHandDialog({ open, onOpenChange, title, ...form }: AddByHandProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add by hand"
      subtitle={`to ${title}`}
      icon={<UserPlus aria-hidden />}
      bare
      keepOnOutsidePress
    >
      {open ? <AddByHandForm {...form} onClose={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

type FormProps = Omit<AddByHandProps, "open" | "onOpenChange" | "title"> & { onClose: () => void };

function AddByHandForm({ segmentNo, add, searchContacts, onAdded, onClose }: FormProps) {
  const [ignoreExclusion, setIgnoreExclusion] = useState(false);
  return (
    <ByHandForm
      label="Add by hand"
      verb="Add"
      doing="Adding"
      searchContacts={searchContacts}
      send={async (contacts, again) => {
        const answer = await add({ segmentNo, contacts, ignoreExclusion, allowExisting: again }).catch(() => null);
        return answer?.ok ? answer : err(answer === null ? unreachableWords : refusalWords(answer.error));
      }}
      onDone={onAdded}
      onClose={onClose}
      rows={reportRows}
      title={({ added, asked }) => `${formatNumber(added)} of ${formatNumber(asked)} added.`}
      offer={anotherLine}
    >
      <Switch
        label="Ignore exclusion"
        hint="Also contacts marked Exclude from Segment."
        checked={ignoreExclusion}
        onCheckedChange={setIgnoreExclusion}
      />
    </ByHandForm>
  );
}

/** Those who were here already may get one more line each. */
function anotherLine({ alreadyThereNos }: AddLinesReport) {
  const { length } = alreadyThereNos;
  if (length === 0) return null;
  return {
    label: length === 1 ? "Add another line" : `Add another line for ${formatNumber(length)}`,
    contacts: { contactNos: alreadyThereNos },
  };
}
