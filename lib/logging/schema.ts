import { z } from "zod";
import { unreachableReasons } from "@/lib/consent/schema";
import { sendingSchema } from "@/lib/delivery/schema";
import { exportChoice } from "@/lib/exports/schema";
import { lettersChoiceSchema } from "@/lib/letters/schema";
import { correspondenceTypes, evaluations, loggedEntryNoSchema, segmentNoSchema } from "@/lib/segmentation/schema";
import { loggedChoiceSchema } from "@/lib/segmentation/stack-change-schema";

/** What a line can have that the check before logging tells; the first three stop the log, the next eight leave the line out. */
export const lineProblems = [
  "no_template",
  "no_salesperson",
  "blocked_salesperson",
  "privacy_blocked",
  "minor",
  ...unreachableReasons,
  "called_already",
  "recent_interaction",
  "excluded",
  "unreadable_email",
  "shared_email",
  "no_document",
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
  /** Sends the e-mails: `at` "2026-03-16T18:30" in the workspace's time zone, null at once. */
  send: sendingSchema.nullable().default(null),
  /** Makes the letters of those who are reached by hard copy. */
  letters: lettersChoiceSchema.nullable().default(null),
});
export type StartLog = z.input<typeof startLogSchema>;

/** `carry` takes template and campaign flags along, which are otherwise left behind. */
export const followUpSchema = z.object({ entryNo: loggedEntryNoSchema, choice: loggedChoiceSchema, carry: z.boolean().default(true) });
export type FollowUp = z.input<typeof followUpSchema>;
export const countFollowUpSchema = z.object({ entryNo: loggedEntryNoSchema, choice: loggedChoiceSchema });

export const returnToDraftSchema = z.object({ segmentNo: segmentNoSchema });

const entryNosSchema = z.array(loggedEntryNoSchema).min(1, "Select at least one.").max(1_000, "Up to 1,000 can be changed at once.");
export const loggedSegmentsChangeSchema = z.object({ entryNos: entryNosSchema });

/** Text as people type or paste it, without the one character that Postgres cannot hold. */
const text = z.string().overwrite((typed) => typed.replaceAll("\0", ""));
const searchSchema = text.trim().max(200).default("");
const codeFilter = z.string().trim().max(30).nullable().default(null);
const dayFilter = z.iso.date().nullable().default(null);
export const canceledFilters = ["all", "counted", "canceled"] as const;

export const loggedSegmentOrders = ["entryNo", "loggedAt", "segmentNo", "description", "interactions", "cost", "user"] as const;
/** *Canceled* are those that are still there; of deleted ones only the row is left. */
export const loggedSegmentStates = [...canceledFilters, "deleted"] as const;
export const listLoggedSegmentsSchema = z.object({
  search: searchSchema,
  canceled: z.enum(loggedSegmentStates).default("all"),
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

const evaluationSchema = z.enum(evaluations).nullable();

/** Which interaction log entries: postponed ones never. What is null narrows nothing. */
export const entryFilterSchema = z.object({
  search: searchSchema,
  canceled: z.enum(canceledFilters).default("all"),
  loggedSegmentEntryNo: z.int().min(1).max(2_147_483_647).nullable().default(null),
  segmentNo: codeFilter,
  campaignNo: codeFilter,
  /** "" for entries without one; the same holds for template and group. */
  salespersonCode: codeFilter,
  interactionTemplateCode: codeFilter,
  interactionGroupCode: codeFilter,
  contactNo: z.string().trim().max(40).nullable().default(null),
  /** "none": entries without a channel. */
  channel: z
    .enum([...correspondenceTypes, "none"])
    .nullable()
    .default(null),
  /** "none": entries that nobody evaluated, "any": those that somebody did. */
  evaluation: z
    .enum([...evaluations, "none", "any"])
    .nullable()
    .default(null),
  attemptFailed: z.boolean().nullable().default(null),
  commented: z.boolean().nullable().default(null),
  from: dayFilter,
  to: dayFilter,
});
export type EntryFilter = z.input<typeof entryFilterSchema>;

export const logEntryOrders = ["entryNo", "date"] as const;
/** `after` and `before` are entry numbers, as a page answers them; `last` asks for the last page. The first that is given counts. */
export const listInteractionLogEntriesSchema = entryFilterSchema.extend({
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
const entryNoSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
export const findInteractionLogEntrySchema = z.object({ entryNo: entryNoSchema });

/** Entries by number, or all that a filter shows: `expected` many. */
export const matchingEntriesSchema = z.object({ matching: entryFilterSchema, expected: z.int().min(0) });
export const entriesChangeSchema = z.union([
  z.object({ entryNos: z.array(entryNoSchema).min(1, "Select at least one.").max(10_000) }),
  matchingEntriesSchema,
]);
export type EntriesChange = z.input<typeof entriesChangeSchema>;

/** What is noted on entries after they were logged. */
export const evaluateChangeSchema = z.discriminatedUnion("set", [
  z.object({ set: z.literal("evaluation"), evaluation: evaluationSchema }),
  z.object({ set: z.literal("attemptFailed"), attemptFailed: z.boolean() }),
]);
export const evaluateEntriesSchema = z.object({ entries: entriesChangeSchema, change: evaluateChangeSchema });
export type EvaluateEntries = z.input<typeof evaluateEntriesSchema>;
/** What a job answers that changed many entries; `changeNo` takes an evaluation back. */
export const entriesChangedSchema = z.object({ changed: z.int(), canceled: z.int(), changeNo: z.int().nullable() });
export const undoEvaluationSchema = z.object({ changeNo: entryNoSchema });

const commentTextSchema = text.trim().min(1, "A comment needs some text.").max(4_000, "A comment has 4,000 characters at most.");
export const addCommentSchema = z.object({ entryNo: entryNoSchema, text: commentTextSchema });
export const editCommentSchema = z.object({ commentNo: entryNoSchema, text: commentTextSchema });
/** `removed` false brings it back. */
export const removeCommentSchema = z.object({ commentNo: entryNoSchema, removed: z.boolean() });

/** Canceled logged segments by number, or the canceled ones among entries. */
const deletionOf = z.union([
  z.object({ loggedSegments: entryNosSchema }),
  z.object({ entryNos: z.array(entryNoSchema).min(1, "Select at least one.").max(10_000) }),
  z.object({ matching: entryFilterSchema }),
]);
export const findDeletionSchema = z.object({ of: deletionOf });
/** `expected` is what was shown to go. */
export const deleteCanceledSchema = z.object({
  of: deletionOf,
  expected: z.object({ loggedSegments: z.int(), entries: z.int(), campaignEntries: z.int(), comments: z.int() }),
});
export type DeleteCanceled = z.input<typeof deleteCanceledSchema>;
export const listDeletionsSchema = z.object({
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
});
