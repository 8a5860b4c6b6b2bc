import type { MailingGroupActions } from "@/components/mailing-groups/mailing-group-actions";
import { applyMailingGroupAction, previewMailingGroupAction, undoMailingGroupAction } from "./actions";

/** The server actions that give a mailing group to a segment and take it back. */
export const mailingGroups: MailingGroupActions = {
  preview: previewMailingGroupAction,
  apply: applyMailingGroupAction,
  undo: undoMailingGroupAction,
};
