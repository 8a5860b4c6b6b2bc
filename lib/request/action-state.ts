import { accessMessage } from "@/lib/access/errors";
import type { AccessError, InvalidInput } from "@/lib/access/operation";

/** Something broke that the person cannot mend. `reference` finds it in the server's log. */
export type Fault = { code: "fault"; reference: string };

/** The refusals that every action can answer, beside those of its operation. */
export type RequestError = AccessError | InvalidInput | Fault;

/** What a server action answers: plain data, so that it crosses to the browser. Null before the first press. */
export type ActionState<T, E = never> = { ok: true; value: T } | { ok: false; error: E | RequestError };

/** Whether an action's error is one of those that every action can answer, so that `requestMessage` has its sentence. */
export function isRequestError(error: { code: string }): error is RequestError {
  return error.code === "not_allowed" || error.code === "invalid_input" || error.code === "fault";
}

/** The sentence of a refusal that every action can answer. */
export function requestMessage(error: RequestError): string {
  if (error.code === "fault")
    return `This did not work, and nothing was changed. The log of the server names the cause under ${error.reference}.`;
  return accessMessage(error);
}
