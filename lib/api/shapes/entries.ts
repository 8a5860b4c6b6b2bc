import { z } from "zod";
import { channel, count, day, evaluation, informationFlow, initiator, instant, named, text } from "./common";
import { documentVersion } from "./documents";

export const logEntryRow = z.object({
  entryNo: z.int(),
  date: day,
  contactNo: z.string(),
  contactStands: z.boolean().describe("False when the contact was deleted since."),
  contactName: z.string(),
  isCompany: z.boolean(),
  companyName: text,
  description: z.string(),
  correspondenceType: channel,
  salesperson: named,
  template: named,
  campaignNo: text,
  segmentNo: text,
  loggedSegmentEntryNo: z.int().nullable(),
  costLcy: z.number(),
  durationMin: z.int(),
  evaluation,
  attemptFailed: z.boolean(),
  canceled: z.boolean(),
  comments: count.describe("How many there are; they have an address of their own."),
});
export const logEntry = logEntryRow.extend({
  companyNo: text,
  timeOfInteraction: text,
  informationFlow,
  initiatedBy: initiator,
  interactionGroup: named,
  language: named,
  subject: text,
  personalText: text,
  document: documentVersion.nullable().describe("The very version that was logged."),
  sendAsAttachment: z.boolean().describe("Whether a Word document went by e-mail as a file."),
  attachments: z.array(documentVersion).describe("The files that go with the document, as they were logged."),
  campaign: named,
  campaignEntryNo: z.int().nullable(),
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  contactVia: text,
  documentType: text,
  documentNo: text,
  userName: text,
  loggedAt: instant,
  heldBy: z.enum(["logged_segment", "campaign_entry"]).nullable().describe("Why it cannot be reinstated by itself."),
  title: z.string(),
});

export const comment = z.object({
  commentNo: z.int(),
  text: z.string(),
  userName: z.string(),
  createdAt: instant,
  changedAt: instant.nullable(),
  own: z.boolean().describe("Written by whoever asks, who alone may change it."),
});
export const commentNumber = z.object({ commentNo: z.int() });

export const evaluated = z.object({
  changed: count,
  already: count,
  canceled: count.describe("Canceled ones are read-only and stay as they are."),
  changeNo: z.int().nullable().describe("Takes it back; null when nothing was changed."),
});
export const evaluationUndone = z.object({ restored: count, since: count.describe("Changed by somebody since; these stay as they are.") });

const deletionNumbers = { loggedSegments: count, entries: count, campaignEntries: count, comments: count };
export const deletionPreview = z.object(deletionNumbers).describe("Goes back as `expected`.");
export const deleted = z.object({ ...deletionNumbers, deletionNo: z.int() });
export const deletionRow = deleted.extend({
  kind: z.enum(["loggedSegments", "entries"]),
  filterWords: z.string(),
  firstEntryNo: z.int().nullable(),
  lastEntryNo: z.int().nullable(),
  deletedAt: instant,
  userName: z.string(),
});
