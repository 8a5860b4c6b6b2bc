"use server";

import { revalidatePath } from "next/cache";
import { cancelEntries, reinstateEntries } from "@/lib/logging/cancel-entries";
import { deleteCanceled, findDeletion } from "@/lib/logging/delete-canceled";
import { addComment, editComment, removeComment } from "@/lib/logging/entry-comments";
import { evaluateEntries, undoEvaluation } from "@/lib/logging/evaluate-entries";
import { readQuery, runOperation } from "@/lib/request/run-operation";

/** Cancels interaction log entries. */
export async function cancelEntriesAction(request: Parameters<typeof cancelEntries>[1]) {
  return shown(await runOperation(cancelEntries, request));
}

/** Reinstates interaction log entries. */
export async function reinstateEntriesAction(request: Parameters<typeof reinstateEntries>[1]) {
  return shown(await runOperation(reinstateEntries, request));
}

/** Notes how interactions were received, or that the attempt failed. */
export async function evaluateEntriesAction(request: Parameters<typeof evaluateEntries>[1]) {
  return shown(await runOperation(evaluateEntries, request));
}

/** Takes one's own evaluation back. */
export async function undoEvaluationAction(request: Parameters<typeof undoEvaluation>[1]) {
  return shown(await runOperation(undoEvaluation, request));
}

/** Writes a comment on an entry. */
export async function addCommentAction(request: Parameters<typeof addComment>[1]) {
  return shown(await runOperation(addComment, request));
}

/** Writes one's own comment anew. */
export async function editCommentAction(request: Parameters<typeof editComment>[1]) {
  return shown(await runOperation(editComment, request));
}

/** Removes one's own comment, or brings it back. */
export async function removeCommentAction(request: Parameters<typeof removeComment>[1]) {
  return shown(await runOperation(removeComment, request));
}

/** What deleting canceled entries or logged segments would take away. */
export async function findDeletionAction(request: Parameters<typeof findDeletion>[1]) {
  return readQuery(findDeletion, request);
}

/** Deletes for good what is canceled. */
export async function deleteCanceledAction(request: Parameters<typeof deleteCanceled>[1]) {
  const state = await runOperation(deleteCanceled, request);
  if (state.ok) revalidatePath("/", "layout"); // the sidebar counts logged segments
  return state;
}

function shown<State>(state: State): State {
  revalidatePath("/interaction-log-entries", "layout");
  revalidatePath("/logged-segments", "layout"); // its numbers follow
  return state;
}
