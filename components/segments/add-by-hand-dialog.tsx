"use client";

import { UserPlus } from "lucide-react";
import { useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { needsALook, reportRows, textsToMend } from "@/components/named-contacts/add-report";
import { ContactsByHandFields, ReportRows, useContactsByHand } from "@/components/named-contacts/contacts-by-hand";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { Switch } from "@/components/ui/switch";
import type { AddLines } from "@/lib/segmentation/line-changes-schema";
import type { AddLinesReport } from "@/lib/segmentation/line-types";
import { refusalWords } from "./refusal-words";
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

function AddByHandForm({
  segmentNo,
  add,
  searchContacts,
  onAdded,
  onClose,
}: Omit<AddByHandProps, "open" | "onOpenChange" | "title"> & { onClose: () => void }) {
  const byHand = useContactsByHand();
  const [ignoreExclusion, setIgnoreExclusion] = useState(false);
  const [report, setReport] = useState<AddLinesReport | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startAdd] = useTransition();
  const { count } = byHand;

  const submit = () => {
    if (pending || count === 0) return;
    send(byHand.contacts(), false);
  };
  const send = (contacts: AddLines["contacts"], allowExisting: boolean) =>
    startAdd(async () => {
      const answer = await add({ segmentNo, contacts, ignoreExclusion, allowExisting });
      if (!answer.ok) {
        setRefusal(refusalWords(answer.error));
        return;
      }
      setRefusal(null);
      onAdded(answer.value);
      if (!needsALook(answer.value)) return onClose();
      setReport(answer.value);
      byHand.leave(textsToMend(answer.value));
    });
  useShortcut("Ctrl Enter", submit, { label: "Add by hand", inFields: true });

  return (
    <>
      <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4">
        {report ? (
          <Report report={report} pending={pending} onAnotherLine={() => send({ contactNos: report.alreadyThereNos }, true)} />
        ) : null}
        <ContactsByHandFields byHand={byHand} searchContacts={searchContacts} />
        <Switch
          label="Ignore exclusion"
          hint="Also contacts marked Exclude from Segment."
          checked={ignoreExclusion}
          onCheckedChange={setIgnoreExclusion}
        />
        <ErrorMessage>{refusal}</ErrorMessage>
      </div>
      <DialogFooter>
        <Button variant="ghost" size="lg" onClick={onClose}>
          {report ? "Close" : "Cancel"}
        </Button>
        <Button
          variant="primary"
          size="lg"
          keys="Ctrl Enter"
          disabled={count === 0}
          pending={pending}
          pendingLabel={`Adding ${formatNumber(count)}`}
          onClick={submit}
        >
          {count === 0 ? "Add contacts" : `Add ${countOf(count, "contact")}`}
        </Button>
      </DialogFooter>
    </>
  );
}

/** What was taken and what was not, with the texts that named nobody. */
function Report({ report, pending, onAnotherLine }: { report: AddLinesReport; pending: boolean; onAnotherLine: () => void }) {
  const { added, asked, alreadyThereNos } = report;
  const offer =
    alreadyThereNos.length === 0 ? null : (
      <Button pending={pending} onClick={onAnotherLine}>
        {alreadyThereNos.length === 1 ? "Add another line" : `Add another line for ${formatNumber(alreadyThereNos.length)}`}
      </Button>
    );
  return (
    <Note tone="warn" alert title={`${formatNumber(added)} of ${formatNumber(asked)} added.`} {...(offer && { actions: offer })}>
      <ReportRows rows={reportRows(report)} />
    </Note>
  );
}
