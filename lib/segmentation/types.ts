import type { UnreachableReason } from "@/lib/consent/schema";
import type { DocumentKind } from "@/lib/documents/schema";
import type { Filter } from "@/lib/filters/schema";
import type { Words } from "@/lib/filters/words";
import type { DocumentOrigin } from "./line-documents";
import type {
  AddOptions,
  correspondenceTypes,
  evaluations,
  informationFlows,
  initiators,
  KeepOptions,
  LineField,
  StepNumbers,
  segmentStates,
} from "./schema";
import type { StackChange } from "./stack-change-schema";

export type { Words } from "@/lib/filters/words";

/** Rows and answers of this room as pages receive them: plain data, no ids of contacts or sets. */

export type CorrespondenceType = (typeof correspondenceTypes)[number];
export type InformationFlow = (typeof informationFlows)[number];
export type Initiator = (typeof initiators)[number];
export type Evaluation = (typeof evaluations)[number];
export type SegmentState = (typeof segmentStates)[number];
/** A code with the words that people know it by. */
export type Named = { code: string; name: string };
export type SegmentListRow = {
  segmentNo: string;
  description: string | null;
  state: SegmentState;
  /** Lines on the current step. */
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
  /** Segments whose members are never reached, as a change names them and as people call them. */
  suppression: { value: string; name: string }[];
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

/**
 * How the numbers of an Add came about: matching − refused − already there = added; with *allow existing*, those who are already there are among
 * the added. Of Reduce and Refine: the lines that matched.
 */
export type Found = { matching: number; alreadyThere: number; refusedExcluded: number; refusedBlocked: number };

type StepBase = {
  step: number;
  numbers: StepNumbers;
  /** Lines of the step today; fewer than `numbers.after` when contacts were deleted since. */
  size: number;
  userId: string | null;
  userName: string;
  takenAt: Date;
  /** Above the current step: Go Forward takes it again, a new action drops it. */
  undone: boolean;
  /** Stands on the stack and changes nobody. */
  switchedOff: boolean;
};
/** One step of the criteria stack, oldest first. */
export type StackStep =
  | (StepBase & { kind: "add"; filter: Filter; words: Words; options: AddOptions; found: Found | null })
  | (StepBase & { kind: "reduce" | "refine"; filter: Filter; words: Words; options: KeepOptions; found: Found | null })
  | (StepBase & {
      kind: "edit";
      /** The first three of each. */
      addedNames: string[];
      removedNames: string[];
      /** Those added stood there already, or may have: one line more for each. */
      allowExisting: boolean;
      /** One of several lines was taken from each of those removed. */
      oneLine: boolean;
      /** Second lines were taken off, of the same contact or of the same e-mail address. */
      dedupe: "contact" | "email" | null;
    })
  | (StepBase & { kind: "reuse"; words: Words; filter: Filter; found: Found | null })
  | (StepBase & { kind: "import"; words: Words });

/** `lines` counts a contact once for each of its lines, `contacts` once. */
export type SegmentTotals = {
  lines: number;
  contacts: number;
  costLcy: number;
  durationMin: number;
  linesChanged: number;
  /** How many lines have a value of their own in each field that any has. */
  changedByField: Partial<Record<LineField, number>>;
};

export type Segment = {
  header: SegmentHeader;
  currentStep: number;
  steps: StackStep[];
  totals: SegmentTotals;
  /** The stack as it was before the last change in its middle, while that can be undone. */
  former: FormerStack | null;
};

export type FormerStack = {
  change: StackChange["change"];
  steps: number;
  currentStep: number;
  size: number;
  changedByName: string;
  changedAt: Date;
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

/** How many more (or, negative, fewer) lines would come or leave with an option on than with it off, the others as set. */
export type OptionEffects =
  | { kind: "add"; expandCompanies: number; relatedCompanies: number; ignoreExclusion: number; allowExisting: number }
  | { kind: "reduce" | "refine"; entireCompanies: number };

/** What applying a criteria action, an edit or a move answers. */
export type StepTaken = { step: number; numbers: StepNumbers; found: Found | null };
export type StepMoved = { currentStep: number; size: number };

/** What can be changed on a line, as it shows there. */
export type LineValues = {
  description: string | null;
  date: string;
  /** "14:30". */
  timeOfInteraction: string | null;
  correspondenceType: CorrespondenceType | null;
  salespersonCode: string | null;
  interactionTemplateCode: string | null;
  languageCode: string | null;
  campaignNo: string | null;
  campaignTarget: boolean;
  campaignResponse: boolean;
  informationFlow: InformationFlow | null;
  initiatedBy: Initiator | null;
  costLcy: number;
  durationMin: number;
  evaluation: Evaluation | null;
  attemptFailed: boolean;
  altAddressCode: string | null;
  subject: string | null;
  documentId: number | null;
  personalText: string | null;
};

/** The document of a line. `fallback`: it is that of the default language, since there is none in the line's. */
export type LineDocument = { documentId: number; kind: DocumentKind; fileName: string; origin: DocumentOrigin; fallback: boolean };

/** One line, effective: overrides before the line's template before header before contact. */
export type SegmentLineRow = LineValues & {
  contactNo: string;
  /** 1 for the contact's first line, 2 for its second … */
  layer: number;
  type: "company" | "person";
  /** The contact's name, whatever its type. */
  name: string;
  /** Only of persons. */
  contactName: string | null;
  companyNo: string | null;
  companyName: string | null;
  jobTitle: string | null;
  /** Of the alternative address, where the line has one; so are e-mail and phone numbers that it names. */
  address: string | null;
  address2: string | null;
  city: string | null;
  postCode: string | null;
  county: string | null;
  countryRegionCode: string | null;
  email: string | null;
  phoneNo: string | null;
  mobilePhoneNo: string | null;
  salespersonName: string | null;
  interactionGroupCode: string | null;
  /** What the line sends, and where it comes from; null for a line without one. */
  document: LineDocument | null;
  changedHere: LineField[];
  /** What its fields would show without the changes; null for a line on which nothing was changed. */
  inherited: LineValues | null;
  excluded: boolean;
  blocked: boolean;
  /** Why the contact may not be reached on the line's channel for its purpose; null when it may. */
  unreachable: UnreachableReason | null;
  /** The call made from this line: the one by which it is done and not logged again, else the last attempt; null without one that counts. */
  call: { entryNo: number; done: boolean } | null;
  /** The step since which the contact has so many lines. */
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
  /** `through_company`: it did not match itself, somebody of its company did. `once_more`, `one_less`: it was there before and afterwards. */
  what: "came_in" | "once_more" | "one_less" | "through_company" | "stayed" | "did_not_match" | "left" | "not_there" | "refused";
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
  /** How many lines it has on the current step. */
  lines: number;
  steps: WhyStep[];
};

/** What became of each pasted or chosen contact; `alreadyThere` got another line when that was asked for. Lists are cut at 100 entries; counts are whole. */
export type AddLinesReport = {
  taken: StepTaken | null;
  asked: number;
  added: number;
  alreadyThere: number;
  /** The numbers of those, to give them another line; empty where they got one. */
  alreadyThereNos: string[];
  notFound: { count: number; texts: string[] };
  /** E-mail addresses that several contacts have. */
  ambiguous: { count: number; texts: string[] };
  refusedExcluded: { count: number; contactNos: string[] };
  refusedBlocked: { count: number; contactNos: string[] };
};
export type RemoveLinesReport = { taken: StepTaken | null; removed: number; notThere: number };
/** How many lines were changed, and what `undoLineChanges` takes to bring their former values back. */
export type LinesChanged = { changed: number; undoId: string };
/** `lines` are those that gave up values of their own because the change reached all of them. */
export type HeaderSaved = { headerVersion: number; lines: LinesChanged | null };

/** A step before and after a change of the stack. `was` is null for a new one, `step` for one that is gone. */
export type StepDifference = {
  was: number | null;
  step: number | null;
  kind: StackStep["kind"];
  words: Words;
  switchedOff: boolean;
  before: StepNumbers | null;
  now: StepNumbers | null;
};

/** What a change of the stack does, exactly: every step that is replayed, then those that are gone, and who joins and leaves in the end. */
export type StackDifference = {
  /** Goes back with the numbers to carry the change out. */
  version: number;
  currentStep: number;
  /** Steps from the bottom that stay as they are. */
  kept: number;
  /** Undone steps, which do not outlive a change. */
  droppedUndone: number;
  /** From the members now to those at the end. */
  numbers: StepNumbers;
  /** The first hundred of each. */
  joining: ContactSample[];
  leaving: ContactSample[];
  steps: StepDifference[];
};

/** Saved criteria without their steps; `steps` counts all of them, `edits` those by hand. */
export type SavedCriteriaRow = {
  criteriaId: number;
  code: string;
  description: string;
  shared: boolean;
  version: number;
  createdBy: string | null;
  createdByName: string;
  createdAt: Date;
  changedAt: Date;
  steps: number;
  edits: number;
};
export type SavedCriteriaPage = { rows: SavedCriteriaRow[]; total: number; counts: { all: number; mine: number; shared: number } };
export type SavedCriteria = SavedCriteriaRow & {
  mayChange: boolean;
  /** As steps of a stack that nobody has taken: their numbers are 0, but for edits, which say how many they add and remove. */
  stack: StackStep[];
  /** Segments they were reused on, the newest first, twenty at most. */
  used: { segmentNo: string; description: string | null; exists: boolean; userName: string; at: Date }[];
};
/** Whom two stacks would find today: how many only one of them finds, and how many both do. */
export type ComparedNumbers = { onlyLeft: number; both: number; onlyRight: number };
/** Lines that would go if each contact, or each e-mail address, kept one. */
export type DuplicateCounts = { contact: number; email: number };
