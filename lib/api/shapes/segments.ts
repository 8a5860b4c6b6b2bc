import { z } from "zod";
import { filterSchema } from "@/lib/filters/schema";
import type { Words } from "@/lib/filters/words";
import { addOptionsSchema, duplicateKinds, keepOptionsSchema, stepNumbersSchema } from "@/lib/segmentation/criteria-schema";
import { lineFields } from "@/lib/segmentation/lines-schema";
import { segmentStates } from "@/lib/segmentation/schema";
import { stackChanges } from "@/lib/segmentation/stack-change-schema";
import type { StackStep } from "@/lib/segmentation/stack-types";
import type { WhyContact } from "@/lib/segmentation/why-types";
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
  suppression: z
    .array(z.object({ value: z.string(), name: z.string() }))
    .describe("Suppression segments, whose members are never reached: `segment:SM00001` or `loggedSegment:12`."),
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

const kind = z.enum(["add", "reduce", "refine", "edit", "reuse", "import"]);
export const step = z.object({
  step: z.int().min(1),
  kind,
  words: z.string().describe("What the step did, in plain words; empty for edits by hand."),
  filter: filterSchema.nullable(),
  options: z.union([addOptionsSchema.strict(), keepOptionsSchema.strict()]).nullable(),
  edit: z
    .object({
      addedNames: z.array(z.string()),
      removedNames: z.array(z.string()),
      allowExisting: z.boolean().describe("Who stood there already got one line more."),
      oneLine: z.boolean().describe("One of several lines was taken from each."),
      dedupe: z.enum(duplicateKinds).nullable().describe("Second lines were taken off, of the same contact or e-mail address."),
    })
    .nullable()
    .describe("Of edits by hand; the first three names of each."),
  numbers: stepNumbersSchema,
  size: count.describe("Lines of the step today; fewer when contacts were deleted since."),
  found,
  userName: z.string(),
  takenAt: instant,
  undone: z.boolean().describe("Above the current step: going forward takes it again, a new action drops it."),
  switchedOff: z.boolean().describe("Stands on the stack and changes nobody."),
});

/** A step as it is answered. */
export function stepOf(taken: StackStep): z.output<typeof step> {
  const { step: no, kind: ofKind, numbers, size, userName, takenAt, undone, switchedOff } = taken;
  const base = { step: no, kind: ofKind, numbers, size, userName, takenAt, undone, switchedOff };
  const nothing = { words: "", filter: null, options: null, edit: null, found: null };
  switch (taken.kind) {
    case "add":
    case "reduce":
    case "refine":
      return { ...base, ...nothing, words: inText(taken.words), filter: taken.filter, options: taken.options, found: taken.found };
    case "reuse":
      return { ...base, ...nothing, words: inText(taken.words), filter: taken.filter, found: taken.found };
    case "import":
      return { ...base, ...nothing, words: inText(taken.words) };
    case "edit": {
      const { addedNames, removedNames, allowExisting, oneLine, dedupe } = taken;
      return { ...base, ...nothing, edit: { addedNames, removedNames, allowExisting, oneLine, dedupe } };
    }
    default:
      return taken satisfies never;
  }
}

export const segment = z.object({
  header,
  currentStep: count,
  steps: z.array(step),
  totals: z.object({
    lines: count,
    contacts: count.describe("Each once, on however many lines."),
    costLcy: z.number(),
    durationMin: z.number(),
    linesChanged: count,
    changedByField: z.partialRecord(z.enum(lineFields), count).describe("Lines with a value of their own, by field."),
  }),
  former: z
    .object({
      change: z.enum(stackChanges),
      steps: count,
      currentStep: count,
      size: count,
      changedByName: z.string(),
      changedAt: instant,
    })
    .nullable()
    .describe("The stack before its last change, while that can be undone."),
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

export const why = z.object({
  contactNo: z.string(),
  name: z.string(),
  companyName: text,
  city: text,
  email: text,
  onSegment: z.boolean(),
  lines: count.describe("How many lines it has on the current step."),
  steps: z.array(
    z.object({
      step: z.int().min(1),
      kind: z.string(),
      what: z.enum(["came_in", "once_more", "one_less", "through_company", "stayed", "did_not_match", "left", "not_there", "refused"]),
      refusedAs: z.enum(["blocked", "excluded"]).nullable().describe("Why it was refused, as its data stand today."),
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

/** Plain words as one text. */
export function inText(words: Words): string {
  return words.map((part) => part.text).join("");
}

const bar = z.object({
  code: text.describe("Null: the lines without one."),
  name: text,
  lines: count,
  ofContacts: z.boolean().describe("A filter of contacts by this value finds exactly the contacts of these lines."),
});
export const composition = z.object({
  step: count,
  total: count,
  parts: z
    .object({
      type: z.array(bar),
      channel: z.array(bar),
      reach: z.array(bar),
      country: z.array(bar),
      language: z.array(bar),
      salesperson: z.array(bar),
      city: z.array(bar),
    })
    .describe("The largest first; of cities the ten largest."),
});
export const overlap = z.object({
  segmentNo: z.string(),
  description: text,
  entryNo: z.int().nullable().describe("Of logged segments."),
  common: count.describe("Lines of the segment whose contacts are on the other one."),
  onlyHere: count.describe("Its other lines."),
  onlyThere: count.describe("Contacts of the other one who are not on the segment."),
});
