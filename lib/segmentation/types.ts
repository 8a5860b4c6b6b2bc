import type { LineField } from "./lines-schema";
import type { correspondenceTypes, evaluations, informationFlows, initiators, segmentStates } from "./schema";
import type { FormerStack, StackStep } from "./stack-types";

/** Segments as pages receive them: plain data, no ids of contacts or sets. */

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

export type KindCounts = { companies: number; persons: number };
