import type { Filter } from "@/lib/filters/schema";
import type { Words } from "@/lib/filters/words";
import type { AddOptions, correspondenceTypes, informationFlows, initiators, KeepOptions, StepNumbers, segmentStates } from "./schema";

export type { Words } from "@/lib/filters/words";

/** Rows and answers of this room as pages receive them: plain data, no ids of contacts or sets. */

export type CorrespondenceType = (typeof correspondenceTypes)[number];
export type InformationFlow = (typeof informationFlows)[number];
export type Initiator = (typeof initiators)[number];
export type SegmentState = (typeof segmentStates)[number];
/** A code with the words that people know it by. */
export type Named = { code: string; name: string };
export type SegmentListRow = {
  segmentNo: string;
  description: string | null;
  state: SegmentState;
  /** Contacts on the current step. */
  size: number;
  currentStep: number;
  date: string;
  salesperson: Named | null;
  campaign: Named | null;
  ownerName: string | null;
  changedAt: Date;
  changedByName: string | null;
};
export type SegmentListPage = {
  rows: SegmentListRow[];
  total: number;
  page: number;
  pageSize: number;
  countByState: Record<SegmentState, number>;
};

export type SegmentHeader = {
  segmentNo: string;
  description: string | null;
  date: string;
  salesperson: Named | null;
  campaign: Named | null;
  campaignTarget: boolean;
  campaignResponse: boolean;
  interactionTemplate: Named | null;
  interactionGroup: Named | null;
  language: Named | null;
  correspondenceType: CorrespondenceType | null;
  ignoreContactCorresType: boolean;
  informationFlow: InformationFlow | null;
  initiatedBy: Initiator | null;
  unitCostLcy: number;
  unitDurationMin: number;
  state: SegmentState;
  /** Grows with every change; sent back with the deletion. */
  version: number;
  /** Grows with changes of the header; sent back with the next. */
  headerVersion: number;
  createdAt: Date;
  ownerName: string | null;
  changedAt: Date;
  changedByName: string | null;
};

/** How the numbers of an Add came about: matching − refused − already there = added. Of Reduce and Refine: who matched. */
export type Found = { matching: number; alreadyThere: number; refusedExcluded: number; refusedBlocked: number };

type StepBase = {
  step: number;
  numbers: StepNumbers;
  /** Contacts of the step's set today; smaller than `numbers.after` when contacts were deleted since. */
  size: number;
  userId: string | null;
  userName: string;
  takenAt: Date;
  /** Above the current step: Go Forward takes it again, a new action drops it. */
  undone: boolean;
};
/** One step of the criteria stack, oldest first. */
export type StackStep =
  | (StepBase & { kind: "add"; filter: Filter; words: Words; options: AddOptions; found: Found | null })
  | (StepBase & { kind: "reduce" | "refine"; filter: Filter; words: Words; options: KeepOptions; found: Found | null })
  | (StepBase & { kind: "edit"; addedNames: string[]; removedNames: string[] }) // the first three of each
  | (StepBase & { kind: "reuse" | "import"; words: Words });

export type SegmentTotals = { lines: number; costLcy: number; durationMin: number; linesChanged: number };

export type Segment = {
  header: SegmentHeader;
  currentStep: number;
  steps: StackStep[];
  totals: SegmentTotals;
};

export type KindCounts = { companies: number; persons: number };

export type ContactSample = { contactNo: string; name: string; companyName: string | null };

/** What a criteria action would do, exactly. `numbers` and `step` go back with the request to apply it. */
export type PreviewNumbers = {
  step: number;
  numbers: StepNumbers;
  found: Found;
  /** Three at most of those who would come (Add) or leave (Reduce, Refine). */
  sample: ContactSample[];
  /** How many of those who would come were removed by hand, in which step. */
  removedByHand: { step: number; count: number }[];
  ms: number;
};

/** How many more (or, negative, fewer) contacts would come or leave with an option on than with it off, the others as set. */
export type OptionEffects =
  | { kind: "add"; expandCompanies: number; relatedCompanies: number; ignoreExclusion: number }
  | { kind: "reduce" | "refine"; entireCompanies: number };

/** What applying a criteria action, an edit or a move answers. */
export type StepTaken = { step: number; numbers: StepNumbers; found: Found | null };
export type StepMoved = { currentStep: number; size: number };

/** One line, effective: overrides before header before contact. */
export type SegmentLineRow = {
  contactNo: string;
  type: "company" | "person";
  /** The contact's name, whatever its type. */
  name: string;
  /** Only of persons. */
  contactName: string | null;
  companyNo: string | null;
  companyName: string | null;
  jobTitle: string | null;
  city: string | null;
  postCode: string | null;
  countryRegionCode: string | null;
  email: string | null;
  phoneNo: string | null;
  mobilePhoneNo: string | null;
  description: string | null;
  date: string;
  salespersonCode: string | null;
  salespersonName: string | null;
  correspondenceType: CorrespondenceType | null;
  interactionTemplateCode: string | null;
  interactionGroupCode: string | null;
  languageCode: string | null;
  informationFlow: InformationFlow | null;
  initiatedBy: Initiator | null;
  costLcy: number;
  durationMin: number;
  campaignNo: string | null;
  campaignTarget: boolean;
  campaignResponse: boolean;
  /** Fields changed on this line itself. */
  changedHere: ("salesperson_code" | "correspondence_type")[];
  excluded: boolean;
  blocked: boolean;
  /** The step in which the contact came in, last. */
  step: number;
};
export type SegmentLinesPage = {
  lines: SegmentLineRow[];
  /** The step that is shown and the current one. */
  step: number;
  currentStep: number;
  /** Lines on the step; `matching` those that pass the search and choices. */
  total: number;
  matching: number;
  /** Lines before the first one shown; null when it is not known (after *go to*). */
  offset: number | null;
  /** Contact numbers to pass as `after` / `before`. Null where there is no such page. */
  next: string | null;
  previous: string | null;
};

export type StepChangesPage = { contacts: ContactSample[]; total: number; next: string | null };

/** A condition of a filter and how it stood for one contact. */
export type WhyCondition = { held: boolean; words: Words; actual: string | null };
/** What became of one contact in one step. */
export type WhyStep = {
  step: number;
  kind: "add" | "reduce" | "refine" | "edit" | "reuse" | "import";
  /** `through_company`: it did not match itself, somebody of its company did. */
  what: "came_in" | "through_company" | "stayed" | "did_not_match" | "left" | "not_there" | "refused";
  /** Why an Add refused it, as its data stand today; null when neither is true any more, and where nothing was refused. */
  refusedAs: "blocked" | "excluded" | null;
  words: Words;
  /** As the data stand today; empty for edits by hand. */
  conditions: WhyCondition[];
  /** False when the contact would fare otherwise today: its data changed since the step was taken. */
  stillSo: boolean;
  userName: string;
  takenAt: Date;
  undone: boolean;
};
export type WhyContact = {
  contactNo: string;
  name: string;
  companyName: string | null;
  city: string | null;
  email: string | null;
  onSegment: boolean;
  steps: WhyStep[];
};

/** What became of each pasted or chosen contact. Lists are cut at 100 entries; counts are whole. */
export type AddLinesReport = {
  taken: StepTaken | null;
  asked: number;
  added: number;
  alreadyThere: number;
  notFound: { count: number; texts: string[] };
  /** E-mail addresses that several contacts have. */
  ambiguous: { count: number; texts: string[] };
  refusedExcluded: { count: number; contactNos: string[] };
  refusedBlocked: { count: number; contactNos: string[] };
};
export type RemoveLinesReport = { taken: StepTaken | null; removed: number; notThere: number };
