"use server";

import { revalidatePath } from "next/cache";
import { runOperation } from "@/lib/request/run-operation";
import { deleteSalutationFormula, saveSalutationFormula } from "@/lib/templates/salutation-formulas";

/** Writes the greeting of one salutation, language and tone. */
export async function saveFormulaAction(request: Parameters<typeof saveSalutationFormula>[1]) {
  const state = await runOperation(saveSalutationFormula, request);
  if (state.ok) revalidatePath("/salutations");
  return state;
}

/** Deletes a greeting. */
export async function deleteFormulaAction(request: Parameters<typeof deleteSalutationFormula>[1]) {
  const state = await runOperation(deleteSalutationFormula, request);
  if (state.ok) revalidatePath("/salutations");
  return state;
}
