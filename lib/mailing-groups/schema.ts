import { z } from "zod";
import { segmentNoSchema } from "@/lib/segmentation/schema";

const text = z.string().overwrite((typed) => typed.replaceAll("\0", ""));
const codeSchema = text.trim().toUpperCase().min(1, "Choose a mailing group.").max(20, "A code has 20 characters at most.");

/** An existing group, or one to be made. */
const groupSchema = z.discriminatedUnion("group", [
  z.object({ group: z.literal("existing"), code: codeSchema }),
  z.object({
    group: z.literal("new"),
    code: codeSchema,
    description: text.trim().min(1, "Say in some words what the group is for.").max(100),
  }),
]);

/** What applying would do, and did: contacts in the group now, on the segment, to be added, there already, to be removed. */
export const groupNumbersSchema = z.object({
  before: z.int().min(0),
  onSegment: z.int().min(0),
  added: z.int().min(0),
  alreadyIn: z.int().min(0),
  removed: z.int().min(0),
});
export type GroupNumbers = z.output<typeof groupNumbersSchema>;

/** `code` null is a group that is to be made. */
export const previewMailingGroupSchema = z.object({
  segmentNo: segmentNoSchema,
  code: codeSchema.nullable(),
  /** Takes out of the group whoever is not on the segment. */
  replace: z.boolean().default(false),
});

/** `shown` is what the preview answered; when it is not true any more, nothing is done. */
export const applyMailingGroupSchema = z.object({
  segmentNo: segmentNoSchema,
  to: groupSchema,
  replace: z.boolean().default(false),
  shown: groupNumbersSchema,
});
export type ApplyMailingGroup = z.input<typeof applyMailingGroupSchema>;

export const undoMailingGroupSchema = z.object({ applicationId: z.int().min(1).max(2_147_483_647) });

export const listApplicationsSchema = z.object({
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
});
