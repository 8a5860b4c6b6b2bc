import { type LoggingError, loggingMessage } from "@/lib/logging/errors";
import { isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";

/** The sentence of whatever an action on logs and entries refused. */
export function refusalWords(error: LoggingError | RequestError): string {
  return isRequestError(error) ? requestMessage(error) : loggingMessage(error);
}

/** When no answer came at all. */
export const unreachableWords = "The server could not be reached. Nothing was changed; try again.";
