import { type DocumentError, documentMessage } from "@/lib/documents/errors";
import type { WizardAction } from "./schema";
import type { DefaultDocument } from "./wizard-rules";

/** What this room refuses; nothing was changed when one of these comes back. */
export type TemplateError =
  | { code: "template_not_found"; templateCode: string }
  | { code: "template_code_taken"; templateCode: string }
  | { code: "template_moved"; templateCode: string }
  | {
      code: "template_in_use";
      templateCode: string;
      segments: number;
      lines: number;
      coverSheets: boolean;
      calls: boolean;
      schedules: number;
    }
  | { code: "group_not_found"; groupCode: string }
  | { code: "group_code_taken"; groupCode: string }
  | { code: "group_moved"; groupCode: string }
  | { code: "group_in_use"; groupCode: string; templates: number; segments: number }
  | { code: "unknown_value"; what: "group" | "campaign" | "language" | "salutation"; value: string }
  | { code: "language_not_found"; languageCode: string }
  | { code: "wizard_action_refused"; action: WizardAction | null; document: DefaultDocument }
  | { code: "template_document_moved"; languageCode: string }
  | { code: "formula_not_found" }
  | Extract<DocumentError, { code: "document_not_found" }>;

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
const actionWords = { open: "Open", import: "Import", merge: "Merge" } as const;

/** The sentence a person reads for a refusal: what is, and what helps. */
export function templateMessage(error: TemplateError): string {
  switch (error.code) {
    case "template_not_found":
      return `There is no interaction template ${error.templateCode} any more.`;
    case "template_code_taken":
      return `There is an interaction template ${error.templateCode} already. Choose another code.`;
    case "template_moved":
      return `Somebody changed ${error.templateCode} meanwhile. Nothing was changed; load the page and look at it again.`;
    case "template_in_use":
      return `${error.templateCode} cannot be deleted: ${usesOf(error)}.`;
    case "group_not_found":
      return `There is no interaction group ${error.groupCode} any more.`;
    case "group_code_taken":
      return `There is an interaction group ${error.groupCode} already. Choose another code.`;
    case "group_moved":
      return `Somebody changed the group ${error.groupCode} meanwhile. Nothing was changed; load the page and look at it again.`;
    case "group_in_use":
      return `${error.groupCode} cannot be deleted: ${[
        error.templates > 0 && `${count(error.templates, "template")} ${error.templates === 1 ? "belongs" : "belong"} to it`,
        error.segments > 0 && `${count(error.segments, "segment")} ${error.segments === 1 ? "uses" : "use"} it`,
      ]
        .filter((part) => part !== false)
        .join(" and ")}.`;
    case "unknown_value":
      return `There is no ${error.what} ${error.value}. Choose one from the list.`;
    case "language_not_found":
      return `The template has no ${error.languageCode} any more.`;
    case "wizard_action_refused":
      return actionRefusal(error.action, error.document);
    case "template_document_moved":
      return `Somebody changed the documents of ${error.languageCode} meanwhile. Nothing was changed; load the page and look at them again.`;
    case "formula_not_found":
      return "This greeting is not there any more.";
    case "document_not_found":
      return documentMessage(error);
    default:
      return error satisfies never;
  }
}

function usesOf({ segments, lines, coverSheets, calls, schedules }: Extract<TemplateError, { code: "template_in_use" }>): string {
  const uses = [
    segments > 0 && `${count(segments, "segment")} ${segments === 1 ? "uses" : "use"} it, logged ones included`,
    lines > 0 && `${count(lines, "line")} ${lines === 1 ? "has" : "have"} it for ${lines === 1 ? "itself" : "themselves"}`,
    coverSheets && "cover sheets are logged with it",
    calls && "phone calls are logged with it",
    schedules > 0 && `${count(schedules, "schedule")} ${schedules === 1 ? "sends" : "send"} it`,
  ];
  return uses.filter((use) => use !== false).join(", ");
}

function actionRefusal(action: WizardAction | null, document: DefaultDocument): string {
  const wanted = action === null ? "No wizard action" : `The wizard action ${actionWords[action]}`;
  switch (document) {
    case "mail":
      return `${wanted} does not fit: an e-mail is always merged. Choose Merge.`;
    case "word":
      return `${wanted} does not fit a Word template. Choose none, Open or Merge.`;
    case "plain":
    case "no_language":
      return `${wanted} needs an e-mail or a Word template in the default language. Choose none, Open or Import.`;
    default:
      return document satisfies never;
  }
}
