import type { CommentActions, DeletionActions, EntryActions } from "@/components/interactions/entry-actions";
import { hasRight, type Role } from "@/lib/access/rights";
import {
  addCommentAction,
  cancelEntriesAction,
  deleteCanceledAction,
  editCommentAction,
  evaluateEntriesAction,
  findDeletionAction,
  reinstateEntriesAction,
  removeCommentAction,
  undoEvaluationAction,
} from "./actions";

/** What can be done with entries of the log, wherever they are listed. */
export const entryActions: EntryActions = {
  cancel: cancelEntriesAction,
  reinstate: reinstateEntriesAction,
  evaluate: evaluateEntriesAction,
  undoEvaluation: undoEvaluationAction,
};
export const commentActions: CommentActions = { add: addCommentAction, edit: editCommentAction, remove: removeCommentAction };

/** Deleting what is canceled, for roles that may. */
export function deletionActions(role: Role): DeletionActions | null {
  return hasRight(role, "log.delete") ? { find: findDeletionAction, remove: deleteCanceledAction } : null;
}
