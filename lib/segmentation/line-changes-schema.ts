import { z } from "zod";
import { documentIdSchema, subjectSchema } from "@/lib/documents/schema";
import { duplicateKinds } from "./criteria-schema";
import { lineFieldSchema, lineFields, lineFilterSchema, lineSchema } from "./lines-schema";
import {
  codeSchema,
  contactNoSchema,
  correspondenceTypes,
  costSchema,
  countSchema,
  daySchema,
  durationSchema,
  evaluations,
  informationFlows,
  initiators,
  segmentNoSchema,
  text,
} from "./schema";

/** What people may ask to be done with lines by hand: add, remove, and values of their own. */

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

/** `contactNos` lose all their lines, `lines` are single ones. */
export const removeLinesSchema = z
  .object({
    segmentNo: segmentNoSchema,
    contactNos: z.array(contactNoSchema).max(10_000).default([]),
    lines: z.array(lineSchema).max(10_000).default([]),
  })
  .refine(({ contactNos, lines }) => contactNos.length + lines.length > 0, "Select at least one line.");
export type RemoveLines = z.input<typeof removeLinesSchema>;

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
