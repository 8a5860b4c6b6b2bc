"use server";

import { revalidatePath } from "next/cache";
import { runOperation } from "@/lib/request/run-operation";
import { removeTemplateLanguage, saveTemplateLanguage, setTemplateAttachments, setTemplateDocument } from "@/lib/templates/write-language";
import { changeTemplate, createTemplate, deleteTemplate } from "@/lib/templates/write-template";

/** Makes an interaction template. */
export async function createTemplateAction(request: Parameters<typeof createTemplate>[1]) {
  return shown(await runOperation(createTemplate, request));
}

/** Changes an interaction template. */
export async function changeTemplateAction(request: Parameters<typeof changeTemplate>[1]) {
  return shown(await runOperation(changeTemplate, request));
}

/** Deletes an interaction template that nobody uses. */
export async function deleteTemplateAction(request: Parameters<typeof deleteTemplate>[1]) {
  return shown(await runOperation(deleteTemplate, request));
}

/** Adds a language to a template, or changes what it says there. */
export async function saveTemplateLanguageAction(request: Parameters<typeof saveTemplateLanguage>[1]) {
  return shown(await runOperation(saveTemplateLanguage, request));
}

/** Takes a language away from a template. */
export async function removeTemplateLanguageAction(request: Parameters<typeof removeTemplateLanguage>[1]) {
  return shown(await runOperation(removeTemplateLanguage, request));
}

/** Gives a language of a template another document. */
export async function setTemplateDocumentAction(request: Parameters<typeof setTemplateDocument>[1]) {
  return shown(await runOperation(setTemplateDocument, request));
}

/** Gives a language of a template the files that go with its document. */
export async function setTemplateAttachmentsAction(request: Parameters<typeof setTemplateAttachments>[1]) {
  return shown(await runOperation(setTemplateAttachments, request));
}

function shown<State extends { ok: boolean }>(state: State): State {
  if (state.ok) revalidatePath("/interaction-templates", "layout");
  return state;
}
