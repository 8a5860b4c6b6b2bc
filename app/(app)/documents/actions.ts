"use server";

import { listDocumentVersions, readMail } from "@/lib/documents/find-document";
import { writeMail } from "@/lib/documents/store-document";
import { readQuery, runOperation } from "@/lib/request/run-operation";
import { previewDocument } from "@/lib/templates/preview-document";

/** Keeps an e-mail that was written as a new document. */
export async function writeMailAction(request: Parameters<typeof writeMail>[1]) {
  return runOperation(writeMail, request);
}

/** The text of an e-mail, to go on writing. */
export async function readMailAction(documentId: number) {
  return readQuery(readMail, { documentId });
}

/** A document and the versions before it. */
export async function listVersionsAction(documentId: number) {
  return readQuery(listDocumentVersions, { documentId });
}

/** A document as a real contact would get it. */
export async function previewDocumentAction(request: Parameters<typeof previewDocument>[1]) {
  return readQuery(previewDocument, request);
}
