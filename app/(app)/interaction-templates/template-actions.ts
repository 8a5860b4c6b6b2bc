import type { TemplateActions } from "@/components/templates/template-actions";
import {
  changeTemplateAction,
  createTemplateAction,
  deleteTemplateAction,
  removeTemplateLanguageAction,
  saveTemplateLanguageAction,
  setTemplateAttachmentsAction,
  setTemplateDocumentAction,
} from "./actions";

/** What maintaining templates needs. */
export const templateActions: TemplateActions = {
  create: createTemplateAction,
  change: changeTemplateAction,
  remove: deleteTemplateAction,
  saveLanguage: saveTemplateLanguageAction,
  removeLanguage: removeTemplateLanguageAction,
  setDocument: setTemplateDocumentAction,
  setAttachments: setTemplateAttachmentsAction,
};
