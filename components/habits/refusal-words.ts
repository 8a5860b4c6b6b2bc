import { type HabitError, habitMessage } from "@/lib/habits/errors";
import { isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";

export const unreachableWords = "The server did not answer. Whether this was saved is not known; look again in a moment.";

/** The sentence of whatever an action with pins and views can refuse. */
export function refusalWords(error: HabitError | RequestError): string {
  return isRequestError(error) ? requestMessage(error) : habitMessage(error);
}
