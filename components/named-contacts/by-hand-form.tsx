"use client";

import { type ReactNode, useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import type { Result } from "@/lib/result";
import type { AddLines } from "@/lib/segmentation/line-changes-schema";
import type { AddLinesReport } from "@/lib/segmentation/line-types";
import { type ReportRow, textsToMend } from "./add-report";
import { ContactsByHandFields, ReportRows, type SearchContacts, useContactsByHand } from "./contacts-by-hand";

type Named = AddLines["contacts"];

export type ByHandFormProps<Report> = {
  /** What Ctrl Enter does. */
  label: string;
  /** What is done with them, and what it is called while it is done: "Add" and "Adding". */
  verb: string;
  doing: string;
  searchContacts: SearchContacts;
  /** Carries it out; a refusal is a sentence. `again` where it is for those that the report offers. */
  send: (contacts: Named, again: boolean) => Promise<Result<Report, string>>;
  onDone: (report: Report) => void;
  onClose: () => void;
  /** What a person would miss if the dialog just closed; nothing closes it. */
  rows: (report: Report) => readonly ReportRow[];
  title: (report: Report) => string;
  /** What can be done with some of them still. */
  offer?: ((report: Report) => { label: string; contacts: Named } | null) | undefined;
  before?: ReactNode | undefined;
  children?: ReactNode | undefined;
};

/** Names contacts one knows and does something with them; whom it was not done with is told, and what is to be mended stays in the field. */
export function ByHandForm<Report extends Pick<AddLinesReport, "notFound" | "ambiguous">>({
  label,
  verb,
  doing,
  searchContacts,
  send,
  onDone,
  onClose,
  rows,
  title,
  offer,
  before,
  children,
}: ByHandFormProps<Report>) {
  const byHand = useContactsByHand();
  const { count } = byHand;
  const [report, setReport] = useState<Report | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const carryOut = (contacts: Named, again: boolean) =>
    start(async () => {
      const answer = await send(contacts, again);
      if (!answer.ok) return setRefusal(answer.error);
      setRefusal(null);
      onDone(answer.value);
      if (rows(answer.value).length === 0) return onClose();
      setReport(answer.value);
      byHand.leave(textsToMend(answer.value));
    });
  const submit = () => {
    if (!pending && count > 0) carryOut(byHand.contacts(), false);
  };
  useShortcut("Ctrl Enter", submit, { label, inFields: true });
  const offered = report && offer?.(report);
  return (
    <>
      <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4 max-sm:px-4">
        {report ? (
          <Note
            tone="warn"
            alert
            title={title(report)}
            {...(offered && {
              actions: (
                <Button pending={pending} onClick={() => carryOut(offered.contacts, true)}>
                  {offered.label}
                </Button>
              ),
            })}
          >
            <ReportRows rows={rows(report)} />
          </Note>
        ) : null}
        {before}
        <ContactsByHandFields byHand={byHand} searchContacts={searchContacts} />
        {children}
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
          pendingLabel={`${doing} ${formatNumber(count)}`}
          onClick={submit}
        >
          {count === 0 ? `${verb} contacts` : `${verb} ${countOf(count, "contact")}`}
        </Button>
      </DialogFooter>
    </>
  );
}
