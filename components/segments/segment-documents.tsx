"use client";

import { useEffect, useState } from "react";
import { DocumentSlot } from "@/components/documents/document-slot";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Chip } from "@/components/ui/chip";
import { Combobox } from "@/components/ui/combobox";
import { Drawer } from "@/components/ui/drawer";
import { countOf } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toast";
import type { SegmentDocuments as Documents, SegmentLanguageRow } from "@/lib/segmentation/segment-documents";
import type { Segment } from "@/lib/segmentation/types";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions, SegmentReads } from "./segment-actions";

export type SegmentDocumentsProps = {
  segment: Segment;
  timeZone: string;
  editable: boolean;
  reads: Pick<SegmentReads, "loadDocuments" | "documents">;
  loadLookup: LoadLookup;
  change: SegmentActions["changeDocument"];
  onClose: () => void;
};

/** What the lines of a segment get in each language: the template's, or the segment's own in place of it. */
export function SegmentDocuments({ segment, reads, editable, loadLookup, onClose, ...rest }: SegmentDocumentsProps) {
  const { segmentNo, version } = segment.header;
  const documents = useDocuments(segmentNo, version, reads.loadDocuments);
  const [added, setAdded] = useState<SegmentLanguageRow[]>([]);
  const known = typeof documents === "object" ? (documents?.languages ?? []) : [];
  const languages = [...known, ...added.filter(({ languageCode }) => known.every((each) => each.languageCode !== languageCode))];
  return (
    <Drawer open onClose={onClose} label="Documents" heading="Documents">
      {documents === "loading" ? (
        <div aria-busy className="grid gap-4 px-4 py-4">
          <Skeleton className="w-44" />
          <Skeleton className="w-56" />
        </div>
      ) : documents === "failed" ? (
        <p role="alert" className="px-4 py-3.5">
          The documents could not be read just now. Close this and open it again.
        </p>
      ) : documents === null ? (
        <p className="px-4 py-3.5 text-ink-2">
          This segment has no interaction template, so its lines have no documents. Choose one under <i>All facts</i>.
        </p>
      ) : (
        <>
          <Counts segmentNo={segmentNo} documents={documents} />
          <ul>
            {languages.map((language) => (
              <Language
                {...rest}
                key={language.languageCode}
                segmentNo={segmentNo}
                language={language}
                templateCode={documents.templateCode}
                reads={reads}
                editable={editable}
              />
            ))}
          </ul>
          {editable ? (
            <div className="px-4 py-3">
              <Combobox
                label="Add a language for this segment"
                hint="Contacts who speak it get what you put there; the template stays as it is."
                size="control"
                placeholder="Language"
                value={null}
                loadOptions={(search) => loadLookup("language", search)}
                onValueChange={(option) =>
                  option &&
                  setAdded((before) => [...before.filter(({ languageCode }) => languageCode !== option.value), newLanguage(option)])
                }
              />
            </div>
          ) : null}
        </>
      )}
    </Drawer>
  );
}

const newLanguage = ({ value, label }: { value: string; label: string }): SegmentLanguageRow => ({
  languageCode: value,
  language: label,
  isDefault: false,
  ofTemplate: false,
  lines: 0,
  templateSubject: null,
  ownSubject: null,
  templateDocument: null,
  ownDocument: null,
});

function Counts({ segmentNo, documents: { templateCode, counts } }: { segmentNo: string; documents: Documents }) {
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  return (
    <p className="border-b border-line-soft px-4 py-3 text-xs text-pretty text-ink-2">
      Template{" "}
      <TextLink href={`/interaction-templates/${encodeURIComponent(templateCode)}`} prefetch={false}>
        {templateCode}
      </TextLink>
      .{" "}
      {counts.without === 0
        ? "Every line gets a document."
        : `${countOf(counts.without, "line")} get${counts.without === 1 ? "s" : ""} no document.`}{" "}
      {counts.ownDocument > 0 ? (
        <>
          <TextLink href={`${path}?field=documentId`} prefetch={false}>
            {countOf(counts.ownDocument, "line")}
          </TextLink>{" "}
          {counts.ownDocument === 1 ? "has its" : "have their"} own.{" "}
        </>
      ) : null}
      {counts.ownTemplate > 0
        ? `${countOf(counts.ownTemplate, "line")} with another template ${counts.ownTemplate === 1 ? "gets its" : "get their"} documents from there.`
        : null}
    </p>
  );
}

type LanguageProps = Pick<SegmentDocumentsProps, "timeZone" | "editable" | "reads" | "change"> & {
  segmentNo: string;
  templateCode: string;
  language: SegmentLanguageRow;
};

function Language({ segmentNo, templateCode, language, timeZone, editable, reads, change }: LanguageProps) {
  const { toast } = useToast();
  const [refusal, setRefusal] = useState<string | null>(null);
  const { languageCode, ownDocument, ownSubject } = language;
  const document = ownDocument ?? language.templateDocument;
  const subject = ownSubject ?? language.templateSubject;
  const seen = ownDocument?.documentId ?? null;
  const save = async (own: { documentId: number | null; subject: string | null }): Promise<string | null> => {
    const answer = await change({ segmentNo, languageCode, ...own, seen }).catch(() => null);
    if (!answer?.ok) return answer === null ? unreachableWords : refusalWords(answer.error);
    const before = answer.value.before ?? { documentId: null, subject: null };
    const back = () =>
      void change({ segmentNo, languageCode, ...before, seen: own.documentId }).then((undone) =>
        toast({ text: undone.ok ? `${language.language} as before.` : refusalWords(undone.error) }),
      );
    toast({ text: `${language.language} changed.`, action: { label: "Undo", run: back } });
    return null;
  };
  return (
    <li className="grid gap-2 border-b border-line-soft px-4 py-3">
      <h3 className="flex flex-wrap items-center gap-x-2 font-semibold">
        {language.language} <span className="mono font-normal text-ink-3">{languageCode}</span>
        {language.isDefault ? <Chip>Default</Chip> : null}
        <span className="ml-auto text-xs font-normal text-ink-3">
          {language.lines > 0 ? (
            <TextLink href={`/segments/${encodeURIComponent(segmentNo)}?language=${encodeURIComponent(languageCode)}`} prefetch={false}>
              {countOf(language.lines, "line")}
            </TextLink>
          ) : (
            "no lines"
          )}
        </span>
      </h3>
      <DocumentSlot
        of={language.language}
        document={document}
        origin={ownDocument ? "The segment’s own copy" : document ? `From the template ${templateCode}` : undefined}
        subject={subject}
        languageCode={languageCode}
        timeZone={timeZone}
        reads={reads.documents}
        preview={{
          subtitle: language.language,
          searchContacts: reads.documents.searchContacts,
          load: async (contactNo) =>
            (document &&
              (await reads.documents.previewDocument({
                document: { documentId: document.documentId },
                subject,
                languageCode,
                contactNo,
              }))) ?? {
              preview: null,
              contact: null,
            },
        }}
        give={editable ? (documentId) => save({ documentId, subject: ownSubject }) : null}
        back={ownDocument ? (language.ofTemplate ? "Back to the template’s" : "Remove the document") : null}
      />
      {editable ? (
        <TextField
          key={ownSubject}
          label="Subject"
          aside={ownSubject !== null && language.templateSubject ? "own" : undefined}
          size="control"
          defaultValue={ownSubject ?? ""}
          placeholder={language.templateSubject ?? "none"}
          maxLength={200}
          autoComplete="off"
          error={refusal ?? undefined}
          onKeyDown={(event) => (event.key === "Enter" ? event.currentTarget.blur() : undefined)}
          onBlur={async ({ target }) => {
            const typed = target.value.trim() || null;
            if (typed !== ownSubject) setRefusal(await save({ documentId: seen, subject: typed }));
          }}
        />
      ) : (
        <p className="text-xs text-ink-2">{subject ? `“${subject}”` : <span className="text-ink-3">No subject</span>}</p>
      )}
    </li>
  );
}

/** Asked for anew whenever the segment was changed. */
function useDocuments(segmentNo: string, version: number, load: SegmentReads["loadDocuments"]): Documents | null | "loading" | "failed" {
  const [heard, setHeard] = useState<{ version: number; documents: Documents | null | "failed" } | null>(null);
  useEffect(() => {
    let current = true;
    load(segmentNo).then(
      (documents) => current && setHeard({ version, documents }),
      () => current && setHeard({ version, documents: "failed" }),
    );
    return () => {
      current = false;
    };
  }, [segmentNo, version, load]);
  return heard === null ? "loading" : heard.documents;
}
