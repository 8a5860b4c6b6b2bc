import type { InteractionBefore } from "@/components/contacts/interactions-before";
import type { DocumentReads } from "@/components/documents/document-actions";
import type { LoadLookup } from "@/components/filters/load-lookup";
import type { Preview } from "@/lib/documents/preview";
import type { Filter } from "@/lib/filters/schema";
import type { ActionState } from "@/lib/request/action-state";
import type { ApplyCriteria, GoBack, GoToStep } from "@/lib/segmentation/criteria-schema";
import type { SegmentationError } from "@/lib/segmentation/errors";
import type {
  AddLines,
  ChangeLines,
  RemoveDuplicates,
  RemoveLines,
  RemoveMatchingLines,
  UndoLineChanges,
} from "@/lib/segmentation/line-changes-schema";
import type { AddLinesReport, DuplicateCounts, HeaderSaved, LinesChanged, RemoveLinesReport } from "@/lib/segmentation/line-types";
import type { PreviewLine } from "@/lib/segmentation/preview-line";
import type { SaveCriteria } from "@/lib/segmentation/saved-criteria-schema";
import type { SavedCriteriaRow } from "@/lib/segmentation/saved-criteria-types";
import type { DeleteSegment, UpdateSegmentHeader } from "@/lib/segmentation/schema";
import type { ChangeSegmentDocument, OwnLanguage, SegmentDocuments } from "@/lib/segmentation/segment-documents";
import type { ChangeStack, PreviewStackChange, UndoStackChange } from "@/lib/segmentation/stack-change-schema";
import type { ContactSample, StackDifference, StepChangesPage, StepMoved, StepTaken } from "@/lib/segmentation/stack-types";
import type { WhyContact } from "@/lib/segmentation/why-types";

type Answer<T> = Promise<ActionState<T, SegmentationError>>;

/** The server actions of a worksheet, handed in by its page. Each carries out one operation and answers with its refusal as data. */
export type SegmentActions = {
  applyCriteria: (request: ApplyCriteria) => Answer<StepTaken>;
  goBack: (request: GoBack) => Answer<StepMoved>;
  goForward: (request: GoBack) => Answer<StepMoved>;
  goToStep: (request: GoToStep) => Answer<StepMoved>;
  addLines: (request: AddLines) => Answer<AddLinesReport>;
  removeLines: (request: RemoveLines) => Answer<RemoveLinesReport>;
  removeMatchingLines: (request: RemoveMatchingLines) => Answer<RemoveLinesReport>;
  removeDuplicates: (request: RemoveDuplicates) => Answer<RemoveLinesReport>;
  updateHeader: (request: UpdateSegmentHeader) => Answer<HeaderSaved>;
  changeLines: (request: ChangeLines) => Answer<LinesChanged>;
  undoLineChanges: (request: UndoLineChanges) => Answer<{ changed: number }>;
  deleteSegment: (request: DeleteSegment) => Answer<unknown>;
  changeDocument: (request: ChangeSegmentDocument) => Answer<{ before: OwnLanguage | null }>;
} & StackActions & { saveCriteria: (request: SaveCriteria) => Answer<{ criteriaId: number; steps: number }> };

/** Changes of a stack as a whole: shown first, then carried out, and undone. */
export type StackActions = {
  previewStackChange: (request: PreviewStackChange) => Answer<StackDifference>;
  changeStack: (request: ChangeStack) => Answer<StackDifference>;
  undoStackChange: (request: UndoStackChange) => Answer<StepMoved>;
};

/** What is told of one line beside its own values: why the contact is here, its last interactions, the addresses to choose among. */
export type LineStory = {
  why: WhyContact;
  before: InteractionBefore[];
  addresses: { code: string; city: string | null }[];
};

/** What a worksheet asks for while it is open. */
export type SegmentReads = {
  loadLookup: LoadLookup;
  searchContacts: (search: string) => Promise<readonly ContactSample[]>;
  loadStepChanges: (segmentNo: string, step: number, change: "came" | "left") => Promise<StepChangesPage | null>;
  countDuplicates: (segmentNo: string) => Promise<DuplicateCounts | null>;
  /** What looking at documents and writing e-mails asks for. */
  documents: DocumentReads;
  /** What the lines get in each language; null for a segment without a template. */
  loadDocuments: (segmentNo: string) => Promise<SegmentDocuments | null>;
  /** The document of a line as its contact gets it. */
  previewLine: (request: PreviewLine) => Promise<Preview | null>;
  loadLine: (segmentNo: string, contactNo: string) => Promise<LineStory | null>;
  /** Saved criteria that fit what was typed. */
  searchSavedCriteria: (search: string) => Promise<readonly SavedCriteriaRow[]>;
  /** What the codes of a step's filter are called, as pairs for `new Map`. */
  loadCodeNames: (filter: Filter) => Promise<[string, string][]>;
};
