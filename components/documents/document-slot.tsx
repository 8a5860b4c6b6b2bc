"use client";

import { Download, Ellipsis, Eye, FileText, FileUp, History, Mail, PenLine, Undo2 } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { DocumentKind } from "@/lib/documents/schema";
import { type DocumentReads, documentHref, type GiveDocument } from "./document-actions";
import { fieldsTrouble, isMail, kindWords } from "./document-words";
import { MailDialog } from "./mail-dialog";
import { PreviewDialog, type PreviewDialogProps } from "./preview-dialog";
import { sendDocument } from "./send-document";
import { VersionsDialog } from "./versions-dialog";

export type DocumentSlotProps = {
  /** What it is the document of: "German", "this line". */
  of: string;
  document: { documentId: number; kind: DocumentKind; fileName: string; fields?: readonly string[] | undefined } | null;
  /** Whose it is, in words. */
  origin?: string | undefined;
  subject: string | null;
  languageCode: string | null;
  timeZone: string;
  reads: DocumentReads;
  /** How the document is shown for a contact. */
  preview: Pick<PreviewDialogProps, "load" | "searchContacts" | "subtitle">;
  /** Null where nothing can be changed. */
  give: GiveDocument | null;
  /** What giving it up is called: "Remove", "Back to the template’s"; null where there is nothing to give up. */
  back: string | null;
};

/** The document of one place: looked at, saved, replaced by a file or by what is written here, given up. Replacing keeps the version before. */
export function DocumentSlot({ of, document, origin, subject, languageCode, timeZone, reads, preview, give, back }: DocumentSlotProps) {
  const [open, setOpen] = useState<"preview" | "write" | "versions" | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [sending, startSend] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  const trouble = document ? fieldsTrouble(document.fields ?? []) : null;
  const send = (file: File) =>
    startSend(async () => {
      const sent = await sendDocument(file, document?.documentId ?? null);
      setRefusal("refusal" in sent ? sent.refusal : ((await give?.(sent.documentId)) ?? null));
    });
  const giveUp = () => startSend(async () => setRefusal((await give?.(null)) ?? null));
  const mail = document && isMail(document.kind) ? { documentId: document.documentId, kind: document.kind } : null;
  return (
    <div className="min-w-0 flex-1" aria-busy={sending}>
      {document ? (
        <div className="flex min-h-7 items-center gap-2">
          {isMail(document.kind) ? (
            <Mail className="icon-s flex-none text-ink-3" aria-hidden />
          ) : (
            <FileText className="icon-s flex-none text-ink-3" aria-hidden />
          )}
          <button
            type="button"
            onClick={() => setOpen("preview")}
            aria-label={`Preview ${document.fileName} of ${of}`}
            className="min-w-0 truncate rounded-sm text-left font-medium text-accent hover:underline"
          >
            {document.fileName}
          </button>
          <span className="flex-none text-xs text-ink-3 max-sm:hidden">{kindWords[document.kind]}</span>
          <Menu trigger={<IconButton className="ml-auto" label={`Document of ${of}`} icon={<Ellipsis aria-hidden />} />}>
            <MenuItem icon={<Eye aria-hidden />} onSelect={() => setOpen("preview")}>
              Preview
            </MenuItem>
            <MenuLink icon={<Download aria-hidden />} href={documentHref(document.documentId)} download="">
              Download
            </MenuLink>
            <MenuItem icon={<History aria-hidden />} onSelect={() => setOpen("versions")}>
              Versions…
            </MenuItem>
            {give ? (
              <>
                <MenuSeparator />
                <MenuItem icon={<PenLine aria-hidden />} onSelect={() => setOpen("write")}>
                  {mail ? "Edit the e-mail…" : "Write an e-mail instead…"}
                </MenuItem>
                <MenuItem icon={<FileUp aria-hidden />} onSelect={choose}>
                  Replace by a file…
                </MenuItem>
                {back ? (
                  <MenuItem icon={<Undo2 aria-hidden />} onSelect={giveUp}>
                    {back}
                  </MenuItem>
                ) : null}
              </>
            ) : null}
          </Menu>
        </div>
      ) : give ? (
        <div className="flex flex-wrap items-center gap-2">
          <Button icon={<FileUp aria-hidden />} onClick={choose} pending={sending} aria-label={`Choose a file for ${of}`}>
            Choose a file…
          </Button>
          <Button variant="ghost" icon={<PenLine aria-hidden />} onClick={() => setOpen("write")} aria-label={`Write an e-mail for ${of}`}>
            Write an e-mail…
          </Button>
        </div>
      ) : (
        <span className="text-ink-3">No document</span>
      )}
      {origin ? <p className="text-xs text-ink-3">{origin}</p> : null}
      {trouble ? <p className="mt-0.5 text-xs text-warn">{trouble}</p> : null}
      {refusal ? (
        <p role="alert" className="mt-1 text-xs text-danger">
          {refusal}
        </p>
      ) : null}
      {give ? (
        <input
          ref={input}
          type="file"
          aria-label={`File for ${of}`}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const file = event.target.files?.item(0);
            event.target.value = "";
            if (file) send(file);
          }}
        />
      ) : null}
      {open === "preview" && document ? (
        <PreviewDialog
          {...preview}
          title={document.fileName}
          downloadHref={documentHref(document.documentId)}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === "versions" && document ? (
        <VersionsDialog
          title={`Versions of ${document.fileName}`}
          documentId={document.documentId}
          listVersions={reads.listVersions}
          timeZone={timeZone}
          give={give}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === "write" && give ? (
        <MailDialog
          title={`E-mail, ${of}`}
          start={mail}
          subject={subject}
          languageCode={languageCode}
          reads={reads}
          give={give}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  );
}
