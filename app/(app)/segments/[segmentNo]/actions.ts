"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { LineStory } from "@/components/segments/segment-actions";
import { listAlternativeAddresses } from "@/lib/contacts/alternative-addresses";
import { listContactInteractions } from "@/lib/contacts/list-contact-interactions";
import { describeCodes } from "@/lib/filters/queries";
import type { Filter } from "@/lib/filters/schema";
import type { ActionState } from "@/lib/request/action-state";
import { readQuery, runOperation } from "@/lib/request/run-operation";
import { addLines } from "@/lib/segmentation/add-lines";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { changeLines } from "@/lib/segmentation/change-lines";
import { changeStack, previewStackChange } from "@/lib/segmentation/change-stack";
import { deleteSegment } from "@/lib/segmentation/delete-segment";
import { goBack, goForward, goToStep } from "@/lib/segmentation/go-to-step";
import { listStepChanges } from "@/lib/segmentation/list-step-changes";
import { previewLine } from "@/lib/segmentation/preview-line";
import { countDuplicates, removeDuplicates } from "@/lib/segmentation/remove-duplicates";
import { removeLines, removeMatchingLines } from "@/lib/segmentation/remove-lines";
import { saveCriteria } from "@/lib/segmentation/save-criteria";
import { segmentNoSchema } from "@/lib/segmentation/schema";
import { changeSegmentDocument, listSegmentDocuments } from "@/lib/segmentation/segment-documents";
import { undoLineChanges } from "@/lib/segmentation/undo-line-changes";
import { undoStackChange } from "@/lib/segmentation/undo-stack-change";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { whyContact } from "@/lib/segmentation/why-contact";

/** Takes a step on the numbers that were shown. */
export async function applyCriteriaAction(request: Parameters<typeof applyCriteria>[1]) {
  return shown(request, await runOperation(applyCriteria, request));
}

/** Steps down. */
export async function goBackAction(request: Parameters<typeof goBack>[1]) {
  return shown(request, await runOperation(goBack, request));
}

/** Steps up again. */
export async function goForwardAction(request: Parameters<typeof goForward>[1]) {
  return shown(request, await runOperation(goForward, request));
}

/** Goes down or up to any step. */
export async function goToStepAction(request: Parameters<typeof goToStep>[1]) {
  return shown(request, await runOperation(goToStep, request));
}

/** Adds contacts by hand. */
export async function addLinesAction(request: Parameters<typeof addLines>[1]) {
  return shown(request, await runOperation(addLines, request));
}

/** Removes the selected lines. */
export async function removeLinesAction(request: Parameters<typeof removeLines>[1]) {
  return shown(request, await runOperation(removeLines, request));
}

/** Removes all lines that match, when they are as many as were shown. */
export async function removeMatchingLinesAction(request: Parameters<typeof removeMatchingLines>[1]) {
  return shown(request, await runOperation(removeMatchingLines, request));
}

/** Removes second lines, when they are as many as were shown. */
export async function removeDuplicatesAction(request: Parameters<typeof removeDuplicates>[1]) {
  return shown(request, await runOperation(removeDuplicates, request));
}

/** Changes fields of the header. */
export async function updateSegmentHeaderAction(request: Parameters<typeof updateSegmentHeader>[1]) {
  return shown(request, await runOperation(updateSegmentHeader, request));
}

/** Gives lines values of their own, or takes them away. */
export async function changeLinesAction(request: Parameters<typeof changeLines>[1]) {
  return shown(request, await runOperation(changeLines, request));
}

/** Brings the lines of one change back to what they had. */
export async function undoLineChangesAction(request: Parameters<typeof undoLineChanges>[1]) {
  return shown(request, await runOperation(undoLineChanges, request));
}

/** What a change of the stack would do. */
export async function previewStackChangeAction(request: Parameters<typeof previewStackChange>[1]) {
  return runOperation(previewStackChange, request);
}

/** Changes a step in the middle of the stack, refreshes it, or reuses criteria or a logged segment. */
export async function changeStackAction(request: Parameters<typeof changeStack>[1]) {
  return shown(request, await runOperation(changeStack, request));
}

/** Puts the stack back as it was before its last change. */
export async function undoStackChangeAction(request: Parameters<typeof undoStackChange>[1]) {
  return shown(request, await runOperation(undoStackChange, request));
}

/** Keeps the steps of a segment under a code. */
export async function saveCriteriaAction(request: Parameters<typeof saveCriteria>[1]) {
  const state = await runOperation(saveCriteria, request);
  if (state.ok) revalidatePath("/segments/saved-criteria");
  return state;
}

/** Deletes a worksheet for good. */
export async function deleteSegmentAction(request: Parameters<typeof deleteSegment>[1]) {
  const state = await runOperation(deleteSegment, request);
  if (state.ok) revalidatePath("/", "layout"); // the sidebar counts segments
  return state;
}

/** Who came or left at a step, the first few. */
export async function loadStepChangesAction(segmentNo: string, step: number, change: "came" | "left") {
  return readQuery(listStepChanges, { segmentNo, step, change, limit: 5 });
}

/** How many lines *Remove duplicates* would take off. */
export async function countDuplicatesAction(segmentNo: string) {
  return readQuery(countDuplicates, { segmentNo });
}

/** Why a contact is on the segment, its last interactions, and its alternative addresses. */
export async function loadLineAction(segmentNo: string, contactNo: string): Promise<LineStory | null> {
  const [why, { interactions }, addresses] = await Promise.all([
    readQuery(whyContact, { segmentNo, contactNo }),
    readQuery(listContactInteractions, { contactNo, limit: 3 }),
    readQuery(listAlternativeAddresses, { contactNo }),
  ]);
  return (
    why && {
      why,
      addresses: addresses.map(({ code, city }) => ({ code, city })),
      before: interactions.map(({ entryNo, date, description, correspondenceType, canceled }) => ({
        entryNo,
        date,
        description,
        channel: correspondenceType,
        canceled,
      })),
    }
  );
}

/** Gives the segment a document or a subject of its own in one language, or takes both back to the template's. */
export async function changeSegmentDocumentAction(request: Parameters<typeof changeSegmentDocument>[1]) {
  return shown(request, await runOperation(changeSegmentDocument, request));
}

/** What the lines get in each language. */
export async function loadSegmentDocumentsAction(segmentNo: string) {
  return readQuery(listSegmentDocuments, { segmentNo });
}

/** The document of a line as its contact gets it. */
export async function previewLineAction(request: Parameters<typeof previewLine>[1]) {
  return readQuery(previewLine, request);
}

/** What the codes of a filter are called. */
export async function loadCodeNamesAction(filter: Filter) {
  return readQuery(describeCodes, { filters: [filter] });
}

const aboutSegment = z.object({ segmentNo: segmentNoSchema });

/** The page shows what is now: after a change, and after a refusal because somebody else changed something. */
function shown<T, E>(request: unknown, state: ActionState<T, E>): ActionState<T, E> {
  const about = aboutSegment.safeParse(request);
  if (about.success) revalidatePath(`/segments/${encodeURIComponent(about.data.segmentNo)}`);
  return state;
}
