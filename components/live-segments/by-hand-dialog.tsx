"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { unknownRows } from "@/components/named-contacts/add-report";
import { ByHandForm } from "@/components/named-contacts/by-hand-form";
import type { SearchContacts } from "@/components/named-contacts/contacts-by-hand";
import { Dialog } from "@/components/ui/dialog";
import { formatNumber } from "@/components/ui/format";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { ChangeByHand } from "@/lib/live-segments/schema";
import type { ChangedByHand } from "@/lib/live-segments/types";
import { err } from "@/lib/result";
import type { LiveActions } from "./live-actions";
import { liveRefusal, unreachableWords } from "./live-words";

export type ByHandDialogProps = {
  segmentNo: string;
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  change: LiveActions["changeByHand"];
  searchContacts: SearchContacts;
  onChanged: (list: ChangeByHand["list"], done: ChangedByHand) => void;
};

const lists = [
  { value: "include", label: "Put in" },
  { value: "exclude", label: "Leave out" },
] as const;

/** Puts contacts into a live segment, or leaves them out of it, whatever its filter says. */
export function ByHandDialog({ open, onOpenChange, title, ...form }: ByHandDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="By hand"
      subtitle={`in ${title}`}
      icon={<UserPlus aria-hidden />}
      bare
      keepOnOutsidePress
    >
      {open ? <LiveByHandForm {...form} onClose={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

type FormProps = Omit<ByHandDialogProps, "open" | "onOpenChange" | "title"> & { onClose: () => void };

function LiveByHandForm({ segmentNo, change, searchContacts, onChanged, onClose }: FormProps) {
  const [list, setList] = useState<ChangeByHand["list"]>("include");
  const puts = list === "include";
  return (
    <ByHandForm
      label="Change by hand"
      verb={puts ? "Put in" : "Leave out"}
      doing={puts ? "Putting in" : "Leaving out"}
      searchContacts={searchContacts}
      send={async (contacts) => {
        const answer = await change({ segmentNo, list, act: "add", contacts }).catch(() => null);
        return answer?.ok ? answer : err(answer === null ? unreachableWords : liveRefusal(answer.error));
      }}
      onDone={(report) => onChanged(list, report)}
      onClose={onClose}
      rows={unknownRows}
      title={({ changed, asked }) => `${formatNumber(changed)} of ${formatNumber(asked)} done.`}
      before={
        <div>
          <SegmentedControl label="What is done with them" options={lists} value={list} onValueChange={setList} />
          <p className="mt-2 text-xs text-pretty text-ink-3">
            {puts
              ? "They are members whatever the conditions say, unless they are left out."
              : "They are no members whatever the conditions say."}
          </p>
        </div>
      }
    />
  );
}
