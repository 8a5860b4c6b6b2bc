import type { DocumentReads } from "@/components/documents/document-actions";
import { listVersionsAction, previewDocumentAction, readMailAction, writeMailAction } from "./actions";

/** What looking at documents and writing e-mails needs, wherever it is done. */
export const documentReads: Omit<DocumentReads, "searchContacts"> = {
  writeMail: writeMailAction,
  readMail: readMailAction,
  listVersions: listVersionsAction,
  previewDocument: previewDocumentAction,
};
