import { type QueryTemplateError, queryTemplateMessage } from "@/lib/query-templates/errors";
import { isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";

export const unreachable = "The server could not be reached. Nothing was changed; try again.";

/** The sentence of whatever an action with templates refused; null is no answer at all. */
export function templateRefusal(error: QueryTemplateError | RequestError | null): string {
  if (error === null) return unreachable;
  return isRequestError(error) ? requestMessage(error) : queryTemplateMessage(error);
}
