"use server";

import { revalidatePath } from "next/cache";
import { readQuery, runOperation } from "@/lib/request/run-operation";
import { changeSavedCriteria } from "@/lib/segmentation/change-saved-criteria";
import { deleteSavedCriteria, restoreSavedCriteria } from "@/lib/segmentation/delete-saved-criteria";
import { listSavedCriteria } from "@/lib/segmentation/list-saved-criteria";
import type { SavedCriteriaRow } from "@/lib/segmentation/saved-criteria-types";

/** Saved criteria that fit what was typed, for pickers. */
export async function searchSavedCriteriaAction(search: string): Promise<SavedCriteriaRow[]> {
  return (await readQuery(listSavedCriteria, { search: String(search).slice(0, 100), pageSize: 20 })).rows;
}

/** Renames, describes, shares or unshares saved criteria. */
export async function changeSavedCriteriaAction(request: Parameters<typeof changeSavedCriteria>[1]) {
  const state = await runOperation(changeSavedCriteria, request);
  revalidatePath("/segments/saved-criteria", "layout");
  return state;
}

/** Deletes saved criteria. */
export async function deleteSavedCriteriaAction(request: Parameters<typeof deleteSavedCriteria>[1]) {
  const state = await runOperation(deleteSavedCriteria, request);
  if (state.ok) revalidatePath("/segments/saved-criteria");
  return state;
}

/** Takes back that saved criteria were deleted. */
export async function restoreSavedCriteriaAction(request: Parameters<typeof restoreSavedCriteria>[1]) {
  const state = await runOperation(restoreSavedCriteria, request);
  if (state.ok) revalidatePath("/segments/saved-criteria", "layout");
  return state;
}
