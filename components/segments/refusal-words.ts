import { isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";
import { type SegmentationError, segmentationMessage } from "@/lib/segmentation/errors";

/** The sentence of whatever an action on a segment refused. */
export function refusalWords(error: SegmentationError | RequestError): string {
  return isRequestError(error) ? requestMessage(error) : segmentationMessage(error);
}

/** When no answer came at all. */
export const unreachableWords = "The server could not be reached. Nothing was changed; try again.";
