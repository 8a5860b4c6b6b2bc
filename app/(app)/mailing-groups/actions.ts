"use server";

import { revalidatePath } from "next/cache";
import { applyMailingGroup } from "@/lib/mailing-groups/apply-mailing-group";
import { previewMailingGroup } from "@/lib/mailing-groups/preview-mailing-group";
import { undoMailingGroup } from "@/lib/mailing-groups/undo-mailing-group";
import { readQuery, runOperation } from "@/lib/request/run-operation";

/** What giving a group to the contacts of a segment would do. */
export async function previewMailingGroupAction(segmentNo: string, code: string | null, replace: boolean) {
  return readQuery(previewMailingGroup, { segmentNo, code, replace });
}

/** Gives a mailing group to the contacts of a segment. */
export async function applyMailingGroupAction(request: Parameters<typeof applyMailingGroup>[1]) {
  const state = await runOperation(applyMailingGroup, request);
  if (state.ok) revalidatePath("/mailing-groups");
  return state;
}

/** Puts a mailing group back as it was. */
export async function undoMailingGroupAction(request: Parameters<typeof undoMailingGroup>[1]) {
  const state = await runOperation(undoMailingGroup, request);
  revalidatePath("/mailing-groups");
  return state;
}
