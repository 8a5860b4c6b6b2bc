"use client";

import { useEffect, useRef, useState, useTransition } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { ErrorMessage } from "@/components/ui/error-message";
import type { Option } from "@/components/ui/option";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextArea } from "@/components/ui/text-area";
import { fieldsOfMail } from "@/lib/documents/mail/fields";
import { type mailKinds, maxMailLength } from "@/lib/documents/schema";
import { fields } from "@/lib/documents/word/fields";
import type { DocumentPreview } from "@/lib/templates/preview-document";
import type { DocumentReads, GiveDocument } from "./document-actions";
import { documentRefusal, fieldsTrouble } from "./document-words";
import { ShownPreview } from "./shown-preview";

type MailKind = (typeof mailKinds)[number];
/** The e-mail to go on from. */
export type MailStart = { documentId: number; kind: MailKind } | null;
export type MailDialogProps = {
  title: string;
  start: MailStart;
  subject: string | null;
  languageCode: string | null;
  reads: DocumentReads;
  give: GiveDocument;
  onClose: () => void;
};

const kindOptions = [
  { value: "markdown", label: "Markdown" },
  { value: "html", label: "HTML" },
] as const;
const fieldOptions: Option[] = fields.map(({ name, wordNames }) => ({ value: name, label: wordNames.en.replaceAll("_", " "), hint: name }));
const unreachable = "The server could not be reached. Nothing was kept; what you wrote is still here. Try again.";

/** Writes an e-mail with its fields, beside what a real contact would get. */
export function MailDialog({ title, start, ...rest }: MailDialogProps) {
  const [text, setText] = useState<string | null>(start === null ? "" : null);
  const [failed, setFailed] = useState(false);
  const { readMail } = rest.reads;
  const startId = start?.documentId ?? null;
  useEffect(() => {
    if (startId === null) return;
    let current = true;
    readMail(startId).then(
      (found) => current && (found === null ? setFailed(true) : setText(found)),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [startId, readMail]);
  return (
    <Dialog open onOpenChange={(open) => !open && rest.onClose()} title={title} size="xl" keepOnOutsidePress bare>
      {text === null ? (
        <p role={failed ? "alert" : undefined} aria-busy={!failed} className="px-5 py-4 text-ink-2">
          {failed ? "The e-mail could not be read just now. Close this and open it again." : "Reading the e-mail"}
        </p>
      ) : (
        <MailForm {...rest} start={start} startText={text} />
      )}
    </Dialog>
  );
}

function MailForm({
  start,
  startText,
  subject,
  languageCode,
  reads,
  give,
  onClose,
}: Omit<MailDialogProps, "title"> & { startText: string }) {
  const [kind, setKind] = useState<MailKind>(start?.kind ?? "markdown");
  const [text, setText] = useState(startText);
  const [contact, setContact] = useState<Option | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startSave] = useTransition();
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = useMailPreview({ kind, text, subject, languageCode, contactNo: contact?.value ?? null }, reads.previewDocument);
  const save = () =>
    startSave(async () => {
      const written = await reads.writeMail({ kind, text, basedOn: start?.documentId ?? null }).catch(() => null);
      if (!written) return setRefusal(unreachable);
      if (!written.ok) return setRefusal(documentRefusal(written.error));
      const refused = await give(written.value.documentId);
      if (refused === null) onClose();
      else setRefusal(refused);
    });
  const insert = (field: Option | null) => {
    if (!field) return;
    const { selectionStart = text.length, selectionEnd = text.length } = area.current ?? {};
    const written = `{{${field.value}}}`;
    setText(text.slice(0, selectionStart) + written + text.slice(selectionEnd));
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(selectionStart + written.length, selectionStart + written.length);
    });
  };
  const empty = text.trim() === "";
  useShortcut("Ctrl Enter", save, { label: "Save the e-mail", inFields: true, enabled: !pending && !empty });
  return (
    <>
      <div className="grid min-h-0 flex-1 gap-4 overflow-y-auto px-5 py-4 max-sm:px-4 md:grid-cols-2 md:overflow-hidden">
        <div className="flex min-h-0 flex-col gap-3">
          <div className="flex flex-wrap items-end gap-3">
            <SegmentedControl label="Written in" value={kind} onValueChange={setKind} options={kindOptions} />
            <Combobox
              className="min-w-40 flex-1"
              label="Insert a field"
              labelHidden
              size="control"
              placeholder="Insert a field"
              options={fieldOptions}
              value={null}
              onValueChange={insert}
            />
          </div>
          <TextArea
            ref={area}
            code
            label="E-mail"
            className="flex min-h-0 flex-1 flex-col [&_textarea]:min-h-64 md:[&_textarea]:h-full md:[&>div]:min-h-0 md:[&>div]:flex-1"
            value={text}
            onChange={(event) => setText(event.target.value)}
            maxLength={maxMailLength}
            spellCheck
            hint={fieldsTrouble(fieldsOfMail(text)) ?? undefined}
          />
        </div>
        <section aria-label="Preview" className="flex min-h-0 flex-col gap-3">
          <Combobox
            label="As it reaches"
            labelHidden
            size="control"
            value={contact ?? (shown?.contact ? { value: shown.contact.contactNo, label: shown.contact.name } : null)}
            onValueChange={setContact}
            placeholder="As it reaches a contact"
            loadOptions={async (search) =>
              (await reads.searchContacts(search)).map(({ contactNo: value, name, companyName }) => ({
                value,
                label: name,
                hint: companyName ?? value,
              }))
            }
          />
          {shown ? <ShownPreview preview={shown.preview} /> : <p className="text-ink-3">{empty ? "Nothing is written yet." : "…"}</p>}
        </section>
      </div>
      <DialogFooter
        effect={
          refusal ? (
            <ErrorMessage>{refusal}</ErrorMessage>
          ) : start ? (
            "Saved as a new version. What was logged keeps the one it had."
          ) : undefined
        }
      >
        <Button size="lg" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button size="lg" variant="primary" keys="Ctrl Enter" disabled={empty} pending={pending} pendingLabel="Saving" onClick={save}>
          Save e-mail
        </Button>
      </DialogFooter>
    </>
  );
}

type Written = { kind: MailKind; text: string; subject: string | null; languageCode: string | null; contactNo: string | null };

/** The e-mail as it is written so far, a moment after the last key; the one before stays until then. */
function useMailPreview({ kind, text, subject, languageCode, contactNo }: Written, previewDocument: DocumentReads["previewDocument"]) {
  const [shown, setShown] = useState<DocumentPreview | null>(null);
  useEffect(() => {
    if (text.trim() === "") return setShown(null);
    let current = true;
    const wait = setTimeout(() => {
      previewDocument({ document: { kind, text }, subject, languageCode, contactNo }).then(
        (preview) => current && setShown(preview),
        () => undefined, // the one before stays; the next key asks again
      );
    }, 250);
    return () => {
      current = false;
      clearTimeout(wait);
    };
  }, [kind, text, subject, languageCode, contactNo, previewDocument]);
  return shown;
}
