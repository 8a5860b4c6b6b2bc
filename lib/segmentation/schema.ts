import { z } from "zod";
import { suppressionSchema, unreachableReasons } from "@/lib/consent/schema";
import type { ContactOrder } from "@/lib/contact-sets/contact-order";
import { documentIdSchema, subjectSchema } from "@/lib/documents/schema";
import { exportChoice } from "@/lib/exports/schema";
import { filterSchema } from "@/lib/filters/schema";

/** What people may ask of worksheets. A segment is named by its number; its sets and contact ids never leave the server. */

/** Text as people type or paste it, without the one character that Postgres cannot hold. */
const text = z.string().overwrite((typed) => typed.replaceAll("\0", ""));

export const segmentNoSchema = text.trim().min(1, "A segment number is needed.").max(20, "A segment number has 20 characters at most.");
/** The entry number of a logged segment. */
export const loggedEntryNoSchema = z.int().min(1).max(2_147_483_647);
export const contactNoSchema = text.trim().min(1).max(40);

const codeSchema = text.trim().min(1).max(30).nullable();
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

export const deleteSegmentSchema = z.object({ segmentNo: segmentNoSchema, version: z.int().min(1) });
export type DeleteSegment = z.input<typeof deleteSegmentSchema>;

/** Options of Add. All are off unless set. */
export const addOptionsSchema = z.object({
  /** Everybody of the companies of those who match. */
  expandCompanies: z.boolean().default(false),
  /** The companies of those who match. */
  relatedCompanies: z.boolean().default(false),
  /** Also contacts marked Exclude from Segment. Blocked contacts are never added. */
  ignoreExclusion: z.boolean().default(false),
  /** Also who stands on the segment already: one line more for each. */
  allowExisting: z.boolean().default(false),
});
export const duplicateKinds = ["contact", "email"] as const;
/** What is special about an edit by hand, see `layersAfterEdit`; an edit goes on only with one of equal options. */
export const editOptionsSchema = z.object({
  allowExisting: z.boolean().optional(),
  oneLine: z.boolean().optional(),
  dedupe: z.enum(duplicateKinds).optional(),
});
export type EditOptions = z.output<typeof editOptionsSchema>;
/** Option of Reduce and Refine: who matches speaks for their whole company. */
export const keepOptionsSchema = z.object({ entireCompanies: z.boolean().default(false) });
export type AddOptions = z.output<typeof addOptionsSchema>;
export type KeepOptions = z.output<typeof keepOptionsSchema>;

/** A criteria action before it is taken: what the dialogs of Add, Reduce and Refine edit. */
export const criteriaSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("add"), filter: filterSchema, options: addOptionsSchema }),
  z.object({ kind: z.literal("reduce"), filter: filterSchema, options: keepOptionsSchema }),
  z.object({ kind: z.literal("refine"), filter: filterSchema, options: keepOptionsSchema }),
]);
export type Criteria = z.output<typeof criteriaSchema>;

const countSchema = z.int().min(0);
/** What a step does: lines before it, added, removed, and after it. */
export const stepNumbersSchema = z.object({ before: countSchema, added: countSchema, removed: countSchema, after: countSchema });
export type StepNumbers = z.output<typeof stepNumbersSchema>;

/** `dialogId` is drawn once when a dialog opens: a newer preview of the same person and dialog stops the running one. */
export const previewCriteriaSchema = z.object({
  segmentNo: segmentNoSchema,
  dialogId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  criteria: criteriaSchema,
  /** Counts it in place of that step, on the members below it; null: on top of the current step. */
  inPlaceOf: z.int().min(1).max(100_000).nullable().default(null),
});
export type PreviewCriteria = z.input<typeof previewCriteriaSchema>;

/** `decidedAtStep` and `shown` are what the preview answered; when they are not true any more, nothing is done. */
export const applyCriteriaSchema = z.object({
  segmentNo: segmentNoSchema,
  criteria: criteriaSchema,
  decidedAtStep: countSchema,
  shown: stepNumbersSchema,
});
export type ApplyCriteria = z.input<typeof applyCriteriaSchema>;

/** `fromStep` is the current step the page shows, so that two presses by two people do not go two steps. */
export const goBackSchema = z.object({ segmentNo: segmentNoSchema, fromStep: countSchema });
export const goForwardSchema = goBackSchema;
export const goToStepSchema = goBackSchema.extend({ step: countSchema });
export type GoBack = z.input<typeof goBackSchema>;
export type GoToStep = z.input<typeof goToStepSchema>;

/** Contacts chosen in a search, or text pasted from anywhere: numbers and e-mail addresses with anything between them. */
export const addLinesSchema = z.object({
  segmentNo: segmentNoSchema,
  contacts: z.union([
    z.object({ contactNos: z.array(contactNoSchema).min(1).max(10_000) }),
    z.object({
      pasted: text.min(1).max(2_000_000, "Two million characters can be pasted at once. A longer list is imported as a file."),
    }),
  ]),
  ignoreExclusion: z.boolean().default(false),
  /** Who is on the segment already gets one line more. */
  allowExisting: z.boolean().default(false),
});
export type AddLines = z.input<typeof addLinesSchema>;

/** One line: layer 1 is the contact's first, 2 its second … */
export const lineSchema = z.object({ contactNo: contactNoSchema, layer: z.int().min(1).max(10_000) });

/** `contactNos` lose all their lines, `lines` are single ones. */
export const removeLinesSchema = z
  .object({
    segmentNo: segmentNoSchema,
    contactNos: z.array(contactNoSchema).max(10_000).default([]),
    lines: z.array(lineSchema).max(10_000).default([]),
  })
  .refine(({ contactNos, lines }) => contactNos.length + lines.length > 0, "Select at least one line.");
export type RemoveLines = z.input<typeof removeLinesSchema>;

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

/** `expected` is the count the page showed beside the button; when it is another one now, nothing is removed. */
export const removeMatchingLinesSchema = z.object({ segmentNo: segmentNoSchema, lines: lineFilterSchema, expected: countSchema });
export type RemoveMatchingLines = z.input<typeof removeMatchingLinesSchema>;

/** Values for lines; one left out stays as it is, null empties it. Only a description cannot be empty: it is given back to the segment's. */
export const lineValuesSchema = z.object({
  description: text
    .trim()
    .min(1, "A line needs a description. Give it back to take that of the segment.")
    .max(100, "A description has 100 characters at most.")
    .optional(),
  date: daySchema.optional(),
  timeOfInteraction: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time is written as hours and minutes, for example 14:30.")
    .nullable()
    .optional(),
  correspondenceType: z.enum(correspondenceTypes).nullable().optional(),
  salespersonCode: codeSchema.optional(),
  interactionTemplateCode: codeSchema.optional(),
  languageCode: codeSchema.optional(),
  campaignNo: codeSchema.optional(),
  campaignTarget: z.boolean().optional(),
  campaignResponse: z.boolean().optional(),
  informationFlow: z.enum(informationFlows).nullable().optional(),
  initiatedBy: z.enum(initiators).nullable().optional(),
  costLcy: costSchema.optional(),
  durationMin: durationSchema.optional(),
  evaluation: z.enum(evaluations).nullable().optional(),
  attemptFailed: z.boolean().optional(),
  altAddressCode: codeSchema.optional(),
  subject: subjectSchema.nullable().optional(),
  /** A document of its own; the way back to that of the segment is to give it back. */
  documentId: documentIdSchema.optional(),
  /** A word for this contact alone, where the document says. Paragraphs are kept. */
  personalText: text
    .trim()
    .max(4000, "A personal text has 4,000 characters at most.")
    .transform((written) => written || null)
    .nullable()
    .optional(),
});
export type LineValueChanges = z.output<typeof lineValuesSchema>;

/**
 * `set` gives lines values of their own, `inherit` takes such values away. `expected` is the count the page showed beside the button; when
 * another number of lines matches now, nothing is changed.
 */
export const changeLinesSchema = z
  .object({
    segmentNo: segmentNoSchema,
    which: z.union([
      z.object({
        lines: z
          .array(lineSchema.extend({ layer: lineSchema.shape.layer.default(1) }))
          .min(1)
          .max(10_000),
      }),
      z.object({ matching: lineFilterSchema, expected: countSchema }),
    ]),
    set: lineValuesSchema.default({}),
    inherit: z.array(lineFieldSchema).max(lineFields.length).default([]),
  })
  .refine(({ set, inherit }) => Object.keys(set).length + inherit.length > 0, "Choose at least one value to change.")
  .refine(({ set, inherit }) => inherit.every((field) => set[field] === undefined), "A value is either set or given back, not both.");
export type ChangeLines = z.input<typeof changeLinesSchema>;

export const undoLineChangesSchema = z.object({ segmentNo: segmentNoSchema, undoId: z.uuid() });
export type UndoLineChanges = z.input<typeof undoLineChangesSchema>;
export const countDuplicatesSchema = z.object({ segmentNo: segmentNoSchema });
/** `expected` is the count that was shown. */
export const removeDuplicatesSchema = z.object({ segmentNo: segmentNoSchema, same: z.enum(duplicateKinds), expected: countSchema });
export type RemoveDuplicates = z.input<typeof removeDuplicatesSchema>;

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

export const listStepChangesSchema = z.object({
  segmentNo: segmentNoSchema,
  step: z.int().min(1),
  change: z.enum(["came", "left"]),
  after: cursorSchema,
  limit: z.int().min(1).max(200).default(50),
});
export type ListStepChanges = z.input<typeof listStepChangesSchema>;

export const whyContactSchema = z.object({ segmentNo: segmentNoSchema, contactNo: contactNoSchema });
/** A segment at one of its steps; null is the current one. */
export const atStepSchema = z.object({ segmentNo: segmentNoSchema, step: z.int().min(0).nullable().default(null) });
/** Beside those that are found anyway: another segment, or a logged one. */
export const overlapsSchema = atStepSchema.extend({
  otherSegmentNo: segmentNoSchema.nullable().default(null),
  otherEntryNo: loggedEntryNoSchema.nullable().default(null),
});
export const findSegmentSchema = z.object({ segmentNo: segmentNoSchema });
export const exportSegmentLinesSchema = z.object({
  segmentNo: segmentNoSchema,
  step: countSchema.nullable().default(null),
  order: z.enum(lineOrders).default("company"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  lines: lineFilterSchema.prefault({}),
  ...exportChoice,
});
export type ExportSegmentLines = z.input<typeof exportSegmentLinesSchema>;

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
