"use server";

import { revalidatePath } from "next/cache";
import { savePurpose } from "@/lib/consent/purposes";
import { runOperation } from "@/lib/request/run-operation";
import { setTemplatePurpose } from "@/lib/templates/set-purpose";

/** Makes a purpose or changes it. */
export async function savePurposeAction(request: Parameters<typeof savePurpose>[1]) {
  const state = await runOperation(savePurpose, request);
  if (state.ok) revalidatePath("/purposes");
  return state;
}

/** Says what interactions by a template are for. */
export async function setTemplatePurposeAction(request: Parameters<typeof setTemplatePurpose>[1]) {
  const state = await runOperation(setTemplatePurpose, request);
  if (state.ok) revalidatePath("/interaction-templates", "layout");
  return state;
}
