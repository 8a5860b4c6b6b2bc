import { z } from "zod";
import { segmentNoSchema } from "./schema";

/** What people may ask of saved criteria. They are named by an id, since the same code may be shared and one's own private one. */

const text = z.string().overwrite((typed) => typed.replaceAll("\0", ""));
export const criteriaIdSchema = z.int().min(1).max(2_147_483_647);
const codeSchema = text.trim().min(1, "A code is needed, for example NEWSLETTER.").max(20, "A code has 20 characters at most.");
const descriptionSchema = text.trim().max(100, "A description has 100 characters at most.");

/** Edits by hand are left out unless `editsByHand`. */
export const saveCriteriaSchema = z.object({
  segmentNo: segmentNoSchema,
  code: codeSchema,
  description: descriptionSchema.default(""),
  shared: z.boolean().default(true),
  editsByHand: z.boolean().default(false),
});
export type SaveCriteria = z.input<typeof saveCriteriaSchema>;

const versionSchema = z.int().min(1);
/** `version` is the one that was shown. */
export const changeSavedCriteriaSchema = z.object({
  criteriaId: criteriaIdSchema,
  version: versionSchema,
  code: codeSchema.optional(),
  description: descriptionSchema.optional(),
  shared: z.boolean().optional(),
});
export type ChangeSavedCriteria = z.input<typeof changeSavedCriteriaSchema>;

export const deleteSavedCriteriaSchema = z.object({ criteriaId: criteriaIdSchema, version: versionSchema });
export type DeleteSavedCriteria = z.input<typeof deleteSavedCriteriaSchema>;

export const savedCriteriaOrders = ["code", "description", "steps", "owner", "changed"] as const;
export const listSavedCriteriaSchema = z.object({
  search: text.trim().max(200).default(""),
  whose: z.enum(["all", "mine", "shared"]).default("all"),
  sort: z.enum(savedCriteriaOrders).default("code"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
});
export type ListSavedCriteria = z.input<typeof listSavedCriteriaSchema>;
export const findSavedCriteriaSchema = z.object({ criteriaId: criteriaIdSchema });

/** What saved criteria are held against: others, or a segment. */
export const comparedSchema = z.discriminatedUnion("with", [
  z.object({ with: z.literal("criteria"), criteriaId: criteriaIdSchema }),
  z.object({ with: z.literal("segment"), segmentNo: segmentNoSchema }),
]);
export const compareCriteriaSchema = z.object({ criteriaId: criteriaIdSchema, other: comparedSchema });
