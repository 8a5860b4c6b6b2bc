import { z } from "zod";
import { importKinds } from "@/lib/contacts/import/fields";
import { jobStates } from "@/lib/jobs/schema";
import { channel, count, day, informationFlow, initiator, instant, named, text } from "./common";

export const campaignRow = z.object({
  campaignNo: z.string(),
  description: z.string(),
  startingDate: day.nullable(),
  endingDate: day.nullable(),
  status: text,
  salespersonName: text,
  segments: count,
  entries: count,
});
export const campaign = z.object({
  campaignNo: z.string(),
  description: z.string(),
  startingDate: day.nullable(),
  endingDate: day.nullable(),
  status: text,
  salesperson: text,
  interactions: count,
  targets: count,
  responses: count,
  costLcy: z.number(),
  durationMin: z.number(),
  segments: z.array(z.object({ segmentNo: z.string(), description: text, state: z.string() })),
});

export const historyEntry = z.object({
  id: z.string(),
  at: instant,
  userName: z.string(),
  what: z.string().describe("What was done, as a sentence without its subject."),
  words: text.describe("Who was picked by a step, in plain words."),
  changes: z.array(z.object({ field: z.string(), before: text, after: text })),
  made: z.boolean().describe("The record was made, so that nothing was there before."),
  subject: z.object({ kind: z.string(), key: z.string(), label: z.string() }),
});

export const templateRow = z.object({
  code: z.string(),
  description: z.string(),
  groupCode: z.string(),
  groupDescription: z.string(),
  unitCostLcy: z.number(),
  unitDurationMin: z.number(),
  correspondenceType: channel,
  ignoresContact: z.boolean(),
  informationFlow,
  languages: z.array(z.string()),
});
export const template = z.object({
  code: z.string(),
  description: z.string(),
  group: z.object({ code: z.string(), name: z.string() }),
  unitCostLcy: z.number(),
  unitDurationMin: z.number(),
  informationFlow,
  initiatedBy: initiator,
  correspondenceType: channel,
  ignoresContact: z.boolean(),
  language: named,
  campaign: named,
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  languages: z.array(z.object({ code: z.string(), name: z.string(), description: text })),
});

export const lookupValue = z.object({ code: z.string(), description: z.string() });

export const job = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  subjectKind: text,
  subjectKey: text,
  state: z.enum(jobStates),
  done: z.number(),
  total: z.number().nullable(),
  message: text,
  result: z.unknown().describe("What the work answered once it is done; its shape follows the kind."),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  userName: text,
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});

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
