import { z } from "zod";
import { exportChoice } from "@/lib/exports/schema";
import { correspondenceTypes, segmentNoSchema } from "@/lib/segmentation/schema";
import { loggedChoiceSchema, loggedEntryNoSchema } from "@/lib/segmentation/stack-change-schema";

/** What a line can have that the check before logging tells; the first three stop the log, the next two leave the line out. */
export const lineProblems = [
  "no_template",
  "no_salesperson",
  "blocked_salesperson",
  "privacy_blocked",
  "minor",
  "recent_interaction",
  "excluded",
  "unreadable_email",
  "shared_email",
] as const;
export const lineProblemSchema = z.enum(lineProblems);
export type LineProblem = z.infer<typeof lineProblemSchema>;

export const checkSegmentSchema = z.object({ segmentNo: segmentNoSchema });
export const listProblemLinesSchema = z.object({
  segmentNo: segmentNoSchema,
  problem: lineProblemSchema,
  after: z.string().max(40).nullable().default(null),
  before: z.string().max(40).nullable().default(null),
  last: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(50),
});

const versionSchema = z.int().min(1);

/**
 * `on` header sets it for every line without a salesperson of its own; `on` lines only where the problem is. `template` gives lines that were left
 * without a template back to the segment's.
 */
export const repairLinesSchema = z.discriminatedUnion("repair", [
  z.object({
    repair: z.literal("salesperson"),
    segmentNo: segmentNoSchema,
    version: versionSchema,
    problem: z.enum(["no_salesperson", "blocked_salesperson"]),
    salespersonCode: z.string().trim().min(1, "Choose a salesperson.").max(30),
    on: z.enum(["lines", "header"]).default("lines"),
  }),
  z.object({
    repair: z.literal("channel"),
    segmentNo: segmentNoSchema,
    version: versionSchema,
    problem: z.literal("unreadable_email"),
    correspondenceType: z.enum(correspondenceTypes).nullable(),
  }),
  z.object({ repair: z.literal("template"), segmentNo: segmentNoSchema, version: versionSchema, problem: z.literal("no_template") }),
  z.object({ repair: z.literal("remove"), segmentNo: segmentNoSchema, version: versionSchema, problem: lineProblemSchema }),
]);
export type RepairLines = z.input<typeof repairLinesSchema>;

/** `version` and `expected` interactions are what the check showed; `leaveOut` leaves out the lines that would have to be repaired. */
export const startLogSchema = z.object({
  segmentNo: segmentNoSchema,
  version: versionSchema,
  expected: z.int().min(0),
  leaveOut: z.boolean().default(false),
  /** Makes a follow-up segment for all of them in the same moment. */
  followUp: z.boolean().default(false),
});
export type StartLog = z.input<typeof startLogSchema>;

/** `carry` takes template and campaign flags along, which are otherwise left behind. */
export const followUpSchema = z.object({ entryNo: loggedEntryNoSchema, choice: loggedChoiceSchema, carry: z.boolean().default(true) });
export type FollowUp = z.input<typeof followUpSchema>;
export const countFollowUpSchema = z.object({ entryNo: loggedEntryNoSchema, choice: loggedChoiceSchema });

export const returnToDraftSchema = z.object({ segmentNo: segmentNoSchema });

const entryNosSchema = z.array(z.int().min(1)).min(1, "Select at least one.").max(1_000, "Up to 1,000 can be changed at once.");
export const loggedSegmentsChangeSchema = z.object({ entryNos: entryNosSchema });
export const entriesChangeSchema = z.object({ entryNos: z.array(z.int().min(1)).min(1, "Select at least one.").max(10_000) });

const searchSchema = z.string().trim().max(200).default("");
const codeFilter = z.string().trim().max(30).nullable().default(null);
const dayFilter = z.iso.date().nullable().default(null);
export const canceledFilters = ["all", "counted", "canceled"] as const;

export const loggedSegmentOrders = ["entryNo", "loggedAt", "segmentNo", "description", "interactions", "cost", "user"] as const;
export const listLoggedSegmentsSchema = z.object({
  search: searchSchema,
  canceled: z.enum(canceledFilters).default("all"),
  campaignNo: codeFilter,
  from: dayFilter,
  to: dayFilter,
  sort: z.enum(loggedSegmentOrders).default("entryNo"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
});
export type ListLoggedSegments = z.input<typeof listLoggedSegmentsSchema>;
export const exportLoggedSegmentsSchema = listLoggedSegmentsSchema.omit({ page: true, pageSize: true }).extend(exportChoice);

export const findLoggedSegmentSchema = z.object({ entryNo: z.int().min(1).max(2_147_483_647) });
export const listLoggedMembersSchema = findLoggedSegmentSchema.extend({
  after: z.string().max(40).nullable().default(null),
  before: z.string().max(40).nullable().default(null),
  last: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(50),
});

export const logEntryOrders = ["entryNo", "date"] as const;
/** `after` and `before` are entry numbers, as a page answers them; `last` asks for the last page. The first that is given counts. */
export const listInteractionLogEntriesSchema = z.object({
  search: searchSchema,
  canceled: z.enum(canceledFilters).default("all"),
  loggedSegmentEntryNo: z.int().min(1).max(2_147_483_647).nullable().default(null),
  segmentNo: codeFilter,
  campaignNo: codeFilter,
  /** "" for entries without one; the same holds for template and group. */
  salespersonCode: codeFilter,
  interactionTemplateCode: codeFilter,
  contactNo: z.string().trim().max(40).nullable().default(null),
  /** "none": entries without a channel. */
  channel: z
    .enum([...correspondenceTypes, "none"])
    .nullable()
    .default(null),
  from: dayFilter,
  to: dayFilter,
  sort: z.enum(logEntryOrders).default("entryNo"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  after: z.int().min(1).nullable().default(null),
  before: z.int().min(1).nullable().default(null),
  last: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(50),
});
export type ListInteractionLogEntries = z.input<typeof listInteractionLogEntriesSchema>;
export const exportLogEntriesSchema = listInteractionLogEntriesSchema
  .omit({ after: true, before: true, last: true, limit: true })
  .extend(exportChoice);
export const findInteractionLogEntrySchema = z.object({ entryNo: z.int().min(1).max(Number.MAX_SAFE_INTEGER) });
