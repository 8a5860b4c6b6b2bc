import { evaluationNames } from "@/components/segments/channel-words";
import type { EvaluateEntries } from "@/lib/logging/schema";

/** What was done to entries, after their number: "evaluated as Positive". */
export function evaluatedWords(change: EvaluateEntries["change"]): string {
  if (change.set === "attemptFailed") return change.attemptFailed ? "marked as failed" : "no longer marked as failed";
  return change.evaluation === null ? "no longer evaluated" : `evaluated as ${evaluationNames[change.evaluation]}`;
}
