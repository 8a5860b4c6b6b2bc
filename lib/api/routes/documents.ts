import { z } from "zod";
import { documentMessage } from "@/lib/documents/errors";
import { listDocumentVersions, readDocument, readMail } from "@/lib/documents/find-document";
import { documentIdSchema, maxDocumentBytes, writeMailSchema } from "@/lib/documents/schema";
import { storeDocument, writeMail } from "@/lib/documents/store-document";
import { previewEntry } from "@/lib/logging/preview-entry";
import { segmentationMessage } from "@/lib/segmentation/errors";
import { previewLine } from "@/lib/segmentation/preview-line";
import { changeSegmentDocument, changeSegmentDocumentSchema, listSegmentDocuments } from "@/lib/segmentation/segment-documents";
import { previewDocument, previewDocumentSchema } from "@/lib/templates/preview-document";
import { type ApiRoute, queryRoute, resultRoute, storedFileRoute } from "../route";
import { contactNoInPath, entryNoInPath, segmentNoInPath } from "../shapes/asked";
import * as shapes from "../shapes/documents";

const tag = "Documents";
const path = z.strictObject({ documentId: documentIdSchema });
const nothing = "There is no such document.";
const noPreview = "There is no such line, or it has no document.";

/** Documents, and what a segment has of its own. */
export const documentRoutes: ApiRoute[] = [
  resultRoute({
    ...{ method: "POST", path: "/documents", id: "storeDocument", tag, status: 201, bytes: maxDocumentBytes },
    summary: "Keeps a file as a new document: a Word template, an e-mail in HTML or Markdown, or any other file",
    description:
      "The body is the file, its name tells what it is. Then give its number to a template, a segment or a line within a day. `basedOn` is the version it replaces.",
    callable: storeDocument,
    takes: z.strictObject({
      query: z.strictObject({ fileName: z.string().min(1).max(255), basedOn: documentIdSchema.optional() }),
      body: z.instanceof(Uint8Array),
    }),
    input: ({ query: { fileName, basedOn = null }, body }) => ({ fileName, basedOn, content: body }),
    answer: shapes.documentStored,
    reply: (stored) => stored,
    message: documentMessage,
  }),
  resultRoute({
    ...{ method: "POST", path: "/documents/mail", id: "writeMail", tag, status: 201 },
    summary: "Keeps an e-mail that is written in HTML or Markdown",
    callable: writeMail,
    takes: z.strictObject({ body: z.strictObject(writeMailSchema.shape) }),
    input: ({ body }) => body,
    answer: shapes.documentStored,
    reply: (stored) => stored,
    message: documentMessage,
  }),
  queryRoute({
    ...{ method: "POST", path: "/documents/preview", id: "previewDocument", tag },
    summary: "A document as a contact would get it today; nothing is kept",
    callable: previewDocument,
    takes: z.strictObject({ body: z.strictObject(previewDocumentSchema.shape) }),
    input: ({ body }) => body,
    answer: shapes.documentPreview,
    reply: (shown) => shown,
    nothing,
  }),
  queryRoute({
    ...{ method: "GET", path: "/documents/{documentId}", id: "listDocumentVersions", tag },
    summary: "A version of a document and those it came from, the newest first; none when it is not there",
    callable: listDocumentVersions,
    takes: z.strictObject({ path }),
    input: ({ path: named }) => named,
    answer: z.object({ items: z.array(shapes.documentVersion) }),
    reply: (items) => ({ items }),
    nothing,
  }),
  storedFileRoute({
    ...{ method: "GET", path: "/documents/{documentId}/content", id: "readDocument", tag },
    summary: "A version of a document as a file",
    callable: readDocument,
    takes: z.strictObject({ path }),
    input: ({ path: named }) => named,
    nothing,
  }),
  queryRoute({
    ...{ method: "GET", path: "/documents/{documentId}/text", id: "readMail", tag },
    summary: "The text of an e-mail as it was written",
    callable: readMail,
    takes: z.strictObject({ path }),
    input: ({ path: named }) => named,
    answer: z.object({ text: z.string() }),
    reply: (text) => ({ text }),
    nothing: "There is no such document, or it is no e-mail.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/documents", id: "listSegmentDocuments", tag },
    summary: "Which document the lines of a segment get in each language",
    callable: listSegmentDocuments,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path: named }) => named,
    answer: shapes.segmentDocuments,
    reply: (documents) => documents,
    nothing: "There is no such segment, or it has no interaction template.",
  }),
  resultRoute({
    ...{ method: "PUT", path: "/segments/{segmentNo}/documents/{languageCode}", id: "changeSegmentDocument", tag },
    summary: "Gives a segment a document or subject of its own in one language, or takes both back to the template's",
    description: "`seen` is the document of its own that it has; `before` of the answer gives it back.",
    callable: changeSegmentDocument,
    takes: z.strictObject({
      path: segmentNoInPath.extend({ languageCode: z.string().min(1).max(30) }),
      body: z.strictObject(changeSegmentDocumentSchema.omit({ segmentNo: true, languageCode: true }).shape),
    }),
    input: ({ path: named, body }) => ({ ...named, ...body }),
    answer: z.object({ before: z.object({ documentId: z.int().nullable(), subject: z.string().nullable() }).nullable() }),
    reply: (given) => given,
    message: segmentationMessage,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/lines/{contactNo}/preview", id: "previewLine", tag },
    summary: "The document of a line as its contact gets it",
    callable: previewLine,
    takes: z.strictObject({
      path: segmentNoInPath.extend(contactNoInPath.shape),
      query: z.strictObject({ layer: z.int().min(1).max(1_000).default(1) }),
    }),
    input: ({ path: named, query }) => ({ ...named, ...query }),
    answer: shapes.preview,
    reply: (preview) => preview,
    nothing: noPreview,
  }),
  queryRoute({
    ...{ method: "GET", path: "/interaction-log-entries/{entryNo}/preview", id: "previewEntry", tag },
    summary: "The version of the document that was logged, for the contact as it is now",
    callable: previewEntry,
    takes: z.strictObject({ path: entryNoInPath }),
    input: ({ path: named }) => named,
    answer: shapes.preview,
    reply: (preview) => preview,
    nothing: "There is no such entry, it has no document, or its contact is gone.",
  }),
];
