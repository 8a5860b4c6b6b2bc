import { z } from "zod";
import { unreachableReasons } from "@/lib/consent/schema";
import { lineSchema } from "@/lib/segmentation/lines-schema";
import {
  contactNoSchema,
  costSchema,
  daySchema,
  durationSchema,
  evaluations,
  loggedEntryNoSchema,
  segmentNoSchema,
} from "@/lib/segmentation/schema";

/** What can come of a call on a list. */
export const callResults = ["reached", "not_reached", "again"] as const;
export type CallResult = (typeof callResults)[number];

/** Where a call of a list stands. `refused`: the contact must not be called, or is gone. */
export const callPlaces = ["left", "again", "not_reached", "reached", "refused"] as const;
export type CallPlace = (typeof callPlaces)[number];

/** Why somebody must not be called at this moment. */
export const callRefusals = ["contact_gone", "privacy_blocked", "minor", ...unreachableReasons] as const;
export type CallRefusal = (typeof callRefusals)[number];

/** Whose a number is, in the order in which they are offered. */
export const numberKinds = ["address", "address_mobile", "phone", "mobile", "company", "company_mobile"] as const;
export type NumberKind = (typeof numberKinds)[number];

/** Text as Postgres can keep it. */
const text = z.string().overwrite((typed) => typed.replaceAll("\0", ""));
const code = text.trim().min(1).max(30);
/** "Contact via" of an entry. */
const numberSchema = text
  .trim()
  .max(80, "A number has 80 characters at most.")
  .regex(/\d/, "A number has digits, such as +44 20 7946 0018.");

/** What is noted of a call, however it was made. */
const outcome = {
  evaluation: z.enum(evaluations).nullable().default(null),
  comment: text
    .trim()
    .max(4_000, "A comment has 4,000 characters at most.")
    .transform((typed) => typed || null)
    .nullable()
    .default(null),
  costLcy: costSchema,
  durationMin: durationSchema,
};

/** A line of a worksheet from which a call is made. */
const callLineSchema = z.object({ segmentNo: segmentNoSchema, layer: lineSchema.shape.layer.default(1) });

export const findCalleeSchema = z.object({ contactNo: contactNoSchema, line: callLineSchema.nullable().default(null) });
export type FindCallee = z.input<typeof findCalleeSchema>;

export const logCallSchema = findCalleeSchema.extend({
  number: numberSchema,
  interactionTemplateCode: code,
  description: text
    .trim()
    .min(1, "A call needs a description, such as “Outgoing call”.")
    .max(100, "A description has 100 characters at most."),
  date: daySchema,
  /** "18:30", in the workspace's time zone. */
  time: z.iso.time({ precision: -1, error: "A time is written as hours and minutes, for example 14:30." }).nullable().default(null),
  salespersonCode: code,
  campaignNo: code.nullable().default(null),
  reached: z.boolean(),
  ...outcome,
});
export type LogCall = z.input<typeof logCallSchema>;

export const callListSchema = z.object({ loggedSegmentEntryNo: loggedEntryNoSchema });
const entryNoSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
export const listCallsSchema = callListSchema.extend({
  place: z.enum(callPlaces).nullable().default(null),
  after: entryNoSchema.nullable().default(null),
  limit: z.int().min(1).max(200).default(50),
});
export const findCallSchema = z.object({ entryNo: entryNoSchema });

/**
 * Which call one wants: the *next* one of the list after the one one has, the *previous* one, or one by its entry. `later` puts the one that one
 * has to the end of the list.
 */
export const takeCallSchema = z.discriminatedUnion("want", [
  callListSchema.extend({ want: z.literal("next"), later: z.boolean().default(false) }),
  callListSchema.extend({ want: z.literal("previous") }),
  callListSchema.extend({ want: z.literal("this"), entryNo: entryNoSchema }),
]);
export type TakeCall = z.input<typeof takeCallSchema>;

/** `againAt`: "2026-03-16T18:30", in the workspace's time zone. */
export const recordCallSchema = findCallSchema
  .extend({
    result: z.enum(callResults),
    againAt: z.iso.datetime({ local: true, precision: -1 }).nullable().default(null),
    number: numberSchema.nullable().default(null),
    ...outcome,
  })
  .refine(({ result, againAt }) => result !== "again" || (againAt !== null && !againAt.endsWith("Z")), {
    path: ["againAt"],
    message: "Say when to call again: a day and a time, such as 2026-03-16T18:30.",
  });
export type RecordCall = z.input<typeof recordCallSchema>;
