import { crc32 } from "node:zlib";
import { z } from "zod";
import { filterSchema } from "@/lib/filters/schema";
import { evaluationCauses, liveSegmentKinds, liveSegmentStates, segmentKinds, segmentListStates } from "@/lib/live-segments/schema";
import {
  findingCodes,
  type LiveDefinition,
  type LiveSegment,
  type LiveVersion,
  type MembersPage,
  type WhyMember,
} from "@/lib/live-segments/types";
import { dependantKinds } from "@/lib/maintained-sets/states";
import { count, day, instant, keysetPage, named, text } from "./common";
import { contactRow } from "./contacts";
import { inText } from "./segments";

const contact = z.object({ contactNo: z.string(), name: z.string(), companyName: text });
const byHand = z.object({ total: count, contacts: z.array(contact).describe("The first hundred by number.") });
const definition = z.object({
  versionNo: z.int().min(1),
  filter: filterSchema,
  words: z.string(),
  timeZone: z.string(),
  includes: byHand.describe("Put in by hand, whatever the filter says."),
  excludes: byHand.describe("Left out by hand, which wins."),
  savedAt: instant,
  savedByName: z.string(),
});
const dependant = z.object({
  kind: z.enum(dependantKinds),
  segmentNo: z.string().describe("The number of whatever it is; empty for the set-up."),
  name: z.string(),
  state: z.enum(liveSegmentStates).nullable().describe("Of live segments only."),
  role: z.enum(["published", "working", "suppression", "source"]),
  live: z.boolean().describe("Keeps the segment from being stopped."),
});

export const liveSegment = z.object({
  segmentNo: z.string(),
  kind: z.enum(liveSegmentKinds),
  state: z.enum(liveSegmentStates),
  name: z.string(),
  description: text,
  published: definition.extend({ publishedAt: instant, publishedByName: z.string() }).nullable().describe("What everybody sees."),
  working: definition.nullable().describe("What is being worked on."),
  size: count.nullable().describe("Exact; null before it went live for the first time."),
  sizeAt: instant.nullable().describe("As of when the size holds."),
  error: text,
  liveSince: instant.nullable(),
  stoppedAt: instant.nullable(),
  rowVersion: z.int().min(1).describe("The first number of the ETag."),
  ownerName: text,
  createdAt: instant,
  changedAt: instant,
  changedByName: text,
  dependants: z.array(dependant),
  archivedAt: instant.nullable().describe("Hidden from lists and pickers since then."),
  expiresAt: instant.nullable().describe("Where that is soon, unless it is used or kept."),
  degradedBy: z
    .array(z.object({ segmentNo: z.string(), name: z.string(), since: instant }))
    .describe("Segments it speaks of whose members could not be found anew."),
});

/** A live segment as it is answered. */
export function liveSegmentOf({ published, working, ...segment }: LiveSegment) {
  const inWords = <D extends LiveDefinition>(defined: D) => ({ ...defined, words: inText(defined.words) });
  return { ...segment, published: published && inWords(published), working: working && inWords(working) };
}

/** Another one whenever what is answered is, the moment as of which the size holds aside. `If-Match` looks at the first number alone. */
export function revisionsOfLive(segment: LiveSegment): number[] {
  return [segment.rowVersion, crc32(JSON.stringify({ ...segment, sizeAt: null }))];
}

export const made = z.object({ segmentNo: z.string(), rowVersion: z.int() });
export const changed = z.object({ rowVersion: z.int() });
export const saved = changed.extend({ unknown: z.array(z.string()).describe("Contact numbers that nobody has; the rest was saved.") });
export const finding = z.object({
  severity: z.enum(["error", "warning"]),
  code: z.enum(findingCodes),
  path: z.string().describe("The way to the part of the filter, such as `of.0.where.of.1`; or `name`."),
  message: z.string(),
});
export const wentLive = z.object({
  size: count,
  joined: count,
  left: count,
  ms: z.number(),
  rowVersion: z.int(),
  warnings: z.array(finding),
});

const texts = z.object({ count, texts: z.array(z.string()).describe("The first hundred.") });
export const changedByHand = changed.extend({
  state: z.enum(liveSegmentStates),
  asked: count,
  changed: count,
  unchanged: count.describe("Who was on the list already, or was not to be taken off."),
  notFound: texts,
  ambiguous: texts.describe("E-mail addresses that several contacts have."),
});

const bars = z.array(z.object({ code: text.describe("Null: the members without one."), name: text, members: count }));
export const composition = z.object({
  total: count,
  parts: z.object({ type: bars, country: bars, language: bars, salesperson: bars, city: bars }).describe("The ten largest of each."),
  reachable: z.object({ email: count, hard_copy: count, phone: count }),
});

export const filterCount = z.object({
  total: count,
  perNode: z.record(z.string(), count).describe("By the way to each part: groups, conditions, relations."),
  funnel: z.array(count).describe("How many are left after the first, the first two … conditions of the outermost group."),
  blocked: count,
  excluded: count,
  reachable: z.object({ email: count, hard_copy: count, phone: count }),
  ms: z.number(),
});
export const sampled = contact;

/** A page of members as it is answered; `total` counts those who meet the search. */
export function membersPage({ rows, matching, next, previous }: MembersPage) {
  return keysetPage(rows, matching, next, previous);
}
export const member = contactRow;

export const liveOfContact = z.object({
  segmentNo: z.string(),
  name: z.string(),
  kind: z.enum(liveSegmentKinds),
  state: z.enum(liveSegmentStates),
  joinedAt: instant.nullable().describe("When it was seen to have come in last."),
});

export const whyMember = z.object({
  contactNo: z.string(),
  name: z.string(),
  member: z.boolean(),
  byHand: z.enum(["included", "excluded"]).nullable(),
  filterHolds: z.boolean(),
  conditions: z.array(z.object({ held: z.boolean(), words: z.string(), actual: text })),
  history: z.array(z.object({ at: instant, change: z.enum(["joined", "left"]), cause: z.enum(evaluationCauses) })),
});

/** An explanation as it is answered. */
export function whyMemberOf(why: WhyMember) {
  return { ...why, conditions: why.conditions.map((condition) => ({ ...condition, words: inText(condition.words) })) };
}

const numberOrNull = count.nullable();
export const version = z.object({
  versionNo: z.int().min(1),
  words: z.string(),
  filter: filterSchema,
  timeZone: z.string(),
  includes: count,
  excludes: count,
  savedAt: instant,
  savedByName: z.string(),
  publishedAt: instant.nullable(),
  publishedByName: text,
  size: numberOrNull,
  joined: numberOrNull,
  left: numberOrNull,
  added: z.array(z.string()).describe("Conditions that the version before did not have."),
  removed: z.array(z.string()),
});

/** A version as it is answered. */
export function versionOf(of: LiveVersion) {
  return { ...of, words: inText(of.words), added: of.added.map(inText), removed: of.removed.map(inText) };
}

export const evaluation = z.object({
  evaluationNo: z.int().min(1),
  versionNo: z.int().min(1),
  cause: z.enum(evaluationCauses),
  at: instant,
  ms: z.number(),
  size: count,
  joined: count,
  left: count,
  error: text,
});

export const anySegment = z.object({
  segmentNo: z.string(),
  kind: z.enum(segmentKinds),
  name: text,
  state: z.enum(segmentListStates),
  size: numberOrNull,
  sizeAt: instant.nullable(),
  joined: count.describe("Within the last seven days."),
  left: count,
  usedBy: count.describe("How many live segments speak of it."),
  date: day.nullable(),
  campaign: named,
  salesperson: named,
  ownerName: text,
  changedAt: instant,
  changedByName: text,
  degradedBy: z.array(z.string()).describe("Names of segments it speaks of whose members could not be found anew."),
  expiresAt: instant.nullable().describe("Where that is soon, unless it is used or kept."),
});
