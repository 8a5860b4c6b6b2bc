"use client";

import { Ellipsis, Paperclip, PenLine, Plus, Trash2 } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import type { DocumentReads } from "@/components/documents/document-actions";
import { DocumentSlot } from "@/components/documents/document-slot";
import { FileList } from "@/components/documents/file-list";
import { sendDocument } from "@/components/documents/send-document";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import type { Template, TemplateLanguage } from "@/lib/templates/find-template";
import { mostAttachments } from "@/lib/templates/schema";
import { inWords } from "@/lib/uploads/errors";
import { type TemplateActions, templateRefusal } from "./template-actions";
import { TemplateLanguageDialog } from "./template-language-dialog";

export type TemplateLanguagesProps = {
  template: Template;
  timeZone: string;
  reads: DocumentReads;
  /** Null for who may only read. */
  actions: TemplateActions | null;
  loadLookup: LoadLookup;
};

/** What a template says in each language: subject, document, further files. */
export function TemplateLanguages({ template, actions, ...rest }: TemplateLanguagesProps) {
  const [editing, setEditing] = useState<TemplateLanguage | "new" | null>(null);
  return (
    <section aria-labelledby="template-languages" className="max-w-5xl">
      <div className="mb-1 flex min-h-control items-center gap-2">
        <h2 id="template-languages" className="text-md font-semibold">
          Languages and documents
        </h2>
        {actions ? (
          <Button variant="ghost" className="ml-auto" icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
            Add language
          </Button>
        ) : null}
      </div>
      {template.languages.length === 0 ? (
        <p className="py-2 text-ink-3">
          This template says nothing yet. {actions ? "Add a language, then give it a Word template, a file or an e-mail." : null}
        </p>
      ) : null}
      <ul>
        {template.languages.map((language) => (
          <LanguageItem
            {...rest}
            key={language.code}
            template={template}
            language={language}
            actions={actions}
            onEdit={() => setEditing(language)}
          />
        ))}
      </ul>
      {editing && actions ? (
        <TemplateLanguageDialog
          code={template.code}
          language={editing === "new" ? null : editing}
          save={actions.saveLanguage}
          loadLookup={rest.loadLookup}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </section>
  );
}

type LanguageItemProps = TemplateLanguagesProps & { language: TemplateLanguage; onEdit: () => void };

function LanguageItem({ template, language, timeZone, reads, actions, onEdit }: LanguageItemProps) {
  const { toast } = useToast();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startRemove] = useTransition();
  const here = { code: template.code, languageCode: language.code };
  const give =
    actions &&
    (async (documentId: number | null): Promise<string | null> => {
      const seen = language.document?.documentId ?? null;
      const refused = templateRefusal(await actions.setDocument({ ...here, documentId, seen }).catch(() => null));
      if (refused !== null) return refused;
      const back = () =>
        void actions.setDocument({ ...here, documentId: seen, seen: documentId }).then((answer) => {
          const kept = templateRefusal(answer);
          toast({ text: kept ?? "As before." });
        });
      toast({
        text: `${language.name}: ${documentId === null ? "document removed" : "another document"}.`,
        action: { label: "Undo", run: back },
      });
      return null;
    });
  const remove = () =>
    startRemove(async () => {
      const refused = templateRefusal((await actions?.removeLanguage(here).catch(() => null)) ?? null);
      setRefusal(refused);
      if (refused === null) setAsking(false);
    });
  return (
    <li className="grid gap-x-6 gap-y-2 border-t border-line-soft py-3 md:grid-cols-[minmax(0,220px)_minmax(0,1fr)]">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h3 className="flex flex-wrap items-center gap-x-2 font-semibold">
            {language.name} <span className="mono font-normal text-ink-3">{language.code}</span>
            {language.code === template.language?.code ? <Chip>Default</Chip> : null}
          </h3>
          {language.description ? <p className="text-xs text-ink-3">{language.description}</p> : null}
          <p className="mt-0.5 text-xs [overflow-wrap:anywhere] text-ink-2">
            {language.subject ? `“${language.subject}”` : <span className="text-ink-3">No subject</span>}
          </p>
          {language.sendAsAttachment ? <p className="text-xs text-ink-3">A Word document is e-mailed as a file.</p> : null}
        </div>
        {actions ? (
          <Menu trigger={<IconButton label={`${language.name}, more`} icon={<Ellipsis aria-hidden />} />}>
            <MenuItem icon={<PenLine aria-hidden />} onSelect={onEdit}>
              Change subject…
            </MenuItem>
            <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setAsking(true)}>
              Remove language…
            </MenuItem>
          </Menu>
        ) : null}
      </div>
      <div className="grid content-start gap-1.5">
        <DocumentSlot
          of={language.name}
          document={language.document}
          origin={language.document ? `${inWords(language.document.size)}, by ${language.document.createdByName}` : undefined}
          subject={language.subject}
          languageCode={language.code}
          timeZone={timeZone}
          reads={reads}
          preview={{
            subtitle: language.name,
            searchContacts: reads.searchContacts,
            load: async (contactNo) =>
              (language.document &&
                (await reads.previewDocument({
                  document: { documentId: language.document.documentId },
                  subject: language.subject,
                  languageCode: language.code,
                  contactNo,
                }))) ?? { preview: null, contact: null },
          }}
          give={give}
          back={language.document ? "Remove the document" : null}
        />
        <Attachments language={language} here={here} setAttachments={actions?.setAttachments ?? null} />
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove ${language.name}?`}
        confirmLabel={`Remove ${language.name}`}
        danger
        pending={pending}
        refusal={refusal ?? undefined}
        onConfirm={remove}
      >
        Its subject, document and files go. Contacts who speak it get the default language. What was logged keeps its document.
      </ConfirmDialog>
    </li>
  );
}

type AttachmentsProps = {
  language: TemplateLanguage;
  here: { code: string; languageCode: string };
  setAttachments: TemplateActions["setAttachments"] | null;
};

/** Further files that go with the document. */
function Attachments({ language, here, setAttachments }: AttachmentsProps) {
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startChange] = useTransition();
  const seen = language.attachments.map(({ documentId }) => documentId);
  const change = (documentIds: number[]) => setAttachments?.({ ...here, documentIds, seen }).catch(() => null);
  const add = (file: File) =>
    startChange(async () => {
      const sent = await sendDocument(file, null);
      setRefusal("refusal" in sent ? sent.refusal : templateRefusal((await change([...seen, sent.documentId])) ?? null));
    });
  const remove = (documentId: number) =>
    startChange(async () => setRefusal(templateRefusal((await change(seen.filter((each) => each !== documentId))) ?? null)));
  return (
    <div aria-busy={pending} className="text-xs">
      <FileList label={`Files that go with ${language.name}`} files={language.attachments} remove={setAttachments && remove} />
      {setAttachments && seen.length < mostAttachments ? (
        <>
          <Button variant="ghost" icon={<Paperclip aria-hidden />} onClick={() => input.current?.click()} pending={pending}>
            Attach a file…
          </Button>
          <input
            ref={input}
            type="file"
            aria-label={`File to go with ${language.name}`}
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const file = event.target.files?.item(0);
              event.target.value = "";
              if (file) add(file);
            }}
          />
        </>
      ) : null}
      {refusal ? (
        <p role="alert" className="mt-1 text-danger">
          {refusal}
        </p>
      ) : null}
    </div>
  );
}
