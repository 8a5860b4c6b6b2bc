import { err, ok, type Result } from "@/lib/result";
import type { DocumentError } from "./errors";
import { extensionOf } from "./file-name";
import { fieldsOfMail } from "./mail/fields";
import { readWord } from "./read-word";
import type { DocumentKind } from "./schema";

/** What a file is, and the merge fields it names. */
export type FileRead = { kind: DocumentKind; mediaType: string; fields: string[] };

const mediaTypes: Record<string, string> = {
  csv: "text/csv; charset=utf-8",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  gif: "image/gif",
  htm: "text/html; charset=utf-8",
  html: "text/html; charset=utf-8",
  ics: "text/calendar; charset=utf-8",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  markdown: "text/markdown; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  odt: "application/vnd.oasis.opendocument.text",
  pdf: "application/pdf",
  png: "image/png",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  txt: "text/plain; charset=utf-8",
  webp: "image/webp",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
};

/** Tells by its name what a file is, and reads it where it is to be merged. What no recipient could use is refused with the reason. */
export async function readFile(fileName: string, content: Uint8Array): Promise<Result<FileRead, DocumentError>> {
  if (content.byteLength === 0) return err({ code: "document_empty", fileName });
  const extension = extensionOf(fileName);
  const mediaType = mediaTypes[extension] ?? "application/octet-stream";
  switch (extension) {
    case "docx": {
      const read = await readWord(content);
      return read.ok ? ok({ kind: "word", mediaType, fields: read.value }) : err({ code: "word_refused", fileName, reason: read.error });
    }
    case "doc":
    case "dot":
      return err({ code: "document_kind_refused", fileName, reason: "old_word" });
    case "docm":
    case "dotm":
      return err({ code: "document_kind_refused", fileName, reason: "macros" });
    case "html":
    case "htm":
    case "md":
    case "markdown": {
      const text = readText(content);
      if (text === null) return err({ code: "document_kind_refused", fileName, reason: "not_text" });
      return ok({ kind: extension.startsWith("h") ? "html" : "markdown", mediaType, fields: fieldsOfMail(text) });
    }
    default:
      return ok({ kind: "file", mediaType, fields: [] });
  }
}

/** Text in UTF-8; null where the bytes are none. */
export function readText(content: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return null;
  }
}
