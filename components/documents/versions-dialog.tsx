"use client";

import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { formatInstant } from "@/components/ui/format";
import { TextLink } from "@/components/ui/text-link";
import type { DocumentVersion } from "@/lib/documents/find-document";
import { inWords } from "@/lib/uploads/errors";
import { type DocumentReads, documentHref, type GiveDocument } from "./document-actions";

type VersionsDialogProps = {
  title: string;
  documentId: number;
  listVersions: DocumentReads["listVersions"];
  timeZone: string;
  /** Null where nothing can be changed. */
  give: GiveDocument | null;
  onClose: () => void;
};

/** A document and those it came from, each to be saved or taken again. */
export function VersionsDialog({ title, documentId, listVersions, timeZone, give, onClose }: VersionsDialogProps) {
  const [versions, setVersions] = useState<DocumentVersion[] | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    listVersions(documentId).then(
      (found) => current && setVersions(found),
      () => current && setRefusal("The versions could not be read just now. Close this and open it again."),
    );
    return () => {
      current = false;
    };
  }, [documentId, listVersions]);
  const take = async (version: DocumentVersion) => {
    const refused = await give?.(version.documentId);
    if (refused) setRefusal(refused);
    else onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} size="md">
      {refusal ? <p role="alert">{refusal}</p> : null}
      <ol aria-busy={versions === null} className="-my-1">
        {versions?.map((version, at) => (
          <li key={version.documentId} className="flex min-h-9 items-center gap-3 border-b border-line-soft py-1.5 last:border-b-0">
            <span className="min-w-0 flex-1">
              <span className="block truncate">{version.fileName}</span>
              <span className="block text-xs text-ink-3">
                {formatInstant(version.createdAt, timeZone)} by {version.createdByName}, {inWords(version.size)}
              </span>
            </span>
            {at === 0 ? <span className="text-xs text-ink-3">now</span> : null}
            {at > 0 && give ? (
              <Button variant="ghost" onClick={() => void take(version)}>
                Use this again
              </Button>
            ) : null}
            <TextLink href={documentHref(version.documentId)} prefetch={false} download aria-label={`Download ${version.fileName}`}>
              <Download className="icon-s" aria-hidden />
            </TextLink>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
