import mammoth from "mammoth";
import type { DocumentContent } from "./find-document";
import { renderMail } from "./mail/render-mail";
import { sanitiseMail } from "./mail/sanitise";
import { readText } from "./read-file";
import { mergeWord } from "./read-word";
import type { MergeValues } from "./word/fields";

/** A document as one recipient gets it. `html` is to be shown in a frame without scripts and without an origin. */
export type Preview =
  | { kind: "mail"; fileName: string; subject: string; html: string; text: string }
  | { kind: "word"; fileName: string; html: string }
  | { kind: "file"; fileName: string; size: number };

/** The document for one recipient, to be looked at in the browser. A file that is not merged is only named. */
export async function previewOf(
  { kind, fileName, content }: DocumentContent,
  subject: string | null,
  values: MergeValues,
): Promise<Preview> {
  switch (kind) {
    case "html":
    case "markdown":
      return { kind: "mail", fileName, ...renderMail({ kind, text: readText(content) ?? "", subject }, values) };
    case "word":
      return { kind: "word", fileName, html: await readable(await mergeWord(content, values)) };
    case "file":
      return { kind: "file", fileName, size: content.byteLength };
    default:
      return kind satisfies never;
  }
}

/** A Word document as HTML: its words, lists and tables, not its pages. */
async function readable(docx: Uint8Array): Promise<string> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(docx) },
    { externalFileAccess: false, convertImage: mammoth.images.imgElement(async () => ({ src: "" })) },
  );
  return `<!doctype html><html><head><meta charset="utf-8"><title>Document</title></head><body>${sanitiseMail(value)}</body></html>`;
}
