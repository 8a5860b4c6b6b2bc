import type { DocumentError } from "@/lib/documents/errors";
import { documentMessage } from "@/lib/documents/errors";
import type { DocumentKind } from "@/lib/documents/schema";
import { findField, nearestField } from "@/lib/documents/word/find-field";
import { isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";

export const kindWords: Record<DocumentKind, string> = { word: "Word template", html: "E-mail, HTML", markdown: "E-mail", file: "File" };

export const isMail = (kind: DocumentKind): kind is "html" | "markdown" => kind === "html" || kind === "markdown";

/** The sentence of why a document was not kept. */
export function documentRefusal(error: DocumentError | RequestError): string {
  return isRequestError(error) ? requestMessage(error) : documentMessage(error);
}

/** What is wrong with the fields that a document names; null when all are known. */
export function fieldsTrouble(fields: readonly string[]): string | null {
  const unknown = fields.filter((field) => !findField(field));
  if (unknown.length === 0) return null;
  const words = unknown.slice(0, 3).map((field) => {
    const nearest = nearestField(field);
    return nearest ? `“${field}” (did you mean ${nearest}?)` : `“${field}”`;
  });
  const rest = unknown.length > 3 ? ` and ${unknown.length - 3} more` : "";
  return `No such field: ${words.join(", ")}${rest}. It stays as it is written.`;
}
