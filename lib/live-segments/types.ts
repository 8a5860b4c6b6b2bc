import type { ContactRow } from "@/lib/contacts/list-contacts";
import type { Filter } from "@/lib/filters/schema";
import type { Words } from "@/lib/filters/words";
import type { Dependant, LiveSegmentState } from "@/lib/maintained-sets/states";
import type { Named } from "@/lib/segmentation/types";
import type { evaluationCauses, liveSegmentKinds, segmentKinds, segmentListStates } from "./schema";

/** Rows and answers of this room as pages receive them: plain data, no ids of contacts or sets. */

export type LiveSegmentKind = (typeof liveSegmentKinds)[number];
export type { Dependant, LiveSegmentState } from "@/lib/maintained-sets/states";
export type EvaluationCause = (typeof evaluationCauses)[number];

/**
 * Where in a filter something is: the way from its root through `of` and `where`, as `of.0.where.of.1`; the root itself is "".
 * Beside it the fields *name* and *timeZone* of the segment.
 */
export type FilterPath = string;

/** A definition: the published one, or the one being worked on. */
export type LiveDefinition = {
  versionNo: number;
  filter: Filter;
  words: Words;
  timeZone: string;
  /** Contacts put in, or left out, by hand: numbers with names, the first hundred of them, and how many there are. */
  includes: ByHand;
  excludes: ByHand;
  savedAt: Date;
  savedByName: string;
};
export type ByHand = { total: number; contacts: NamedContact[] };
export type NamedContact = { contactNo: string; name: string; companyName: string | null };

export type LiveSegment = {
  segmentNo: string;
  kind: LiveSegmentKind;
  state: LiveSegmentState;
  name: string;
  description: string | null;
  /** What everybody sees; null before it went live for the first time. */
  published: (LiveDefinition & { publishedAt: Date; publishedByName: string }) | null;
  /** What is being worked on: of drafts and live segments that are edited. */
  working: LiveDefinition | null;
  /** The members now, of a stopped one those at the end; null before it went live for the first time. */
  size: number | null;
  /** As of when `size` holds. */
  sizeAt: Date | null;
  error: string | null;
  liveSince: Date | null;
  stoppedAt: Date | null;
  /** To be sent back with the next change. */
  rowVersion: number;
  ownerName: string | null;
  createdAt: Date;
  changedAt: Date;
  changedByName: string | null;
  dependants: Dependant[];
  /** Hidden from lists and pickers since then; null: it is not. */
  archivedAt: Date | null;
  /** When it expires, where that is soon and nobody needs it. */
  expiresAt: Date | null;
  /** Segments it speaks of, however deep, whose members could not be found anew, and since when. */
  degradedBy: { segmentNo: string; name: string; since: Date }[];
};

/** A live segment with a contact in it, and when it was seen to have come in last; null where that was never seen. */
export type LiveOfContact = { segmentNo: string; name: string; kind: LiveSegmentKind; state: LiveSegmentState; joinedAt: Date | null };

/** A live segment that expires unless somebody asks for its members or keeps it. */
export type ExpiringSegment = { segmentNo: string; name: string; expiresAt: Date };

export const findingCodes = [
  "NAME_REQUIRED",
  "NAME_TOO_LONG",
  "NAME_DUPLICATE",
  "UNKNOWN_FIELD",
  "OPERATOR_NOT_ALLOWED",
  "VALUE_REQUIRED",
  "VALUE_TYPE",
  "PLACEHOLDER_LEFT",
  "VALUE_RANGE",
  "RELATION_MISSING",
  "NOT_COMPOUND",
  "SEGMENT_UNKNOWN",
  "SEGMENT_NOT_LIVE",
  "SEGMENT_CYCLE",
  "DEPTH_EXCEEDED",
  "QUOTA_EXCEEDED",
  "QUOTA_NEAR",
  "EMPTY_FILTER",
  "EMPTY_RESULT",
] as const;
export type FindingCode = (typeof findingCodes)[number];
/** One thing that *check for errors* found (T-61). Errors keep the segment from going live, warnings do not. */
export type Finding = { severity: "error" | "warning"; code: FindingCode; path: FilterPath; message: string };

/** What going live or publishing did. */
export type WentLive = { size: number; joined: number; left: number; ms: number; rowVersion: number; warnings: Finding[] };

/** What became of contacts that were put in or left out by hand, or taken off such a list. */
export type ChangedByHand = {
  rowVersion: number;
  state: LiveSegmentState;
  asked: number;
  changed: number;
  /** Who was on the list already, or, when they were to be taken off, who was not. */
  unchanged: number;
  /** Numbers and addresses nobody has, and addresses that several have: the first hundred of each. */
  notFound: { count: number; texts: string[] };
  ambiguous: { count: number; texts: string[] };
};

/** The exact numbers of a filter, saved or not, all as of one moment. */
export type FilterCount = {
  total: number;
  /** By the path of each node that is about contacts: groups, conditions, relations; not what lies inside a relation. */
  perNode: Record<FilterPath, number>;
  /** How many are left after the first, the first two … conditions of the outermost *all*. */
  funnel: number[];
  /** Of `total`: who must not be contacted at all, and who can be reached by each channel as far as marketing goes. */
  blocked: number;
  excluded: number;
  reachable: { email: number; hard_copy: number; phone: number };
  ms: number;
};

/** Blocked and excluded contacts are members all the same. */
export type MemberRow = ContactRow;
/** `total` members; `matching` of them meet the search. `next` and `previous` are contact numbers, null at the ends. */
export type MembersPage = {
  rows: MemberRow[];
  total: number;
  matching: number;
  offset: number | null;
  next: string | null;
  previous: string | null;
  /** As of when. */
  at: Date;
};

/** Why a contact is a member, or is not. */
export type WhyMember = {
  contactNo: string;
  name: string;
  member: boolean;
  /** Put in or left out by hand, which wins over the filter. */
  byHand: "included" | "excluded" | null;
  /** Whether the filter holds, and each of its conditions with what the contact has. */
  filterHolds: boolean;
  conditions: { held: boolean; words: Words; actual: string | null }[];
  /** When the contact joined or left, the newest first. */
  history: { at: Date; change: "joined" | "left"; cause: EvaluationCause }[];
};

export type LiveVersion = {
  versionNo: number;
  words: Words;
  filter: Filter;
  timeZone: string;
  includes: number;
  excludes: number;
  savedAt: Date;
  savedByName: string;
  publishedAt: Date | null;
  publishedByName: string | null;
  size: number | null;
  joined: number | null;
  left: number | null;
  /** Against the version before: conditions that came and those that went, in words. */
  added: Words[];
  removed: Words[];
};

/** An evaluation that changed the members, or that belongs to the life of the segment. */
export type LiveEvaluation = {
  evaluationNo: number;
  versionNo: number;
  cause: EvaluationCause;
  at: Date;
  ms: number;
  size: number;
  joined: number;
  left: number;
  error: string | null;
};

/** A worksheet or a live segment in the list of all. */
export type AnySegmentRow = {
  segmentNo: string;
  kind: (typeof segmentKinds)[number];
  name: string | null;
  state: (typeof segmentListStates)[number];
  /** Lines of a worksheet, members of a live segment as of `sizeAt`; null before it went live for the first time. */
  size: number | null;
  sizeAt: Date | null;
  /** How many joined and left within the last seven days. */
  joined: number;
  left: number;
  /** How many live segments speak of it. */
  usedBy: number;
  /** Of worksheets. */
  date: string | null;
  campaign: Named | null;
  salesperson: Named | null;
  ownerName: string | null;
  changedAt: Date;
  changedByName: string | null;
  /** Names of segments it speaks of whose members could not be found anew. */
  degradedBy: string[];
  /** When it expires, where that is soon and nobody needs it. */
  expiresAt: Date | null;
};
export type AllSegmentsPage = {
  rows: AnySegmentRow[];
  total: number;
  page: number;
  pageSize: number;
  /** Of all that the search finds, whatever kind and state are chosen. */
  countBy: { kind: AnySegmentRow["kind"]; state: AnySegmentRow["state"]; count: number }[];
};
