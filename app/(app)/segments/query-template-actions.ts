"use server";

import { revalidatePath } from "next/cache";
import { deleteQueryTemplate, restoreQueryTemplate, saveQueryTemplate } from "@/lib/query-templates/query-templates";
import { runOperation } from "@/lib/request/run-operation";

/** Makes a query template, or changes one of one's own. */
export async function saveQueryTemplateAction(request: Parameters<typeof saveQueryTemplate>[1]) {
  return shown(await runOperation(saveQueryTemplate, request));
}

/** Deletes one of one's own query templates; it can be taken back for a day. */
export async function deleteQueryTemplateAction(request: Parameters<typeof deleteQueryTemplate>[1]) {
  return shown(await runOperation(deleteQueryTemplate, request));
}

/** Takes back that a query template was deleted. */
export async function restoreQueryTemplateAction(request: Parameters<typeof restoreQueryTemplate>[1]) {
  return shown(await runOperation(restoreQueryTemplate, request));
}

/** The galleries of all segments show it. */
function shown<State extends { ok: boolean }>(state: State): State {
  if (state.ok) revalidatePath("/segments/[segmentNo]", "page");
  return state;
}
