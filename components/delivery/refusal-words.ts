import { type DeliveryError, deliveryMessage } from "@/lib/delivery/errors";
import { type ActionState, isRequestError, requestMessage } from "@/lib/request/action-state";

/** The sentence of whatever an action on e-mails refused; null is an answer that never came. */
export function refusalWords(answer: Extract<ActionState<unknown, DeliveryError>, { ok: false }> | null): string {
  if (answer === null) return "The server could not be reached. Nothing was changed; try again.";
  return isRequestError(answer.error) ? requestMessage(answer.error) : deliveryMessage(answer.error);
}
