"use client";

import { UserPlus } from "lucide-react";
import { useState, useTransition } from "react";
import { contactOption } from "@/components/contacts/contact-option";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import type { Option } from "@/components/ui/option";
import { Switch } from "@/components/ui/switch";
import { TextArea } from "@/components/ui/text-area";
import { TokenField } from "@/components/ui/token-field";
import type { AddLines } from "@/lib/segmentation/schema";
import type { AddLinesReport } from "@/lib/segmentation/types";
import { countPasted, needsALook, reportRows, textsToMend } from "./add-report";
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
  const [chosen, setChosen] = useState<readonly Option[]>([]);
  const [pasted, setPasted] = useState("");
  const [ignoreExclusion, setIgnoreExclusion] = useState(false);
  const [report, setReport] = useState<AddLinesReport | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startAdd] = useTransition();
  const count = chosen.length + countPasted(pasted);

  const submit = () => {
    if (pending || count === 0) return;
    const contactNos = chosen.map((option) => option.value);
    send(pasted.trim() ? { pasted: [...contactNos, pasted].join("\n") } : { contactNos }, false);
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
      setChosen([]);
      setPasted(textsToMend(answer.value));
    });
  useShortcut("Ctrl Enter", submit, { label: "Add by hand", inFields: true });

  return (
    <>
      <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4">
        {report ? (
          <Report report={report} pending={pending} onAnotherLine={() => send({ contactNos: report.alreadyThereNos }, true)} />
        ) : null}
        <TokenField
          label="Find contacts"
          value={chosen}
          onValueChange={setChosen}
          loadOptions={async (search) => (await searchContacts(search)).map(contactOption)}
          placeholder="name, number, e-mail or city"
        />
        <TextArea
          label="Or paste numbers and e-mail addresses"
          aside={pasted.trim() ? countOf(countPasted(pasted), "entry", "entries") : undefined}
          code
          rows={5}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
          placeholder={"CT100202\njanice.galvin@contoso.com"}
          hint="Anything may stand between them: lines, commas, a column of a spreadsheet."
        />
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
      <dl className="mt-1 grid gap-1.5">
        {reportRows(report).map((row) => (
          <div key={row.key}>
            <dt>{row.fact}</dt>
            {row.texts.length > 0 ? (
              <dd className="mono max-h-24 overflow-y-auto text-ink-2 [overflow-wrap:anywhere]">
                {row.texts.join(", ")}
                {row.more > 0 ? <span className="font-sans"> and {formatNumber(row.more)} more</span> : null}
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
    </Note>
  );
}
