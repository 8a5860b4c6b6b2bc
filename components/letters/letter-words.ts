import type { ChipTone } from "@/components/ui/chip";
import type { KeptFormat } from "@/lib/exports/schema";
import { keptFormats } from "@/lib/exports/schema";
import type { LettersError } from "@/lib/letters/errors";
import { lettersMessage } from "@/lib/letters/errors";
import { type LetterOrder, type LetterState, letterOrders } from "@/lib/letters/schema";
import { formatWords, orderWords } from "@/lib/letters/words";
import { type ActionState, isRequestError, requestMessage } from "@/lib/request/action-state";

/** How the state of a letter is called, and its look. */
export const stateNames: Record<LetterState, { name: string; tone: ChipTone }> = {
  made: { name: "Made", tone: "live" },
  left_out: { name: "Left out", tone: "removed" },
  not_made: { name: "Not made yet", tone: "draft" },
};

export const formatOptions: { value: KeptFormat; label: string }[] = keptFormats.map((value) => ({ value, label: formatWords[value] }));
export const orderOptions: { value: LetterOrder; label: string }[] = letterOrders.map((value) => ({ value, label: orderWords[value] }));

/** The sentence of whatever the making of letters refused; null is an answer that never came. */
export function refusalWords(answer: Extract<ActionState<unknown, LettersError>, { ok: false }> | null): string {
  if (answer === null) return "The server could not be reached. Nothing was made; try again.";
  return isRequestError(answer.error) ? requestMessage(answer.error) : lettersMessage(answer.error);
}
