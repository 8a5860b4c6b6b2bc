import { accessMessage } from "@/lib/access/errors";
import type { AccessError, InvalidInput } from "@/lib/access/operation";
import type { Interruption } from "@/lib/db/errors";

/** Something broke that the person cannot mend. `reference` finds it in the server's log. */
export type Fault = { code: "fault"; reference: string };

/** The database was away, too slow, or held by others: the same request may well succeed in a moment. */
export type Interrupted = { code: Interruption };

/** The refusals that every action can answer, beside those of its operation. */
export type RequestError = AccessError | InvalidInput | Fault | Interrupted;

/** What a server action answers: plain data, so that it crosses to the browser. Null before the first press. */
export type ActionState<T, E = never> = { ok: true; value: T } | { ok: false; error: E | RequestError };

/** Whether an action's error is one of those that every action can answer, so that `requestMessage` has its sentence. */
export function isRequestError(error: { code: string }): error is RequestError {
  return error.code === "not_allowed" || error.code === "invalid_input" || error.code === "fault" || isInterruption(error.code);
}

/** Whether a code is one of those of `Interrupted`. */
export function isInterruption(code: string): code is Interruption {
  return Object.hasOwn(interruptionWords, code);
}

/** Whether something was saved is said only where it is known: an answer may have been lost on its way. */
const interruptionWords: Record<Interruption, string> = {
  unreachable:
    "Winnow cannot reach its database right now. What was saved before is kept. Wait a moment, look whether this change is there, and try again.",
  too_slow:
    "This took too long and was stopped. Nothing was changed. Ask for less, for example with a filter, or try again when less is going on.",
  busy: "Others are changing the same records right now. Nothing was changed; try again in a moment.",
};

/** The sentence of a refusal that every action can answer. */
export function requestMessage(error: RequestError): string {
  if (error.code === "fault")
    return `This did not work, and nothing was changed. The log of the server names the cause under ${error.reference}.`;
  return error.code === "not_allowed" || error.code === "invalid_input" ? accessMessage(error) : interruptionWords[error.code];
}
