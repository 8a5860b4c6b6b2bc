import { type LiveSegmentError, liveSegmentMessage } from "@/lib/live-segments/errors";
import type { EvaluationCause, LiveSegmentKind, LiveSegmentState } from "@/lib/live-segments/types";
import { isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";
import { type SegmentationError, segmentationMessage } from "@/lib/segmentation/errors";

export const unreachable = "The server could not be reached. Nothing was changed; try again.";

/** The sentence of whatever an action on a live segment refused. */
export function liveRefusal(error: LiveSegmentError | RequestError): string {
  return isRequestError(error) ? requestMessage(error) : liveSegmentMessage(error);
}

/** The same where it is about the worksheet that was to be made. */
export function worksheetRefusal(error: SegmentationError | RequestError): string {
  return isRequestError(error) ? requestMessage(error) : segmentationMessage(error);
}

export const stateLabels: Record<LiveSegmentState, string> = {
  draft: "Draft",
  live: "Live",
  live_editable: "Live, being edited",
  stopped: "Stopped",
  expired: "Expired",
  error: "Error",
};

export const kindLabels: Record<LiveSegmentKind, string> = { dynamic: "Dynamic", compound: "Compound" };

/** Why members were found anew. */
export const causeWords: Record<EvaluationCause, string> = {
  went_live: "went live",
  published: "a new version was published",
  change: "contacts changed, or time went on",
  stopped: "was stopped",
  expired: "nobody used it any more",
  failed: "could not be found anew",
};

/** When a change by hand counts, as the end of a sentence. */
export function whenItCounts(state: LiveSegmentState): string {
  return state === "live_editable" ? " as soon as you publish" : " as soon as it goes live";
}

/** Where its definition may be changed. */
export function isEditable(state: LiveSegmentState): boolean {
  return state !== "live";
}
