import { z } from "zod";
import { contactOrders } from "@/lib/contact-sets/contact-order";
import { exportChoice } from "@/lib/exports/schema";
import { filterSchema, timeZoneSchema } from "@/lib/filters/schema";
import { overlapsSchema } from "@/lib/segmentation/criteria-schema";
import { addLinesSchema } from "@/lib/segmentation/line-changes-schema";
import { contactNoSchema, segmentNoSchema } from "@/lib/segmentation/schema";
import { memberParts } from "./member-parts";

/** What people may ask of live segments. A segment is named by its number; its sets and contact ids never leave the server. */

/** *dynamic*: any filter; *compound*: a filter that speaks of other segments only. */
export const liveSegmentKinds = ["dynamic", "compound"] as const;
export { liveSegmentStates } from "@/lib/maintained-sets/states";
export const segmentKinds = ["worksheet", ...liveSegmentKinds] as const;
export const segmentListStates = [
  "draft",
  "logging",
  "logged",
  "live",
  "live_editable",
  "stopped",
  "expired",
  "error",
  "archived",
] as const;
export const allSegmentOrders = ["changed", "number", "name", "kind", "state", "size", "owner", "date", "campaign", "salesperson"] as const;
/** Who did what to its members: see `LiveEvaluation`. */
export const evaluationCauses = ["went_live", "published", "change", "stopped", "expired", "failed"] as const;

export const longestName = 100;
/** How many contacts can be put in or left out by hand. */
export const mostByHand = 10_000;

const text = z.string().overwrite((typed) => typed.replaceAll("\0", "").toWellFormed());
/** A draft may be without a name and have one that is too long; *check for errors* says so. */
const nameSchema = text.trim().max(400);
const liveDescriptionSchema = text
  .trim()
  .max(1000, "A description has 1,000 characters at most.")
  .transform((written) => written || null)
  .nullable();
const byHandSchema = z.array(contactNoSchema).max(mostByHand, `Up to ${mostByHand.toLocaleString("en-GB")} contacts can be named by hand.`);
const cursorSchema = z.string().max(200).nullable().default(null);

/** A new draft. Without a filter it has none yet, which is everybody; its time zone is the workspace's unless given. */
export const createLiveSegmentSchema = z.object({
  kind: z.enum(liveSegmentKinds),
  name: nameSchema.default(""),
  description: liveDescriptionSchema.default(null),
  filter: filterSchema.default({ kind: "all", of: [] }),
  timeZone: timeZoneSchema.optional(),
});
export type CreateLiveSegment = z.input<typeof createLiveSegmentSchema>;

export const findLiveSegmentSchema = z.object({ segmentNo: segmentNoSchema });

/** `rowVersion` is the one that was shown: a change by somebody else meanwhile is refused with `conflict`. */
const changeSchema = z.strictObject({ segmentNo: segmentNoSchema, rowVersion: z.int().min(1) });

/** What is left out stays. `includes` and `excludes` name contacts by number; whoever is in both is out. */
export const saveDraftSchema = changeSchema.extend({
  filter: filterSchema.optional(),
  name: nameSchema.optional(),
  description: liveDescriptionSchema.optional(),
  timeZone: timeZoneSchema.optional(),
  includes: byHandSchema.optional(),
  excludes: byHandSchema.optional(),
});
export type SaveDraft = z.input<typeof saveDraftSchema>;

export const checkDraftSchema = findLiveSegmentSchema;
/** `goLive`, `editLive`, `publish`, `discardEdit`, `stopSegment`, `deleteLiveSegment`. */
export const changeLifeSchema = changeSchema;
export type ChangeLife = z.input<typeof changeLifeSchema>;
/** `contacts` as worksheets take them: chosen numbers, or pasted numbers and e-mail addresses. */
export const changeByHandSchema = z.object({
  segmentNo: segmentNoSchema,
  /** *include*: whatever the filter says they are in it; *exclude*: they are not, which wins. */
  list: z.enum(["include", "exclude"]),
  act: z.enum(["add", "remove"]),
  contacts: addLinesSchema.shape.contacts,
});
export type ChangeByHand = z.input<typeof changeByHandSchema>;
/** Without a name the copy is called "<name> (copy)". */
export const copyLiveSegmentSchema = z.object({ segmentNo: segmentNoSchema, name: nameSchema.optional() });

/** `dialogId` names the place that asks: its older count is stopped. */
export const countFilterSchema = z.object({
  filter: filterSchema,
  timeZone: timeZoneSchema.optional(),
  dialogId: z.string().min(1).max(60),
});
export type CountFilter = z.input<typeof countFilterSchema>;

export const sampleMembersSchema = z.object({
  filter: filterSchema,
  timeZone: timeZoneSchema.optional(),
  limit: z.int().min(1).max(50).default(10),
});

const pageSchema = z.object({
  order: z.enum(contactOrders).default("company"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  after: cursorSchema,
  before: cursorSchema,
  goTo: cursorSchema,
  last: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(50),
});
const memberChoice = {
  search: text.trim().max(200).default(""),
  /** Only those of one bar of the composition: `code` null are those without a value. Or who are on a segment, or a logged one, by its number, too. */
  part: z.enum(memberParts).nullable().default(null),
  code: text.max(200).nullable().default(null),
};
/** A page of members. At most one of `after`, `before` (contact numbers) and `goTo`; `last` asks for the last page. */
export const listMembersSchema = pageSchema.extend({ segmentNo: segmentNoSchema, ...memberChoice });
export type ListMembers = z.input<typeof listMembersSchema>;
/** The members as a file: all that the page shows. With `evaluationNo` who joined or left by that evaluation, whatever else is asked for. */
export const exportMembersSchema = z.object({
  segmentNo: segmentNoSchema,
  ...memberChoice,
  evaluationNo: z.int().min(1).max(2_147_483_647).nullable().default(null),
  change: z.enum(["joined", "left"]).default("joined"),
  order: z.enum(contactOrders).default("company"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  ...exportChoice,
});
/** `otherSegmentNo` or `otherEntryNo` name one to be compared with before the others. */
export const memberOverlapsSchema = overlapsSchema.omit({ step: true });
/** Who joined or left by one evaluation. */
export const listMemberChangesSchema = pageSchema.extend({
  segmentNo: segmentNoSchema,
  evaluationNo: z.int().min(1),
  change: z.enum(["joined", "left"]),
});

export const liveOfContactSchema = z.object({ contactNo: contactNoSchema });
export const whyMemberSchema = z.object({ segmentNo: segmentNoSchema, contactNo: contactNoSchema });
export const listVersionsSchema = findLiveSegmentSchema;
/** The newest first. */
export const listEvaluationsSchema = findLiveSegmentSchema.extend({
  before: z.int().min(1).nullable().default(null),
  limit: z.int().min(1).max(500).default(100),
});
export const listDependantsSchema = findLiveSegmentSchema;
export const whatTheyDidSchema = findLiveSegmentSchema;

/** Null: live segments never expire, and there may be any number of them. */
export const liveLimitsSchema = z.object({
  expiryDays: z.int().min(1, "At least one day.").max(3650, "At most 3,650 days.").nullable(),
  quota: z.int().min(1, "At least one segment.").max(100_000, "At most 100,000 segments.").nullable(),
});
export type LiveLimits = z.infer<typeof liveLimitsSchema>;

/** Worksheets and live segments together. */
export const listAllSegmentsSchema = z.object({
  search: text.trim().max(200).default(""),
  kind: z.enum(segmentKinds).nullable().default(null),
  /** *live* finds those that are being edited too; archived ones are found by their state alone. */
  state: z.enum(segmentListStates).nullable().default(null),
  campaignNo: text.trim().max(30).nullable().default(null),
  /** Only segments made by the person who asks. */
  mine: z.boolean().default(false),
  sort: z.enum(allSegmentOrders).default("changed"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
});
export type ListAllSegments = z.input<typeof listAllSegmentsSchema>;
