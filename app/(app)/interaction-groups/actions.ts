"use server";

import { revalidatePath } from "next/cache";
import { runOperation } from "@/lib/request/run-operation";
import { deleteInteractionGroup, saveInteractionGroup } from "@/lib/templates/interaction-groups";

/** Makes or renames an interaction group. */
export async function saveGroupAction(request: Parameters<typeof saveInteractionGroup>[1]) {
  const state = await runOperation(saveInteractionGroup, request);
  if (state.ok) revalidatePath("/interaction-groups");
  return state;
}

/** Deletes an interaction group that nothing uses. */
export async function deleteGroupAction(request: Parameters<typeof deleteInteractionGroup>[1]) {
  const state = await runOperation(deleteInteractionGroup, request);
  if (state.ok) revalidatePath("/interaction-groups");
  return state;
}
