import { z } from "zod";
import { analyseUpload } from "@/lib/contacts/import/analyse-upload";
import { importMessage } from "@/lib/contacts/import/errors";
import { analyseUploadSchema, importIdSchema, startImportSchema } from "@/lib/contacts/import/options";
import { findImport, listImports, listRefusals } from "@/lib/contacts/import/queries";
import { resumeImport } from "@/lib/contacts/import/resume-import";
import { startImport } from "@/lib/contacts/import/start-import";
import { completeUpload } from "@/lib/uploads/complete-upload";
import { createUpload } from "@/lib/uploads/create-upload";
import { uploadMessage } from "@/lib/uploads/errors";
import { findUpload } from "@/lib/uploads/find-upload";
import { partBytes } from "@/lib/uploads/limits";
import { createUploadSchema, sha256Schema, uploadIdSchema } from "@/lib/uploads/schema";
import { writePart } from "@/lib/uploads/write-part";
import { type ApiRoute, queryRoute, resultRoute } from "../route";
import { entryPositionOf, numberedPaging, pageNumberOf } from "../shapes/asked";
import { keysetPage, numberedPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/imports";

const uploadInPath = z.strictObject({ uploadId: uploadIdSchema });
const importInPath = z.strictObject({ importId: importIdSchema });

/** Uploads and the imports made of them. */
export const importRoutes: ApiRoute[] = [
  resultRoute({
    ...{ method: "POST", path: "/uploads", id: "createUpload", tag: "Import", status: 201 },
    summary: "Begins an upload, or goes on with one of the same name, size and first part",
    description: "Then send each part, and complete it. Two files of one name and size are told apart by `firstPartSha256`.",
    callable: createUpload,
    takes: z.strictObject({ body: z.strictObject(createUploadSchema.shape) }),
    input: ({ body }) => body,
    answer: shapes.uploadBegun,
    reply: (begun) => begun,
    message: uploadMessage,
  }),
  queryRoute({
    ...{ method: "GET", path: "/uploads/{uploadId}", id: "getUpload", tag: "Import" },
    summary: "An upload of one's own with the parts that are here",
    callable: findUpload,
    takes: z.strictObject({ path: uploadInPath }),
    input: ({ path }) => path,
    answer: shapes.upload,
    reply: (upload) => upload,
    nothing: "There is no such upload of yours.",
  }),
  resultRoute({
    ...{ method: "PUT", path: "/uploads/{uploadId}/parts/{partNo}", id: "writePart", tag: "Import", bytes: partBytes },
    summary: "Stores one part of an upload, counted from 0; sent twice it is stored once",
    callable: writePart,
    takes: z.strictObject({
      path: uploadInPath.extend({ partNo: z.int().min(0).max(100_000) }),
      query: z.strictObject({ sha256: sha256Schema }),
      body: z.instanceof(Uint8Array),
    }),
    input: ({ path, query, body }) => ({ ...path, ...query, content: body }),
    answer: shapes.partTaken,
    reply: (taken) => taken,
    message: uploadMessage,
  }),
  resultRoute({
    ...{ method: "POST", path: "/uploads/{uploadId}/complete", id: "completeUpload", tag: "Import" },
    summary: "Declares an upload whole: its hash is that of the file",
    callable: completeUpload,
    takes: z.strictObject({ path: uploadInPath, body: z.strictObject({ sha256: sha256Schema }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: uploadInPath,
    reply: (upload) => upload,
    message: uploadMessage,
  }),
  resultRoute({
    ...{ method: "POST", path: "/uploads/{uploadId}/analysis", id: "analyseUpload", tag: "Import" },
    summary: "How the file would be read: encoding, delimiter, columns and the first rows; nothing is written",
    callable: analyseUpload,
    takes: z.strictObject({ path: uploadInPath, body: z.strictObject(analyseUploadSchema.omit({ uploadId: true }).shape).prefault({}) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: z.object({
      kind: startImportSchema.shape.kind,
      dialect: z.object({ encoding: z.string(), delimiter: z.string(), dayOrder: z.string(), decimal: z.string() }),
      headings: z.array(z.string()),
      columns: z.array(z.string().nullable()),
      rows: z.array(z.array(z.string())),
      problems: z.array(z.object({ column: z.int(), row: z.int(), reason: z.string() })),
    }),
    reply: (analysis) => analysis,
    message: importMessage,
  }),
  queryRoute({
    ...{ method: "GET", path: "/imports", id: "listImports", tag: "Import" },
    summary: "The imports, the newest first, 50 a page",
    callable: listImports,
    takes: z.strictObject({ query: z.strictObject(numberedPaging) }),
    input: ({ query: { cursor } }) => ({ page: pageNumberOf(cursor) }),
    answer: pageOf(shapes.importRow),
    reply: (page) => numberedPage(page.imports, page),
    nothing: "There is no import.",
  }),
  resultRoute({
    ...{ method: "POST", path: "/imports", id: "startImport", tag: "Import", status: 202 },
    summary: "Imports a complete upload: a job that tells its progress and answers for every row",
    callable: startImport,
    takes: z.strictObject({ body: z.strictObject(startImportSchema.shape) }),
    input: ({ body }) => body,
    answer: z.object({ importId: z.uuid(), jobId: z.uuid() }),
    reply: (started) => started,
    message: importMessage,
  }),
  queryRoute({
    ...{ method: "GET", path: "/imports/{importId}", id: "getImport", tag: "Import" },
    summary: "One import: rows read = created + updated + unchanged + refused once it is done",
    callable: findImport,
    takes: z.strictObject({ path: importInPath }),
    input: ({ path }) => path,
    answer: shapes.importRow,
    reply: (found) => found,
    nothing: "There is no such import.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/imports/{importId}/refused-rows", id: "listRefusedRows", tag: "Import" },
    summary: "The refused rows with line and reason, 50 a page",
    callable: listRefusals,
    takes: z.strictObject({ path: importInPath, query: z.strictObject(numberedPaging) }),
    input: ({ path, query: { cursor } }) => {
      const { after, before } = entryPositionOf(cursor);
      return { ...path, before, ...(after !== null && { after }) };
    },
    answer: pageOf(shapes.refusedRow),
    reply: ({ refusals, hasPrevious, hasNext }) =>
      keysetPage(refusals, null, hasNext ? (refusals.at(-1)?.lineNo ?? null) : null, hasPrevious ? (refusals[0]?.lineNo ?? null) : null),
    nothing: "There is no such import.",
  }),
  resultRoute({
    ...{ method: "POST", path: "/imports/{importId}/resume", id: "resumeImport", tag: "Import", status: 202 },
    summary: "Goes on with an import that was given up",
    callable: resumeImport,
    takes: z.strictObject({ path: importInPath }),
    input: ({ path }) => path,
    answer: z.object({ jobId: z.uuid() }),
    reply: (resumed) => resumed,
    message: importMessage,
  }),
];
