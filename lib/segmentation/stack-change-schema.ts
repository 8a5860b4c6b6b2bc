import { z } from "zod";
import { criteriaSchema, stepNumbersSchema } from "./criteria-schema";
import { loggedEntryNoSchema, segmentNoSchema } from "./schema";

/** What people may ask of a stack as a whole: to change a step in its middle, to refresh it, to reuse criteria or a logged segment. */

const stepSchema = z.int().min(1).max(100_000);

export const evaluations = ["very_positive", "positive", "neutral", "negative", "very_negative"] as const;

/** Whom of a logged segment: `evaluated` with one of the evaluations, `not_reached` when the attempt failed, `not_answered` without evaluation and later response, `clicked` a link of the e-mail, `not_clicked` got it and did not. */
export const loggedChoiceSchema = z.discriminatedUnion("who", [
  z.object({ who: z.literal("all") }),
  z.object({ who: z.literal("evaluated"), evaluations: z.array(z.enum(evaluations)).min(1, "Choose at least one evaluation.").max(5) }),
  z.object({ who: z.literal("not_reached") }),
  z.object({ who: z.literal("not_answered") }),
  z.object({ who: z.literal("clicked") }),
  z.object({ who: z.literal("not_clicked") }),
]);
export type LoggedChoice = z.output<typeof loggedChoiceSchema>;

export const stackChanges = ["edit", "move", "switch", "remove", "refresh", "reuse_criteria", "reuse_logged"] as const;

/** One change of a stack. Reuse adds steps, *instead* of all there are or after them; saved edits by hand come along when asked for. */
export const stackChangeSchema = z.discriminatedUnion("change", [
  z.object({ change: z.literal("edit"), step: stepSchema, criteria: criteriaSchema }),
  z.object({ change: z.literal("move"), step: stepSchema, to: stepSchema }),
  z.object({ change: z.literal("switch"), step: stepSchema, on: z.boolean() }),
  z.object({ change: z.literal("remove"), step: stepSchema }),
  z.object({ change: z.literal("refresh") }),
  z.object({
    change: z.literal("reuse_criteria"),
    criteriaId: z.int().min(1).max(2_147_483_647),
    editsByHand: z.boolean().default(false),
    instead: z.boolean().default(false),
  }),
  z.object({
    change: z.literal("reuse_logged"),
    entryNo: loggedEntryNoSchema,
    choice: loggedChoiceSchema,
    ignoreExclusion: z.boolean().default(false),
  }),
]);
export type StackChange = z.output<typeof stackChangeSchema>;
export type AskedStackChange = z.input<typeof stackChangeSchema>;

export const previewStackChangeSchema = z.object({ segmentNo: segmentNoSchema, change: stackChangeSchema });
export type PreviewStackChange = z.input<typeof previewStackChangeSchema>;

/** The numbers of all replayed steps, and of the whole from the members now to those at the end. */
export const replayNumbersSchema = z.object({ inAll: stepNumbersSchema, steps: z.array(stepNumbersSchema).max(100_000) });

/** `version` and `shown` are what the preview answered; when they are not true any more, nothing is done. */
export const changeStackSchema = previewStackChangeSchema.extend({ version: z.int().min(1), shown: replayNumbersSchema });
export type ChangeStack = z.input<typeof changeStackSchema>;

/** `fromStep` is the current step the page shows. */
export const undoStackChangeSchema = z.object({ segmentNo: segmentNoSchema, fromStep: z.int().min(0) });
export type UndoStackChange = z.input<typeof undoStackChangeSchema>;
