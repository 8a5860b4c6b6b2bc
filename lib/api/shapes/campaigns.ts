import { z } from "zod";
import { count, day, text } from "./common";

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

export const lookupValue = z.object({ code: z.string(), description: z.string() });
