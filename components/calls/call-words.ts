import { type CallError, callMessage } from "@/lib/calls/errors";
import type { PhoneNumbers } from "@/lib/calls/numbers";
import type { CallPlace, CallResult, NumberKind } from "@/lib/calls/schema";
import { isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";
import type { Evaluation } from "@/lib/segmentation/types";

export const resultWords: Record<CallResult, string> = { reached: "Reached", not_reached: "Not reached", again: "Call again" };
export const placeWords: Record<CallPlace, string> = {
  left: "Left",
  again: "Call again",
  not_reached: "Not reached",
  reached: "Reached",
  refused: "Not to be called",
};
export const numberWords: Record<NumberKind, string> = {
  address: "alternative address",
  address_mobile: "alternative address, mobile",
  phone: "phone",
  mobile: "mobile",
  company: "company",
  company_mobile: "company, mobile",
};

/** What a link dials. */
export function dialHref(number: string): string {
  return `tel:${number.replace(/[^\d+*#,;]/g, "")}`;
}

/** The number that applies; on a phone the mobile one, unless the contact is elsewhere at the moment. */
export function firstNumber(numbers: PhoneNumbers, onPhone: boolean): PhoneNumbers[number] | null {
  const [first = null] = numbers;
  if (!onPhone || first?.kind.startsWith("address")) return first;
  return numbers.find(({ kind }) => kind === "mobile") ?? first;
}

/** "10:42" in a time zone, with the place that gives it its name. */
export function timeThere(zone: string, now: Date): string {
  const time = now.toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  return `${time} there (${zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ")})`;
}

/** What is noted of a call. `durationMin` null follows the clock. */
export type Outcome = { evaluation: Evaluation | null; comment: string; durationMin: number | null; costLcy: number };

/** The minutes of a call: what was typed, else what the clock says, else what such a call usually takes. */
export function minutesOf({ durationMin }: Outcome, seconds: number | null, usual: number): number {
  return durationMin ?? (seconds === null ? usual : Math.max(1, Math.ceil(seconds / 60)));
}

/** The sentence of whatever an action on calls refused; without an answer, that none came. */
export function refusalWords(answer: { error: CallError | RequestError } | null): string {
  if (answer === null) return "The server could not be reached. Nothing was changed; try again.";
  return isRequestError(answer.error) ? requestMessage(answer.error) : callMessage(answer.error);
}
