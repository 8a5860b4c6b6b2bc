import type { StackStep } from "./stack-types";

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
