import { Combine, type LucideIcon, Radio } from "lucide-react";
import { formatDay } from "@/components/ui/format";
import { localTime } from "@/lib/filters/instants";
import { type LiveSegmentError, liveSegmentMessage } from "@/lib/live-segments/errors";
import type { EvaluationCause, LiveSegmentKind, LiveSegmentState } from "@/lib/live-segments/types";
import { isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";
import { type SegmentationError, segmentationMessage } from "@/lib/segmentation/errors";

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

export const kindIcons: Record<LiveSegmentKind, LucideIcon> = { dynamic: Radio, compound: Combine };
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

/** The day on which a segment expires, by the clocks of a time zone. */
export function expiryDay(expiresAt: Date, timeZone: string): string {
  return formatDay(localTime(new Date(expiresAt), timeZone).slice(0, 10));
}

/** What keeping a segment from expiring did. */
export function keptWords(title: string): string {
  return `${title} was kept: it expires only when nobody asks for its members from today on.`;
}

export const unreachableWords = "The server could not be reached. Nothing was changed; try again.";

/** Where its definition may be changed. */
export function isEditable(state: LiveSegmentState): boolean {
  return state !== "live";
}
