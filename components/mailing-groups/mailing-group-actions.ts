import type { MailingGroupError } from "@/lib/mailing-groups/errors";
import { mailingGroupMessage } from "@/lib/mailing-groups/errors";
import type { ApplyMailingGroup, GroupNumbers } from "@/lib/mailing-groups/schema";
import { type ActionState, isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";

type Answer<T> = Promise<ActionState<T, MailingGroupError>>;
type Applied = GroupNumbers & { applicationId: number | null; group: string };
export type PutBack = { group: string; removed: number; putBack: number; groupGone: boolean; goesOn: boolean };
export type UndoMailingGroup = (request: { applicationId: number }) => Answer<PutBack>;

/** The server actions that give a mailing group to a segment and take it back. */
export type MailingGroupActions = {
  preview: (segmentNo: string, code: string | null, replace: boolean) => Promise<GroupNumbers | null>;
  apply: (request: ApplyMailingGroup) => Answer<Applied>;
  undo: UndoMailingGroup;
};

/** The sentence of whatever one of them refused. */
export function refusalWords(error: MailingGroupError | RequestError): string {
  return isRequestError(error) ? requestMessage(error) : mailingGroupMessage(error);
}

/** While a worker goes on. */
export const goesOnWords = ". You can go on; it stands under Jobs meanwhile.";

/** When no answer came at all. */
export const unreachableWords = "The server could not be reached. Look whether it was done, and try again.";
