import type { UpkeepActions } from "@/components/contacts/upkeep-actions";
import {
  deleteContactsAction,
  findContactImpactAction,
  findMergeEffectAction,
  mergeContactsAction,
  searchContactsOfTypeAction,
} from "./actions";

/** The server actions that delete and merge contacts, for the list and for the page of a contact. */
export const upkeep: UpkeepActions = {
  deleteContacts: deleteContactsAction,
  mergeContacts: mergeContactsAction,
  findImpact: findContactImpactAction,
  findMergeEffect: findMergeEffectAction,
  searchContacts: searchContactsOfTypeAction,
};
