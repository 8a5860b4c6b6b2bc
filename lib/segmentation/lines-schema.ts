import { z } from "zod";
import { unreachableReasons } from "@/lib/consent/schema";
import type { ContactOrder } from "@/lib/contact-sets/contact-order";
import { exportChoice } from "@/lib/exports/schema";
import { contactNoSchema, correspondenceTypes, countSchema, evaluations, loggedEntryNoSchema, segmentNoSchema, text } from "./schema";

/** What is called a line of a segment, which of them are shown, and in what order. */

/** One line: layer 1 is the contact's first, 2 its second … */
export const lineSchema = z.object({ contactNo: contactNoSchema, layer: z.int().min(1).max(10_000) });

/** The values that can be changed on one line, in the order people read them. */
export const lineFields = [
  "description",
  "date",
  "timeOfInteraction",
  "correspondenceType",
  "salespersonCode",
  "interactionTemplateCode",
  "languageCode",
  "campaignNo",
  "campaignTarget",
  "campaignResponse",
  "informationFlow",
  "initiatedBy",
  "costLcy",
  "durationMin",
  "evaluation",
  "attemptFailed",
  "altAddressCode",
  "subject",
  "documentId",
  "personalText",
] as const;
export type LineField = (typeof lineFields)[number];
export const lineFieldSchema = z.enum(lineFields);

/** Whether a line can be reached by its channel, or the first reason why not. */
export const reaches = ["reachable", "blocked", "no_channel", ...unreachableReasons, "no_email", "no_phone", "no_address"] as const;
export type Reach = (typeof reaches)[number];

/** What lines can be chosen by not having it. */
export const otherFields = ["country", "language", "salesperson", "city"] as const;
export type OtherField = (typeof otherFields)[number];

/** Which lines of a segment are shown: a search over number, name, company, e-mail and city, and choices of line values. */
export const lineFilterSchema = z.object({
  search: text.trim().max(200).default(""),
  /** "none": lines without a channel. */
  channel: z
    .enum([...correspondenceTypes, "none"])
    .nullable()
    .default(null),
  /** The line's salesperson; "" for lines without one. */
  salespersonCode: text.trim().max(30).nullable().default(null),
  /** The line's country; "" for lines without one. */
  countryRegionCode: text.trim().max(30).nullable().default(null),
  type: z.enum(["company", "person"]).nullable().default(null),
  /** "" for lines without a template; the same holds for language and campaign. */
  interactionTemplateCode: text.trim().max(30).nullable().default(null),
  languageCode: text.trim().max(30).nullable().default(null),
  campaignNo: text.trim().max(30).nullable().default(null),
  /** "none": lines without an evaluation. */
  evaluation: z
    .enum([...evaluations, "none"])
    .nullable()
    .default(null),
  /** Only lines with a value changed on the line itself. */
  changed: z.boolean().default(false),
  /** Only lines on which this field was changed. */
  changedField: lineFieldSchema.nullable().default(null),
  /** Only contacts whose e-mail address is missing. */
  withoutEmail: z.boolean().default(false),
  /** The line's city, in whatever case; "" for lines without one. */
  city: text.trim().max(200).nullable().default(null),
  reach: z.enum(reaches).nullable().default(null),
  /** Only lines whose value of this is none of `than`. */
  others: z.enum(otherFields).nullable().default(null),
  /** One value a line; an empty line stands for having none. */
  than: text.max(4_000).default(""),
  /** Only contacts who are on that segment too, as *on segment …* of a filter means it. */
  onSegment: text.trim().max(20).nullable().default(null),
  /** Only contacts who were on that logged segment. */
  onLoggedSegment: loggedEntryNoSchema.nullable().default(null),
});
export type LineFilter = z.output<typeof lineFilterSchema>;

export const lineOrders = [
  "company",
  "contactNo",
  "name",
  "city",
  "postCode",
  "country",
  "email",
  "salesperson",
] as const satisfies readonly ContactOrder[];
export type LineOrder = (typeof lineOrders)[number];

const cursorSchema = contactNoSchema.nullable().default(null);
/**
 * `step` null is the current step. `after` and `before` are contact numbers, as a page answers them; `goTo` is a value of the
 * column it is sorted by, `last` asks for the last page. The first of these that is given counts.
 */
export const listSegmentLinesSchema = z.object({
  segmentNo: segmentNoSchema,
  step: countSchema.nullable().default(null),
  order: z.enum(lineOrders).default("company"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  after: cursorSchema,
  before: cursorSchema,
  goTo: text.max(200).nullable().default(null),
  last: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(50),
  lines: lineFilterSchema.prefault({}),
});
export type ListSegmentLines = z.input<typeof listSegmentLinesSchema>;

export const exportSegmentLinesSchema = z.object({
  segmentNo: segmentNoSchema,
  step: countSchema.nullable().default(null),
  order: z.enum(lineOrders).default("company"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  lines: lineFilterSchema.prefault({}),
  ...exportChoice,
});
export type ExportSegmentLines = z.input<typeof exportSegmentLinesSchema>;
