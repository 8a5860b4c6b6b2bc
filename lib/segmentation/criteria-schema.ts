import { z } from "zod";
import { filterSchema } from "@/lib/filters/schema";
import { contactNoSchema, countSchema, loggedEntryNoSchema, segmentNoSchema } from "./schema";

/** What people may ask of the criteria stack: taking a step, going to another one, and looking at one. */

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

export const listStepChangesSchema = z.object({
  segmentNo: segmentNoSchema,
  step: z.int().min(1),
  change: z.enum(["came", "left"]),
  after: contactNoSchema.nullable().default(null),
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
