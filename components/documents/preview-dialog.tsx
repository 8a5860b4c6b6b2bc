"use client";

import { Download } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import type { Option } from "@/components/ui/option";
import { Skeleton } from "@/components/ui/skeleton";
import type { Preview } from "@/lib/documents/preview";
import type { DocumentReads } from "./document-actions";
import { ShownPreview } from "./shown-preview";

export type PreviewDialogProps = {
  title: string;
  subtitle?: string | undefined;
  /** Asks for it, for a chosen contact where one can be chosen. */
  load: (contactNo: string | null) => Promise<{ preview: Preview | null; contact: { contactNo: string; name: string } | null }>;
  /** With it another contact can be chosen. */
  searchContacts?: DocumentReads["searchContacts"] | undefined;
  /** Where the document itself is saved from. */
  downloadHref: string;
  onClose: () => void;
};

/** A document as one contact gets it. */
export function PreviewDialog({ title, subtitle, load, searchContacts, downloadHref, onClose }: PreviewDialogProps) {
  const [shown, setShown] = useState<Awaited<ReturnType<PreviewDialogProps["load"]>> | "loading" | "failed">("loading");
  const [contact, setContact] = useState<Option | null>(null);
  const contactNo = contact?.value ?? null;
  const ask = useEffectEvent(load);
  useEffect(() => {
    let current = true;
    ask(contactNo).then(
      (answer) => current && setShown(answer),
      () => current && setShown("failed"),
    );
    return () => {
      current = false;
    };
  }, [contactNo]);
  const found = typeof shown === "object" ? shown : null;
  const shownContact = contact ?? (found?.contact ? { value: found.contact.contactNo, label: found.contact.name } : null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      subtitle={subtitle}
      size="lg"
      actions={
        <ButtonLink href={downloadHref} download="" prefetch={false} variant="ghost" icon={<Download aria-hidden />}>
          Download
        </ButtonLink>
      }
    >
      <div className="flex min-h-[60dvh] flex-col gap-3">
        {searchContacts ? (
          <Combobox
            label="As it reaches"
            value={shownContact}
            onValueChange={setContact}
            loadOptions={async (search) =>
              (await searchContacts(search)).map(({ contactNo: value, name, companyName }) => ({
                value,
                label: name,
                hint: companyName ?? value,
              }))
            }
            placeholder="nobody in particular"
          />
        ) : null}
        {shown === "loading" ? (
          <div aria-busy className="grid gap-4 py-2">
            <Skeleton className="w-2/3" />
            <Skeleton className="w-4/5" />
            <Skeleton className="w-1/2" />
          </div>
        ) : shown === "failed" ? (
          <p role="alert">The document could not be shown just now. Close this and open it again.</p>
        ) : found?.preview ? (
          <ShownPreview preview={found.preview} />
        ) : (
          <p className="text-ink-2">There is nothing to show: the contact or the document is not there any more.</p>
        )}
      </div>
    </Dialog>
  );
}
