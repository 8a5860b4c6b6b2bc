"use server";

import { revalidatePath } from "next/cache";
import type { StartImport } from "@/lib/contacts/import/options";
import { resumeImport } from "@/lib/contacts/import/resume-import";
import { startImport } from "@/lib/contacts/import/start-import";
import { runOperation } from "@/lib/request/run-operation";

/** Starts the import of a file whose columns were looked at; the answer names the import. */
export async function startImportAction(request: StartImport) {
  const state = await runOperation(startImport, request);
  if (state.ok) revalidatePath("/", "layout"); // the sidebar shows running jobs
  return state;
}

/** Goes on with an import that stopped before its end. */
export async function resumeImportAction(request: Parameters<typeof resumeImport>[1]) {
  const state = await runOperation(resumeImport, request);
  if (state.ok) revalidatePath("/", "layout");
  return state;
}
