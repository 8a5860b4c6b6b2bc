import type { DocumentVersion } from "@/lib/documents/find-document";
import type { Counting } from "@/lib/echoes/links";
import type { Found } from "@/lib/segmentation/stack-types";
import type { CorrespondenceType, Evaluation, Named, SegmentState } from "@/lib/segmentation/types";
import type { LineProblem } from "./schema";

/** What the check found: a problem of lines with how many, up to three of them, and what can be said more. */
export type FoundProblem = {
  problem: LineProblem;
  count: number;
  sample: { contactNo: string; name: string; companyName: string | null; email: string | null }[];
  /** Blocked salespeople by name, calls by the number of their entry, suppression segments, or shared addresses; up to three. */
  detail: string[];
};

/** What stops the log before any line is looked at. */
export type HeaderProblem = "no_description" | "no_template" | "no_lines" | "already_logged" | "suppression_unreadable";

/** What is in order, in the order it is shown. */
export type CheckPassed =
  | "description"
  | "template"
  | "salesperson"
  | "campaign"
  | "never_logged"
  | "nobody_blocked"
  | "no_minors"
  | "no_contact_twice";

export type ChannelTotals = { channel: CorrespondenceType | null; lines: number; costLcy: number; durationMin: number };

/** Everything the page before logging shows, as of one moment. */
export type SegmentCheck = {
  segmentNo: string;
  description: string | null;
  date: string;
  state: SegmentState;
  /** Goes back with `startLog` and `repairLines`. */
  version: number;
  /** Goes back with what is filled in on the header. */
  headerVersion: number;
  currentStep: number;
  template: Named | null;
  campaign: (Named & { target: boolean; startingDate: string | null; endingDate: string | null }) | null;
  /** The campaigns on the lines, that of the header first: each gets a campaign entry. `targets` of the interactions count as its targets. */
  campaigns: { code: string; interactions: number; targets: number }[];
  lines: number;
  headerProblems: HeaderProblem[];
  /** Suppression segments of which nobody can say who is on them. */
  unreadableSuppression: string[];
  mustBeFixed: FoundProblem[];
  leftOut: FoundProblem[];
  worthALook: FoundProblem[];
  inOrder: CheckPassed[];
  /** Interactions that would be logged with every line that must be fixed repaired, per channel; those of blocked contacts are not among them. */
  channels: ChannelTotals[];
  interactions: number;
  /**
   * E-mails that can be sent: how many, and how many of them on lines that must be fixed. Not ready
   * while no mail server is set up. `counting` is what is counted of them unless the log says otherwise.
   */
  sending: { ready: boolean; emails: number; toRepair: number; counting: Counting };
  /** Lines that must be fixed: so many fewer interactions when they are left out. */
  toRepair: number;
  /** The header names the blocked salesperson: repaired there, all lines follow. */
  headerSalespersonBlocked: boolean;
  /** Who can be set where a salesperson is missing: the header's or one's own, when not blocked. */
  suggestedSalesperson: Named | null;
  checkedAt: Date;
};

/** How many contacts a follow-up would have, and how that came about. */
export type FollowUpCount = { contacts: number; found: Found };

export type LogStarted = { jobId: string /** Somebody pressed before: this is their log. */; already: boolean };
export type LogWritten = { entryNo: number; interactions: number; leftOut: number; campaignEntryNo: number | null };

/** What was written, and the first follow-up segment that was made of it. */
export type LogOutcome = LogWritten & { followUpNo: string | null };

/** `changed` are those that the action concerned; `already` were in that state before; `goesOn` are those that a job changes now, `jobId`, or several do. `entryNos` names the entries that were changed, to take it back. */
export type CancelReport = {
  changed: number;
  already: number;
  interactions: number;
  goesOn?: number;
  jobId?: string;
  jobIds?: string[];
  entryNos?: number[];
};

/** `canceled` ones are read-only and stay as they are. `changeNo` takes it back; null when nothing was changed. With a job the rest comes with its result. */
export type EvaluateReport =
  | { changed: number; already: number; canceled: number; changeNo: number | null; jobId?: never }
  | { jobId: string; expected: number };
/** `since` were changed by somebody meanwhile and stay as they are. */
export type UndoReport = { restored: number; since: number; jobId?: never } | { jobId: string; expected: number };

export type EntryComment = {
  commentNo: number;
  text: string;
  userName: string;
  createdAt: Date;
  changedAt: Date | null;
  /** Written by whoever asks, who alone may change it. */
  own: boolean;
};

/** How much a deletion takes away. */
export type DeletionNumbers = { loggedSegments: number; entries: number; campaignEntries: number; comments: number };
export type DeletionReport = (DeletionNumbers & { deletionNo: number; jobId?: never }) | { jobId: string };
export type DeletionRow = DeletionNumbers & {
  deletionNo: number;
  kind: "loggedSegments" | "entries";
  /** What was asked for: "canceled, campaign is CP1". */
  filterWords: string;
  firstEntryNo: number | null;
  lastEntryNo: number | null;
  deletedAt: Date;
  userName: string;
};
export type DeletionsPage = { rows: DeletionRow[]; total: number };

export type LoggedSegmentRow = {
  entryNo: number;
  segmentNo: string;
  description: string;
  loggedAt: Date;
  createdOn: string;
  userName: string;
  /** Entries whose canceled state is that of the logged segment. */
  interactions: number;
  costLcy: number;
  durationMin: number;
  campaign: Named | null;
  campaignEntries: number;
  canceled: boolean;
  /** When what belonged to it was deleted; the row stays. */
  deletedAt: Date | null;
};
export type LoggedSegmentsPage = {
  rows: LoggedSegmentRow[];
  total: number;
  page: number;
  pageSize: number;
  counts: { all: number; counted: number; canceled: number; deleted: number };
};

export type CampaignEntryRow = {
  entryNo: number;
  campaignNo: string;
  campaignDescription: string;
  description: string;
  date: string;
  userName: string;
  salesperson: Named | null;
  canceled: boolean;
  /** Of its interactions whose canceled state is its own. */
  interactions: number;
  costLcy: number;
  durationMin: number;
};
export type LoggedSegment = LoggedSegmentRow & {
  /** Whether the worksheet with its criteria is still there to look at. */
  hasWorksheet: boolean;
  steps: number;
  template: Named | null;
  salesperson: Named | null;
  canceledAt: Date | null;
  canceledByName: string | null;
  deletion: { deletionNo: number; userName: string; comments: number } | null;
  /** All its entries, canceled ones included, and the canceled ones among them. */
  entries: number;
  canceledEntries: number;
  members: number;
  /** Entries by channel. */
  channels: { channel: CorrespondenceType | null; entries: number }[];
  campaignEntryRows: CampaignEntryRow[];
};

/** A contact that was logged, as it is today; contacts that were deleted since are missing. */
export type LoggedMember = {
  contactNo: string;
  type: "company" | "person";
  name: string;
  companyName: string | null;
  city: string | null;
  countryRegionCode: string | null;
  email: string | null;
};
export type LoggedMembersPage = {
  rows: LoggedMember[];
  total: number /** Members who still exist. */;
  standing: number;
  offset: number | null;
  next: string | null;
  previous: string | null;
};

export type LogEntryRow = {
  entryNo: number;
  date: string;
  contactNo: string;
  /** False when the contact was deleted since. */
  contactStands: boolean;
  contactName: string;
  isCompany: boolean;
  companyName: string | null;
  description: string;
  correspondenceType: CorrespondenceType | null;
  salesperson: Named | null;
  template: Named | null;
  campaignNo: string | null;
  segmentNo: string | null;
  loggedSegmentEntryNo: number | null;
  costLcy: number;
  durationMin: number;
  evaluation: Evaluation | null;
  attemptFailed: boolean;
  canceled: boolean;
  comments: number;
};
export type LogEntriesPage = { rows: LogEntryRow[]; total: number; offset: number | null; next: number | null; previous: number | null };
export type LogEntry = LogEntryRow & {
  companyNo: string | null;
  timeOfInteraction: string | null;
  informationFlow: "outbound" | "inbound" | null;
  initiatedBy: "us" | "them" | null;
  interactionGroup: Named | null;
  language: Named | null;
  subject: string | null;
  personalText: string | null;
  /** The very version that was logged. */
  document: DocumentVersion | null;
  /** Whether a Word document goes by e-mail as a file. */
  sendAsAttachment: boolean;
  /** The files that go with the document, as they were logged. */
  attachments: DocumentVersion[];
  campaign: Named | null;
  campaignEntryNo: number | null;
  campaignTarget: boolean;
  campaignResponse: boolean;
  contactVia: string | null;
  documentType: string | null;
  documentNo: string | null;
  userName: string | null;
  loggedAt: Date;
  /** Why it cannot be reinstated by itself, or null. */
  heldBy: "logged_segment" | "campaign_entry" | null;
  /** "Product letter – by Jim Olive"; what stands over the entry. */
  title: string;
};
