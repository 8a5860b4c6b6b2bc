import { z } from "zod";
import { channel, count, day, informationFlow, initiator, named, text } from "./common";

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
  purpose: z.object({ code: z.string(), name: z.string() }).describe("Decides whose consent is needed."),
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  languages: z.array(z.object({ code: z.string(), name: z.string(), description: text })),
});

export const lookupValue = z.object({ code: z.string(), description: z.string() });
