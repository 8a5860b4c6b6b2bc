"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { trustAddresses } from "@/lib/consent/bounced-addresses";
import { recordConsent } from "@/lib/consent/record-consent";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { findContactImpact } from "@/lib/contact-upkeep/find-impact";
import { findMergeEffect } from "@/lib/contact-upkeep/find-merge-effect";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import { listContacts } from "@/lib/contacts/list-contacts";
import { contactTypes } from "@/lib/contacts/schema";
import { readQuery, runOperation } from "@/lib/request/run-operation";

/** Deletes contacts for good, as many as were shown. */
export async function deleteContactsAction(request: Parameters<typeof deleteContacts>[1]) {
  const state = await runOperation(deleteContacts, request);
  if (state.ok) revalidatePath("/", "layout"); // the sidebar counts contacts, and worksheets have lost them
  return state;
}

/** Merges contacts into the one that stays. */
export async function mergeContactsAction(request: Parameters<typeof mergeContacts>[1]) {
  const state = await runOperation(mergeContacts, request);
  if (state.ok) revalidatePath("/", "layout");
  return state;
}

/** Records what contacts agreed to or refused. */
export async function recordConsentAction(request: Parameters<typeof recordConsent>[1]) {
  const state = await runOperation(recordConsent, request);
  if (state.ok) revalidatePath("/contacts", "layout");
  return state;
}

/** Writes to addresses again to which e-mails came back. */
export async function trustAddressesAction(request: Parameters<typeof trustAddresses>[1]) {
  const state = await runOperation(trustAddresses, request);
  if (state.ok) revalidatePath("/contacts", "layout");
  return state;
}

/** What deleting would touch. */
export async function findContactImpactAction(request: Parameters<typeof findContactImpact>[1]) {
  return readQuery(findContactImpact, request);
}

/** What merging would do, or why it cannot be done. */
export async function findMergeEffectAction(request: Parameters<typeof findMergeEffect>[1]) {
  return readQuery(findMergeEffect, request);
}

const searchSchema = z.object({
  search: z
    .string()
    .catch("")
    .transform((text) => text.slice(0, 100)),
  type: z.enum(contactTypes).nullable().catch(null),
});

/** Companies or persons that fit what was typed, to merge with. */
export async function searchContactsOfTypeAction(search: string, type: (typeof contactTypes)[number]) {
  const { contacts } = await readQuery(listContacts, { ...searchSchema.parse({ search, type }), order: "name", limit: 20 });
  return contacts.map(({ contactNo, name, companyName }) => ({ contactNo, name, companyName }));
}
