import { z } from "zod";
import { importKinds } from "@/lib/contacts/import/fields";
import { jobStates } from "@/lib/jobs/schema";
import { count, instant, text } from "./common";

export const uploadBegun = z.object({
  uploadId: z.uuid(),
  partBytes: count.describe("The length of every part but the last."),
  received: z.array(count).describe("The parts that are here, counted from 0."),
});

export const upload = z.object({
  uploadId: z.uuid(),
  fileName: z.string(),
  size: count,
  complete: z.boolean(),
  sha256: text,
  received: z.array(count),
});

export const partTaken = z.object({ received: count.describe("Bytes of the file that are here now.") });

export const importRow = z.object({
  importId: z.string(),
  kind: z.enum(importKinds),
  fileName: z.string(),
  rowsRead: count,
  created: count,
  updated: count,
  unchanged: count,
  refused: count,
  companiesCreated: count,
  userName: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  jobId: text,
  state: z.enum(jobStates).nullable(),
  message: text,
});

export const refusedRow = z.object({ lineNo: z.int(), columnName: text, value: text, reason: z.string() });
