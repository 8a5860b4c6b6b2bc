import { z } from "zod";
import { suppressionSchema } from "@/lib/consent/schema";

/** What people may ask of segments. A segment is named by its number; its sets and contact ids never leave the server. */

/** Text as people type or paste it, without the one character that Postgres cannot hold. */
export const text = z.string().overwrite((typed) => typed.replaceAll("\0", ""));

export const segmentNoSchema = text.trim().min(1, "A segment number is needed.").max(20, "A segment number has 20 characters at most.");
/** The entry number of a logged segment. */
export const loggedEntryNoSchema = z.int().min(1).max(2_147_483_647);
export const contactNoSchema = text.trim().min(1).max(40);

export const codeSchema = text.trim().min(1).max(30).nullable();
export const daySchema = z.iso.date("A date is written as year-month-day, for example 2026-03-16.");
const descriptionSchema = text
  .trim()
  .max(100, "A description has 100 characters at most.")
  .transform((text) => text || null)
  .nullable();

export const costSchema = z
  .number()
  .min(0, "A cost is 0 or more, for example 12.50.")
  .max(1_000_000_000)
  .refine((cost) => Math.abs(cost * 100 - Math.round(cost * 100)) < 1e-6, "A cost has two decimals at most, for example 12.50.");
export const durationSchema = z
  .number()
  .int("A duration is a whole number of minutes, for example 15.")
  .min(0, "A duration is 0 minutes or more.")
  .max(1_000_000);

export const countSchema = z.int().min(0);

export const correspondenceTypes = ["hard_copy", "email", "phone"] as const;
export const informationFlows = ["outbound", "inbound"] as const;
export const initiators = ["us", "them"] as const;
export const evaluations = ["very_positive", "positive", "neutral", "negative", "very_negative"] as const;
export const segmentStates = ["draft", "logging", "logged"] as const;

/** A new worksheet. Without a number it takes the next of the series; a salesperson left out is the user's own, null is none. */
export const createSegmentSchema = z.object({
  segmentNo: segmentNoSchema.optional(),
  description: descriptionSchema.optional(),
  date: daySchema.optional(),
  salespersonCode: codeSchema.optional(),
  campaignNo: codeSchema.optional(),
  interactionTemplateCode: codeSchema.optional(),
});
export type CreateSegment = z.input<typeof createSegmentSchema>;

/** The header fields a marketer changes; one left out stays as it is, null empties it. */
export const headerChangesSchema = z.object({
  description: descriptionSchema.optional(),
  date: daySchema.optional(),
  salespersonCode: codeSchema.optional(),
  campaignNo: codeSchema.optional(),
  campaignTarget: z.boolean().optional(),
  campaignResponse: z.boolean().optional(),
  interactionTemplateCode: codeSchema.optional(),
  interactionGroupCode: codeSchema.optional(),
  languageCode: codeSchema.optional(),
  correspondenceType: z.enum(correspondenceTypes).nullable().optional(),
  ignoreContactCorresType: z.boolean().optional(),
  informationFlow: z.enum(informationFlows).nullable().optional(),
  initiatedBy: z.enum(initiators).nullable().optional(),
  unitCostLcy: costSchema.optional(),
  unitDurationMin: durationSchema.optional(),
  suppression: suppressionSchema.optional(),
});
export type HeaderChanges = z.output<typeof headerChangesSchema>;

/**
 * `headerVersion` is the one the page showed: a header that somebody changed since is refused with who did it. `lines` says whom the change
 * reaches: lines that were not changed individually in these fields, or all of them.
 */
export const updateSegmentHeaderSchema = z.object({
  segmentNo: segmentNoSchema,
  headerVersion: z.int().min(1),
  changes: headerChangesSchema,
  lines: z.enum(["not_changed", "all"]).default("not_changed"),
});
export type UpdateSegmentHeader = z.input<typeof updateSegmentHeaderSchema>;

export const findSegmentSchema = z.object({ segmentNo: segmentNoSchema });
export const deleteSegmentSchema = z.object({ segmentNo: segmentNoSchema, version: z.int().min(1) });
export type DeleteSegment = z.input<typeof deleteSegmentSchema>;

export const segmentListOrders = ["changed", "number", "description", "date", "campaign", "salesperson", "owner", "size"] as const;
export const listSegmentsSchema = z.object({
  search: text.trim().max(200).default(""),
  state: z.enum(segmentStates).nullable().default(null),
  campaignNo: text.trim().max(30).nullable().default(null),
  /** Only segments made by the person who asks. */
  mine: z.boolean().default(false),
  sort: z.enum(segmentListOrders).default("changed"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
});
export type ListSegments = z.input<typeof listSegmentsSchema>;
