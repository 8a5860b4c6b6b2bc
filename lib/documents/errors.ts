import { inWords } from "@/lib/uploads/errors";
import { maxDocumentBytes } from "./schema";

/** Why a document is not taken, or not there. */
export type DocumentError =
  | { code: "document_empty"; fileName: string }
  | { code: "document_too_large"; size: number }
  | { code: "document_kind_refused"; fileName: string; reason: "old_word" | "macros" | "not_text" }
  /** `reason` is the sentence of the Word engine. */
  | { code: "word_refused"; fileName: string; reason: string }
  | { code: "document_not_found" };

/** The sentence of a refusal: what is, and what helps. */
export function documentMessage(error: DocumentError): string {
  switch (error.code) {
    case "document_empty":
      return `${error.fileName} is empty. Nothing was taken.`;
    case "document_too_large":
      return `This file has ${inWords(error.size)}; ${inWords(maxDocumentBytes)} is the most that is taken. Nothing was kept.`;
    case "document_kind_refused":
      return refusedKind(error.fileName, error.reason);
    case "word_refused":
      return `${error.fileName} was not taken: ${error.reason}`;
    case "document_not_found":
      return "This document is not here any more. Choose the file again.";
    default:
      return error satisfies never;
  }
}

function refusedKind(fileName: string, reason: "old_word" | "macros" | "not_text"): string {
  switch (reason) {
    case "old_word":
      return `${fileName} has the format of Word before 2007. Save it as .docx and choose that file.`;
    case "macros":
      return `${fileName} can carry macros. Save it as .docx and choose that file.`;
    case "not_text":
      return `${fileName} is not text in UTF-8. Save it in that encoding and choose it again.`;
    default:
      return reason satisfies never;
  }
}
