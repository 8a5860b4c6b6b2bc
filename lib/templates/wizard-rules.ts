import type { DocumentKind } from "@/lib/documents/schema";
import type { WizardAction } from "./schema";

/** What a template has in its default language: no such language, none or a plain file in it, an e-mail, or a Word template. */
export type DefaultDocument = "no_language" | "plain" | "mail" | "word";

const allowed: Record<DefaultDocument, readonly (WizardAction | null)[]> = {
  no_language: [null, "open", "import", "merge"],
  plain: [null, "open", "import"],
  mail: ["merge"],
  word: [null, "open", "merge"],
};

/** What a document is to the wizard. */
export function defaultDocumentOf(language: { kind: DocumentKind | null } | null): DefaultDocument {
  if (language === null) return "no_language";
  if (language.kind === "word") return "word";
  return language.kind === "html" || language.kind === "markdown" ? "mail" : "plain";
}

/** The wizard actions that fit the document of the default language. */
export function allowedActions(document: DefaultDocument): readonly (WizardAction | null)[] {
  return allowed[document];
}

/** The wizard action after another default language or document: an e-mail is always merged; what does not fit any more is none. */
export function actionAfter(document: DefaultDocument, action: WizardAction | null): WizardAction | null {
  if (document === "mail") return "merge";
  return allowed[document].includes(action) ? action : null;
}
