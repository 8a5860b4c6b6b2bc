import { type ConsentError, consentMessage } from "@/lib/consent/errors";
import type { RecordConsent, SavePurpose } from "@/lib/consent/schema";
import { type ActionState, isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";
import type { SetTemplatePurpose } from "@/lib/templates/set-purpose";

/** The server actions about consent, handed in by the pages. */
export type ConsentActions = {
  recordConsent: (request: RecordConsent) => Promise<ActionState<{ contacts: number }, ConsentError>>;
  trustAddresses: (request: { contactNo: string }) => Promise<ActionState<null, ConsentError>>;
  savePurpose: (request: SavePurpose) => Promise<ActionState<{ code: string }, ConsentError>>;
  setTemplatePurpose: (request: SetTemplatePurpose) => Promise<ActionState<null, ConsentError>>;
};

/** The sentence of whatever was refused, or of no answer at all. */
export function consentWords(answer: { error: ConsentError | RequestError } | null): string {
  if (answer === null) return "The server could not be reached. Nothing was changed; try again.";
  return isRequestError(answer.error) ? requestMessage(answer.error) : consentMessage(answer.error);
}
