import { z } from "zod";
import { lineProblems } from "@/lib/logging/schema";
import { segmentStates } from "@/lib/segmentation/schema";
import { channel, count, day, evaluation, informationFlow, initiator, instant, named, text } from "./common";

const foundProblem = z.object({
  problem: z.enum(lineProblems),
  count,
  sample: z.array(z.object({ contactNo: z.string(), name: z.string(), companyName: text, email: text })),
  detail: z.array(z.string()),
});

export const check = z.object({
  segmentNo: z.string(),
  description: text,
  date: day,
  state: z.enum(segmentStates),
  version: z.int().describe("Goes back when it is logged or repaired."),
  currentStep: count,
  template: named,
  lines: count,
  headerProblems: z.array(z.enum(["no_description", "no_template", "no_lines", "already_logged"])),
  mustBeFixed: z.array(foundProblem),
  leftOut: z.array(foundProblem),
  worthALook: z.array(foundProblem),
  inOrder: z.array(z.string()),
  channels: z.array(z.object({ channel, lines: count, costLcy: z.number(), durationMin: z.number() })),
  interactions: count.describe("Goes back as `expected`, less `toRepair` when those lines are left out."),
  toRepair: count,
  checkedAt: instant,
});
export const logStarted = z.object({ jobId: z.uuid(), already: z.boolean().describe("Somebody began before: this is their log.") });
export const logWritten = z.object({ entryNo: z.int(), interactions: count, campaignEntryNo: z.int().nullable() });
export const repaired = z.object({ repaired: count });
export const canceled = z.object({
  changed: count,
  already: count.describe("Were in that state before."),
  interactions: count,
  goesOn: count.optional().describe("So many are changed by a job that goes on."),
});

export const loggedSegmentRow = z.object({
  entryNo: z.int(),
  segmentNo: z.string(),
  description: z.string(),
  loggedAt: instant,
  createdOn: day,
  userName: z.string(),
  interactions: count,
  costLcy: z.number(),
  durationMin: z.number(),
  campaign: named,
  campaignEntries: count,
  canceled: z.boolean(),
});
export const loggedSegment = loggedSegmentRow.extend({
  hasWorksheet: z.boolean(),
  steps: count,
  template: named,
  salesperson: named,
  canceledAt: instant.nullable(),
  canceledByName: text,
  entries: count,
  canceledEntries: count,
  members: count,
  channels: z.array(z.object({ channel, entries: count })),
});
export const loggedMember = z.object({
  contactNo: z.string(),
  type: z.enum(["company", "person"]),
  name: z.string(),
  companyName: text,
  city: text,
  countryRegionCode: text,
  email: text,
});

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
});
export const logEntry = logEntryRow.extend({
  companyNo: text,
  timeOfInteraction: text,
  informationFlow,
  initiatedBy: initiator,
  interactionGroup: named,
  language: named,
  campaign: named,
  campaignEntryNo: z.int().nullable(),
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  userName: text,
  loggedAt: instant,
  heldBy: z.enum(["logged_segment", "campaign_entry"]).nullable().describe("Why it cannot be reinstated by itself."),
});
