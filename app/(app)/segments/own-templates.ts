import type { OwnTemplates } from "@/components/query-builder/gallery-types";
import { hasRight, type Role } from "@/lib/access/rights";
import { listQueryTemplates } from "@/lib/query-templates/query-templates";
import { readQuery } from "@/lib/request/run-operation";
import { deleteQueryTemplateAction, restoreQueryTemplateAction, saveQueryTemplateAction } from "./query-template-actions";

const actions = { save: saveQueryTemplateAction, remove: deleteQueryTemplateAction, restore: restoreQueryTemplateAction };

/** The templates that a person sees in the gallery, and what can be done with one's own; only to use them for who may not change segments. */
export async function ownTemplates(role: Role): Promise<OwnTemplates> {
  return { ...(await readQuery(listQueryTemplates, {})), actions: hasRight(role, "segments.edit") ? actions : null };
}
