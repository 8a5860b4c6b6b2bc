import type { Words } from "@/lib/filters/words";

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
