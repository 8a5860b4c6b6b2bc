import type { DocumentError } from "@/lib/documents/errors";
import type { DocumentVersion } from "@/lib/documents/find-document";
import type { WriteMail } from "@/lib/documents/schema";
import type { DocumentStored } from "@/lib/documents/store-document";
import type { ActionState } from "@/lib/request/action-state";
import type { DocumentPreview, PreviewDocument } from "@/lib/templates/preview-document";

/** What looking at documents and writing e-mails asks for, handed in by the page. */
export type DocumentReads = {
  writeMail: (request: WriteMail) => Promise<ActionState<DocumentStored, DocumentError>>;
  readMail: (documentId: number) => Promise<string | null>;
  listVersions: (documentId: number) => Promise<DocumentVersion[]>;
  previewDocument: (request: PreviewDocument) => Promise<DocumentPreview | null>;
  searchContacts: (search: string) => Promise<readonly { contactNo: string; name: string; companyName: string | null }[]>;
};

/** Gives a place another document, or none; answers the sentence of a refusal, else null. */
export type GiveDocument = (documentId: number | null) => Promise<string | null>;

/** Where a document of this number is saved from. */
export const documentHref = (documentId: number): string => `/api/documents/${documentId}`;
