import type { ContactsDeleted } from "@/lib/contact-upkeep/delete-contacts";
import { type ContactUpkeepError, contactUpkeepMessage } from "@/lib/contact-upkeep/errors";
import type { ContactImpact } from "@/lib/contact-upkeep/find-impact";
import type { MergeEffect } from "@/lib/contact-upkeep/find-merge-effect";
import type { DeleteContacts, FindContactImpact, MergeContacts } from "@/lib/contact-upkeep/schema";
import type { ContactType } from "@/lib/contacts/schema";
import { type ActionState, isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";
import type { ContactName } from "./contact-option";

/** The server actions that delete and merge contacts, and what their dialogs ask for, handed in by the page. */
export type UpkeepActions = {
  deleteContacts: (request: DeleteContacts) => Promise<ActionState<ContactsDeleted, ContactUpkeepError>>;
  mergeContacts: (request: MergeContacts) => Promise<ActionState<{ merged: number }, ContactUpkeepError>>;
  findImpact: (request: FindContactImpact) => Promise<ContactImpact>;
  findMergeEffect: (request: MergeContacts) => Promise<ActionState<MergeEffect, ContactUpkeepError>>;
  searchContacts: (search: string, type: ContactType) => Promise<readonly ContactName[]>;
};

/** The sentence of whatever deleting or merging refused. */
export function upkeepWords(error: ContactUpkeepError | RequestError): string {
  return isRequestError(error) ? requestMessage(error) : contactUpkeepMessage(error);
}

/** When no answer came at all. */
export const unreachableWords = "The server could not be reached. Nothing was changed; try again.";
