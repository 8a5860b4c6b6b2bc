import { z } from "zod";
import { filterSchema } from "@/lib/filters/schema";
import type { Words } from "@/lib/filters/words";
import { addOptionsSchema, keepOptionsSchema, segmentStates, stepNumbersSchema } from "@/lib/segmentation/schema";
import type { StackStep, WhyContact } from "@/lib/segmentation/types";
import { channel, count, day, informationFlow, initiator, instant, named, text } from "./common";

export const segmentRow = z.object({
  segmentNo: z.string(),
  description: text,
  state: z.enum(segmentStates),
  size: count,
  currentStep: count,
  date: day,
  salesperson: named,
  campaign: named,
  ownerName: text,
  changedAt: instant,
  changedByName: text,
});

const header = z.object({
  segmentNo: z.string(),
  description: text,
  date: day,
  salesperson: named,
  campaign: named,
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  interactionTemplate: named,
  interactionGroup: named,
  language: named,
  correspondenceType: channel,
  ignoreContactCorresType: z.boolean(),
  informationFlow,
  initiatedBy: initiator,
  unitCostLcy: z.number(),
  unitDurationMin: z.int(),
  state: z.enum(segmentStates),
  createdAt: instant,
  ownerName: text,
  changedAt: instant,
  changedByName: text,
});

export const found = z
  .object({ matching: count, alreadyThere: count, refusedExcluded: count, refusedBlocked: count })
  .nullable()
  .describe("How the numbers came about: matching − refused − already there = added.");

const step = z.object({
  step: z.int().min(1),
  kind: z.enum(["add", "reduce", "refine", "edit", "reuse", "import"]),
  words: z.string().describe("What the step did, in plain words; empty for edits by hand."),
  filter: filterSchema.nullable(),
  options: z.union([addOptionsSchema, keepOptionsSchema]).nullable(),
  numbers: stepNumbersSchema,
  found,
  userName: z.string(),
  takenAt: instant,
  undone: z.boolean().describe("Above the current step: going forward takes it again, a new action drops it."),
});

/** A step as it is answered. */
export function stepOf(taken: StackStep): z.output<typeof step> {
  const { step: no, kind, numbers, userName, takenAt, undone } = taken;
  const base = { step: no, kind, words: "", filter: null, options: null, numbers, found: null, userName, takenAt, undone };
  if (!("words" in taken)) return base;
  const words = inText(taken.words);
  if (!("filter" in taken)) return { ...base, words };
  return { ...base, words, filter: taken.filter, options: "options" in taken ? taken.options : null, found: taken.found };
}

export const segment = z.object({
  header,
  currentStep: count,
  steps: z.array(step),
  totals: z.object({ lines: count, costLcy: z.number(), durationMin: z.number(), linesChanged: count }),
});

export const segmentNumber = z.object({ segmentNo: z.string() });
export const stepTaken = z.object({ step: z.int().min(1), numbers: stepNumbersSchema, found });
export const stepMoved = z.object({ currentStep: count, size: count });

const sample = z.object({ contactNo: z.string(), name: z.string(), companyName: text });
export const preview = z.object({
  step: count.describe("Goes back as `decidedAtStep`."),
  numbers: stepNumbersSchema.describe("Goes back as `shown`."),
  found,
  sample: z.array(sample).describe("Three at most of those who would come or leave."),
  removedByHand: z.array(z.object({ step: z.int(), count })),
  ms: z.number(),
});
export const changedContact = sample;

export const line = z.object({
  contactNo: z.string(),
  type: z.enum(["company", "person"]),
  name: z.string(),
  contactName: text,
  companyNo: text,
  companyName: text,
  jobTitle: text,
  city: text,
  postCode: text,
  countryRegionCode: text,
  email: text,
  phoneNo: text,
  mobilePhoneNo: text,
  description: text,
  date: day,
  salespersonCode: text,
  salespersonName: text,
  correspondenceType: channel,
  interactionTemplateCode: text,
  interactionGroupCode: text,
  languageCode: text,
  informationFlow,
  initiatedBy: initiator,
  costLcy: z.number(),
  durationMin: z.int(),
  campaignNo: text,
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  changedHere: z.array(z.string()).describe("Fields whose value was changed on this line itself."),
  excluded: z.boolean(),
  blocked: z.boolean(),
  step: count.describe("The step with which the contact came in, last."),
});

const some = z.object({ count, texts: z.array(z.string()) }).describe("The first 100; the count is whole.");
const someContacts = z.object({ count, contactNos: z.array(z.string()) });
export const linesAdded = z.object({
  taken: stepTaken.nullable(),
  asked: count,
  added: count,
  alreadyThere: count,
  notFound: some,
  ambiguous: some,
  refusedExcluded: someContacts,
  refusedBlocked: someContacts,
});
export const linesRemoved = z.object({ taken: stepTaken.nullable(), removed: count, notThere: count });

export const why = z.object({
  contactNo: z.string(),
  name: z.string(),
  onSegment: z.boolean(),
  steps: z.array(
    z.object({
      step: z.int().min(1),
      kind: z.string(),
      what: z.enum(["came_in", "once_more", "one_less", "through_company", "stayed", "did_not_match", "left", "not_there", "refused"]),
      words: z.string(),
      conditions: z.array(z.object({ held: z.boolean(), words: z.string(), actual: text })),
      stillSo: z.boolean().describe("False when the contact would fare otherwise today."),
      userName: z.string(),
      takenAt: instant,
      undone: z.boolean(),
    }),
  ),
});

/** An explanation as it is answered. */
export function whyOf(contact: WhyContact): z.output<typeof why> {
  const steps = contact.steps.map((taken) => ({
    ...taken,
    words: inText(taken.words),
    conditions: taken.conditions.map((condition) => ({ ...condition, words: inText(condition.words) })),
  }));
  return { ...contact, steps };
}

function inText(words: Words): string {
  return words.map((part) => part.text).join("");
}
