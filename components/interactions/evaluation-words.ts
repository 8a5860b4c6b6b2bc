import type { EvaluateEntries } from "@/lib/logging/schema";
import type { Evaluation } from "@/lib/logging/types";

/** Evaluations as people read them, the best first. */
export const evaluationNames: Record<Evaluation, string> = {
  very_positive: "Very Positive",
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
  very_negative: "Very Negative",
};

/** What was done to entries, after their number: "evaluated as Positive". */
export function evaluatedWords(change: EvaluateEntries["change"]): string {
  if (change.set === "attemptFailed") return change.attemptFailed ? "marked as failed" : "no longer marked as failed";
  return change.evaluation === null ? "no longer evaluated" : `evaluated as ${evaluationNames[change.evaluation]}`;
}
