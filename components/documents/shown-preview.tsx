"use client";

import { useState } from "react";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { Preview } from "@/lib/documents/preview";
import { inWords } from "@/lib/uploads/errors";
import { PreviewFrame } from "./preview-frame";

const forms = [
  { value: "html", label: "HTML" },
  { value: "text", label: "Text" },
] as const;

/** A document as it reaches its contact: an e-mail with its subject and both of its forms, a letter's words, or a file by its name. */
export function ShownPreview({ preview }: { preview: Preview }) {
  const [form, setForm] = useState<"html" | "text">("html");
  switch (preview.kind) {
    case "mail":
      return (
        <>
          <div className="flex items-center gap-3">
            <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <span className="text-ink-3">Subject</span> <b className="ml-1.5 font-semibold">{preview.subject || "none"}</b>
            </p>
            <SegmentedControl label="Form" value={form} onValueChange={setForm} options={forms} />
          </div>
          {form === "html" ? (
            <PreviewFrame title="E-mail" html={preview.html} />
          ) : (
            <pre className="mono min-h-72 flex-1 overflow-auto rounded-md border border-line bg-sunken p-3 whitespace-pre-wrap">
              {preview.text}
            </pre>
          )}
        </>
      );
    case "word":
      return (
        <>
          <p className="text-xs text-ink-3">The words of the letter. Its pages, headers and footers show in Word.</p>
          <PreviewFrame title="Letter" html={preview.html} />
        </>
      );
    case "file":
      return (
        <p className="text-ink-2">
          {preview.fileName}, {inWords(preview.size)}, goes out as it is. Nothing is merged into it.
        </p>
      );
    default:
      return preview satisfies never;
  }
}
