import { z } from "zod";
import { lineProblems } from "@/lib/logging/schema";
import { segmentStates } from "@/lib/segmentation/schema";
import { channel, count, day, instant, named, text } from "./common";
import { found } from "./segments";

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
  headerVersion: z.int(),
  currentStep: count,
  template: named,
  campaign: z
    .object({ code: z.string(), name: z.string(), target: z.boolean(), startingDate: day.nullable(), endingDate: day.nullable() })
    .nullable(),
  campaigns: z
    .array(z.object({ code: z.string(), interactions: count, targets: count }))
    .describe("The campaigns on the lines: each gets a campaign entry."),
  lines: count,
  headerProblems: z.array(z.enum(["no_description", "no_template", "no_lines", "already_logged", "suppression_unreadable"])),
  unreadableSuppression: z.array(z.string()).describe("Suppression segments of which nobody can say who is on them."),
  mustBeFixed: z.array(foundProblem),
  leftOut: z.array(foundProblem),
  worthALook: z.array(foundProblem),
  inOrder: z.array(z.string()),
  channels: z.array(z.object({ channel, lines: count, costLcy: z.number(), durationMin: z.number() })),
  interactions: count.describe("Goes back as `expected`, less `toRepair` when those lines are left out."),
  toRepair: count,
  sending: z
    .object({
      ready: z.boolean(),
      emails: count,
      toRepair: count,
      counting: z.object({ opens: z.boolean(), clicks: z.boolean() }).describe("What is counted of them unless `send` says otherwise."),
    })
    .describe("E-mails that `send` would let go out; not ready while no mail server is set up."),
  headerSalespersonBlocked: z.boolean(),
  suggestedSalesperson: named.describe("Who can be set where a salesperson is missing."),
  checkedAt: instant,
});
export const logStarted = z.object({ jobId: z.uuid(), already: z.boolean().describe("Somebody began before: this is their log.") });
export const logWritten = z.object({
  entryNo: z.int(),
  interactions: count,
  leftOut: count,
  campaignEntryNo: z.int().nullable(),
  followUpNo: text.describe("The follow-up segment that was made of it first."),
});
export const followUpCount = z.object({ contacts: count, found });
export const followUpMade = z.object({ segmentNo: z.string(), contacts: count });
export const repaired = z.object({ repaired: count });
export const canceled = z.object({
  changed: count,
  already: count.describe("Were in that state before."),
  interactions: count,
  entryNos: z.array(z.int()).optional().describe("The entries that were changed."),
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
  deletedAt: instant.nullable().describe("When what belonged to it was deleted; the row stays."),
});
export const loggedSegment = loggedSegmentRow.extend({
  hasWorksheet: z.boolean(),
  steps: count,
  template: named,
  salesperson: named,
  canceledAt: instant.nullable(),
  canceledByName: text,
  deletion: z.object({ deletionNo: z.int(), userName: z.string(), comments: count }).nullable(),
  entries: count,
  canceledEntries: count,
  members: count,
  channels: z.array(z.object({ channel, entries: count })),
  campaignEntryRows: z.array(
    z.object({
      entryNo: z.int(),
      campaignNo: z.string(),
      campaignDescription: z.string(),
      description: z.string(),
      date: day,
      userName: z.string(),
      salesperson: named,
      canceled: z.boolean(),
      interactions: count.describe("Those whose canceled state is that of the campaign entry; cost and duration are theirs."),
      costLcy: z.number(),
      durationMin: z.number(),
    }),
  ),
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
