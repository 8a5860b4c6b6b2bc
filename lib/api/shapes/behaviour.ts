import { z } from "zod";
import { kindWords } from "@/lib/behaviour/schema";
import { propertyKinds } from "@/lib/filters/properties";
import { count, instant } from "./common";

export const recorded = z.object({
  taken: count.describe("Rows that are new."),
  seen: count.describe("Rows whose id was there already; the first row of an id stays as it is."),
  refused: count,
  rows: z
    .array(
      z.object({
        id: z.string().nullable(),
        outcome: z
          .enum(["taken", "waiting", "seen", "refused"])
          .describe("Waiting: taken, and counts as soon as a contact of that number or e-mail address is there."),
        reason: z.string().nullable().describe("Of what was refused."),
      }),
    )
    .describe("One for each row, in the order they were sent."),
});

const property = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(propertyKinds).describe(Object.values(kindWords).join(", ")),
  options: z.array(z.string()),
});

export const types = z.object({
  keepDays: z.int().nullable().describe("How long rows are kept whose type says nothing of its own; null: for ever."),
  types: z.array(
    z.object({
      code: z.string(),
      description: z.string(),
      keepDays: z.int().nullable(),
      learned: z.boolean().describe("Nobody described it before its first row came."),
      properties: z.array(property),
      recent: count.describe("How many in the last 30 days, counted up to 100,000."),
      lastAt: instant.nullable(),
    }),
  ),
});

export const did = z.object({
  entryNo: z.string(),
  type: z.string(),
  typeCode: z.string(),
  source: z.string(),
  occurredAt: instant,
  properties: z.array(
    z.object({
      label: z.string(),
      kind: z.enum(propertyKinds),
      value: z.union([z.string(), z.number(), z.boolean(), z.object({ at: z.string() })]),
    }),
  ),
});
