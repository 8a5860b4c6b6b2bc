"use client";

import { UserPlus } from "lucide-react";
import { useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { textsToMend, unknownRows } from "@/components/named-contacts/add-report";
import type { SearchContacts } from "@/components/named-contacts/contacts-by-hand";
import { ContactsByHandFields, ReportRows, useContactsByHand } from "@/components/named-contacts/contacts-by-hand";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { ChangeByHand } from "@/lib/live-segments/schema";
import type { ChangedByHand } from "@/lib/live-segments/types";
import type { LiveActions } from "./live-actions";
import { liveRefusal } from "./live-words";

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
      {open ? <ByHandForm {...form} onClose={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

type FormProps = Omit<ByHandDialogProps, "open" | "onOpenChange" | "title"> & { onClose: () => void };

function ByHandForm({ segmentNo, change, searchContacts, onChanged, onClose }: FormProps) {
  const [list, setList] = useState<ChangeByHand["list"]>("include");
  const byHand = useContactsByHand();
  const { count } = byHand;
  const [report, setReport] = useState<ChangedByHand | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const submit = () => {
    if (pending || count === 0) return;
    start(async () => {
      const answer = await change({ segmentNo, list, act: "add", contacts: byHand.contacts() });
      if (!answer.ok) return setRefusal(liveRefusal(answer.error));
      setRefusal(null);
      onChanged(list, answer.value);
      if (unknownRows(answer.value).length === 0) return onClose();
      setReport(answer.value);
      byHand.leave(textsToMend(answer.value));
    });
  };
  useShortcut("Ctrl Enter", submit, { label: "Change by hand", inFields: true });
  const verb = list === "include" ? "Put in" : "Leave out";
  return (
    <>
      <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4">
        {report ? (
          <Note tone="warn" alert title={`${formatNumber(report.changed)} of ${formatNumber(report.asked)} done.`}>
            <ReportRows rows={unknownRows(report)} />
          </Note>
        ) : null}
        <div>
          <SegmentedControl label="What is done with them" options={lists} value={list} onValueChange={setList} />
          <p className="mt-2 text-xs text-pretty text-ink-3">
            {list === "include"
              ? "They are members whatever the conditions say, unless they are left out."
              : "They are no members whatever the conditions say."}
          </p>
        </div>
        <ContactsByHandFields byHand={byHand} searchContacts={searchContacts} />
        <ErrorMessage>{refusal}</ErrorMessage>
      </div>
      <DialogFooter>
        <Button variant="ghost" size="lg" onClick={onClose}>
          {report ? "Close" : "Cancel"}
        </Button>
        <Button variant="primary" size="lg" keys="Ctrl Enter" disabled={count === 0} pending={pending} onClick={submit}>
          {count === 0 ? verb : `${verb} ${countOf(count, "contact")}`}
        </Button>
      </DialogFooter>
    </>
  );
}
