import { Paperclip, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { TextLink } from "@/components/ui/text-link";
import type { DocumentVersion } from "@/lib/documents/find-document";
import { inWords } from "@/lib/uploads/errors";
import { documentHref } from "./document-actions";

type FileListProps = {
  label: string;
  files: readonly DocumentVersion[];
  /** Null for who may only read. */
  remove: ((documentId: number) => void) | null;
};

/** Files that go with a document, each to be saved. */
export function FileList({ label, files, remove }: FileListProps) {
  if (files.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-x-3 gap-y-1 text-xs">
      {files.map((file) => (
        <li key={file.documentId} className="flex min-h-6 max-w-full items-center gap-1">
          <Paperclip className="icon-xs flex-none text-ink-3" aria-hidden />
          <TextLink href={documentHref(file.documentId)} prefetch={false} download className="truncate">
            {file.fileName}
          </TextLink>
          <span className="flex-none text-ink-3">{inWords(file.size)}</span>
          {remove ? (
            <IconButton label={`Remove ${file.fileName}`} icon={<X aria-hidden />} onClick={() => remove(file.documentId)} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
