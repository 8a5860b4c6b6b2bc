import { z } from "zod";
import { documentKinds } from "@/lib/documents/schema";
import { count, instant, text } from "./common";

const fields = z.array(z.string()).describe("The merge fields it names.");

export const documentVersion = z.object({
  documentId: z.int(),
  kind: z.enum(documentKinds),
  fileName: z.string(),
  mediaType: z.string(),
  size: count,
  fields,
  createdByName: z.string(),
  createdAt: instant,
});

export const documentStored = z.object({ documentId: z.int(), fileName: z.string(), kind: z.enum(documentKinds), fields });

export const preview = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("mail"), fileName: z.string(), subject: z.string(), html: z.string(), text: z.string() }),
    z.object({ kind: z.literal("word"), fileName: z.string(), html: z.string().describe("Its words, lists and tables, not its pages.") }),
    z.object({ kind: z.literal("file"), fileName: z.string(), size: count }),
  ])
  .describe("Show `html` only in a frame without scripts and without an origin.");

export const documentPreview = z.object({
  preview,
  contact: z.object({ contactNo: z.string(), name: z.string() }).nullable().describe("Null where there is nobody; fields are blank then."),
});

export const segmentDocuments = z.object({
  templateCode: z.string(),
  languages: z.array(
    z.object({
      languageCode: z.string(),
      language: z.string(),
      isDefault: z.boolean(),
      ofTemplate: z.boolean(),
      lines: count,
      templateSubject: text,
      ownSubject: text,
      templateDocument: documentVersion.nullable(),
      ownDocument: documentVersion.nullable().describe("In place of the template's."),
    }),
  ),
  counts: z.object({
    ownDocument: count.describe("Lines with a document of their own."),
    ownTemplate: count.describe("Lines with a template of their own."),
    without: count.describe("Lines that get no document."),
  }),
});
