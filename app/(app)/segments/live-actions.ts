"use server";

import { revalidatePath } from "next/cache";
import { archiveLiveSegment, restoreLiveSegment } from "@/lib/live-segments/archive-live-segment";
import { changeByHand } from "@/lib/live-segments/change-by-hand";
import { checkDraft } from "@/lib/live-segments/check-draft";
import { copyLiveSegment } from "@/lib/live-segments/copy-live-segment";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { deleteLiveSegment } from "@/lib/live-segments/delete-live-segment";
import { discardEdit, editLive } from "@/lib/live-segments/edit-live";
import { keepLiveSegment } from "@/lib/live-segments/expiry";
import { goLive, publish } from "@/lib/live-segments/go-live";
import { saveAsWorksheet } from "@/lib/live-segments/save-as-worksheet";
import { saveDraft } from "@/lib/live-segments/save-draft";
import { stopSegment } from "@/lib/live-segments/stop-segment";
import type { Finding } from "@/lib/live-segments/types";
import { readQuery, runOperation } from "@/lib/request/run-operation";

/** Creates a draft of a live segment; the answer names its number. */
export async function createLiveSegmentAction(request: Parameters<typeof createLiveSegment>[1]) {
  return shown(await runOperation(createLiveSegment, request));
}

/** Keeps what was edited. */
export async function saveDraftAction(request: Parameters<typeof saveDraft>[1]) {
  return shown(await runOperation(saveDraft, request));
}

/** Takes a draft live. */
export async function goLiveAction(request: Parameters<typeof goLive>[1]) {
  return shown(await runOperation(goLive, request));
}

/** Puts the edited copy in place of what is published. */
export async function publishAction(request: Parameters<typeof publish>[1]) {
  return shown(await runOperation(publish, request));
}

/** Makes a copy to be edited while the published one goes on. */
export async function editLiveAction(request: Parameters<typeof editLive>[1]) {
  return shown(await runOperation(editLive, request));
}

/** Drops the edited copy. */
export async function discardEditAction(request: Parameters<typeof discardEdit>[1]) {
  return shown(await runOperation(discardEdit, request));
}

/** Keeps the members as they are from now on. */
export async function stopSegmentAction(request: Parameters<typeof stopSegment>[1]) {
  return shown(await runOperation(stopSegment, request));
}

/** Keeps it from expiring. */
export async function keepLiveSegmentAction(request: Parameters<typeof keepLiveSegment>[1]) {
  return shown(await runOperation(keepLiveSegment, request));
}

/** Deletes it where nothing refers to it. */
export async function deleteLiveSegmentAction(request: Parameters<typeof deleteLiveSegment>[1]) {
  return shown(await runOperation(deleteLiveSegment, request));
}

/** Puts contacts in or leaves them out by hand. */
export async function changeByHandAction(request: Parameters<typeof changeByHand>[1]) {
  return shown(await runOperation(changeByHand, request));
}

/** Hides it from lists and pickers. */
export async function archiveLiveSegmentAction(request: Parameters<typeof archiveLiveSegment>[1]) {
  return shown(await runOperation(archiveLiveSegment, request));
}

/** Takes it out of the archive. */
export async function restoreLiveSegmentAction(request: Parameters<typeof restoreLiveSegment>[1]) {
  return shown(await runOperation(restoreLiveSegment, request));
}

/** Makes a draft of one's own of what it asks for. */
export async function copyLiveSegmentAction(request: Parameters<typeof copyLiveSegment>[1]) {
  return shown(await runOperation(copyLiveSegment, request));
}

/** Makes a worksheet of the members as they are now. */
export async function saveAsWorksheetAction(request: Parameters<typeof saveAsWorksheet>[1]) {
  return shown(await runOperation(saveAsWorksheet, request));
}

/** All that is wrong with a draft. */
export async function checkDraftAction(request: Parameters<typeof checkDraft>[1]): Promise<Finding[] | null> {
  return readQuery(checkDraft, request);
}

/** The list of segments and the sidebar say so too. */
function shown<State extends { ok: boolean }>(state: State): State {
  if (state.ok) revalidatePath("/", "layout");
  return state;
}
