"use client";

import type { DocumentReads } from "@/components/documents/document-actions";
import { DocumentSlot } from "@/components/documents/document-slot";
import { FileList } from "@/components/documents/file-list";
import type { Preview } from "@/lib/documents/preview";
import type { LogEntry } from "@/lib/logging/types";

type EntryDocumentProps = {
  entry: LogEntry;
  timeZone: string;
  /** Its letter was made: what it says is kept. */
  letterMade: boolean;
  reads: DocumentReads;
  previewEntry: (entryNo: number) => Promise<Preview | null>;
};

/** The very version of the document that was logged, the files that were logged with it, and the word that was said to this contact alone. */
export function EntryDocument({ entry, timeZone, letterMade, reads, previewEntry }: EntryDocumentProps) {
  return (
    <section className="border-b border-line px-4 py-4">
      <h2 className="mb-2 text-md font-semibold">Document</h2>
      <div className="max-w-xl">
        <DocumentSlot
          of="this interaction"
          document={entry.document}
          origin={
            entry.document
              ? `The version that was logged. Its preview shows ${letterMade ? "the letter as it was made" : "the contact as it is now"}.`
              : undefined
          }
          subject={entry.subject}
          languageCode={entry.language?.code ?? null}
          timeZone={timeZone}
          reads={reads}
          preview={{ subtitle: entry.contactName, load: async () => ({ preview: await previewEntry(entry.entryNo), contact: null }) }}
          give={null}
          back={null}
        />
        <FileList label="Files that go with it" files={entry.attachments} remove={null} />
        {entry.sendAsAttachment && entry.document?.kind === "word" && entry.correspondenceType === "email" ? (
          <p className="mt-1 text-xs text-ink-3">E-mailed as a file.</p>
        ) : null}
        {entry.personalText ? (
          <p className="mt-2 border-l-2 border-line pl-3 whitespace-pre-wrap text-ink-2">{entry.personalText}</p>
        ) : null}
      </div>
    </section>
  );
}
