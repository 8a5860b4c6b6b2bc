"use client";

import { DocumentSlot } from "@/components/documents/document-slot";
import type { SegmentLineRow } from "@/lib/segmentation/line-types";
import type { SegmentReads } from "./segment-actions";
import type { LineChanges } from "./use-line-changes";

type LineDocumentProps = {
  segmentNo: string;
  line: SegmentLineRow;
  timeZone: string;
  /** Null where nothing can be changed. */
  changes: LineChanges | null;
  reads: Pick<SegmentReads, "documents" | "previewLine">;
};

/** Why the line gets the document that it gets. */
function originOf({ document, languageCode }: SegmentLineRow): string {
  if (!document)
    return languageCode
      ? `There is no document in ${languageCode}, nor in the default language.`
      : "Neither the segment nor its template has a document.";
  const whose = { line: "Of this line alone", segment: "The segment’s own", template: "From the template" }[document.origin];
  if (document.origin === "line" || !languageCode) return whose;
  return document.fallback ? `${whose}, in the default language: there is none in ${languageCode}` : `${whose}, in ${languageCode}`;
}

/** The document of one line, which can be given one of its own. */
export function LineDocument({ segmentNo, line, timeZone, changes, reads }: LineDocumentProps) {
  const which = { lines: [{ contactNo: line.contactNo, layer: line.layer }] };
  return (
    <DocumentSlot
      of="this line"
      document={line.document}
      origin={originOf(line)}
      subject={line.subject}
      languageCode={line.languageCode}
      timeZone={timeZone}
      reads={reads.documents}
      preview={{
        subtitle: line.name,
        load: async () => ({
          preview: await reads.previewLine({ segmentNo, contactNo: line.contactNo, layer: line.layer }),
          contact: null,
        }),
      }}
      give={
        changes &&
        ((documentId) => changes.change(documentId === null ? { which, inherit: ["documentId"] } : { which, set: { documentId } }))
      }
      back={line.document?.origin === "line" ? "Back to the segment’s" : null}
    />
  );
}
