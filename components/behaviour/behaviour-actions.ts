import { type BehaviourError, behaviourMessage } from "@/lib/behaviour/errors";
import type { SaveBehaviourType } from "@/lib/behaviour/schema";
import { type ActionState, isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";

/** The server actions about behaviour, handed in by the page. */
export type BehaviourActions = {
  saveType: (request: SaveBehaviourType) => Promise<ActionState<{ code: string }, BehaviourError>>;
  keep: (request: { keepDays: number | null }) => Promise<ActionState<{ keepDays: number | null }>>;
};

/** The sentence of whatever was refused, or of no answer at all. */
export function behaviourWords(answer: { error: BehaviourError | RequestError } | null): string {
  if (answer === null) return "The server could not be reached. Nothing was changed; try again.";
  return isRequestError(answer.error) ? requestMessage(answer.error) : behaviourMessage(answer.error);
}
