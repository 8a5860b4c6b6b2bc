import { type ActionState, isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";
import { type TemplateError, templateMessage } from "@/lib/templates/errors";
import type {
  ChangeTemplate,
  CreateTemplate,
  RemoveTemplateLanguage,
  SaveTemplateLanguage,
  SetTemplateAttachments,
  SetTemplateDocument,
} from "@/lib/templates/schema";

type Answer<T> = Promise<ActionState<T, TemplateError>>;

/** The server actions of the pages of interaction templates. */
export type TemplateActions = {
  create: (request: CreateTemplate) => Answer<{ code: string }>;
  change: (request: ChangeTemplate) => Answer<{ code: string }>;
  remove: (request: { code: string; version: number }) => Answer<{ code: string }>;
  saveLanguage: (request: SaveTemplateLanguage) => Answer<unknown>;
  removeLanguage: (request: RemoveTemplateLanguage) => Answer<unknown>;
  setDocument: (request: SetTemplateDocument) => Answer<unknown>;
  setAttachments: (request: SetTemplateAttachments) => Answer<unknown>;
};

const unreachable = "The server could not be reached. Nothing was changed; try again.";

/** The sentence of what an action answered; null when it was carried out. `answer` null: it never came. */
export function templateRefusal(answer: ActionState<unknown, TemplateError> | null): string | null {
  if (answer === null) return unreachable;
  return answer.ok ? null : templateWords(answer.error);
}

/** The sentence of a refusal. */
export function templateWords(error: TemplateError | RequestError): string {
  return isRequestError(error) ? requestMessage(error) : templateMessage(error);
}
