import type { UnreachableReason } from "@/lib/consent/schema";
import type { DocumentKind } from "@/lib/documents/schema";
import type { DocumentOrigin } from "./line-documents";
import type { LineField } from "./lines-schema";
import type { StepTaken } from "./stack-types";
import type { CorrespondenceType, Evaluation, InformationFlow, Initiator } from "./types";

/** Lines of a segment as pages receive them, and what changing them answers. */

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

/** Lines that would go if each contact, or each e-mail address, kept one. */
export type DuplicateCounts = { contact: number; email: number };
