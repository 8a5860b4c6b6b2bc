"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { FoundValue } from "@/components/filters/find-conditions";
import type { Option } from "@/components/ui/option";
import { listContacts } from "@/lib/contacts/list-contacts";
import { type LookupKind, lookupKinds } from "@/lib/filters/field-kinds";
import { knownByCode } from "@/lib/filters/lookup-tables";
import { type LookupValue, listLookupValues } from "@/lib/filters/queries";
import { readQuery, runOperation } from "@/lib/request/run-operation";
import { createSegment } from "@/lib/segmentation/create-segment";
import type { ContactSample } from "@/lib/segmentation/stack-types";

/** What people type into a search box; more than that finds nothing more. */
const searchSchema = z
  .string()
  .catch("")
  .transform((text) => text.slice(0, 100));

/** Creates a worksheet; the answer names its number. */
export async function createSegmentAction(request: Parameters<typeof createSegment>[1]) {
  const state = await runOperation(createSegment, request);
  if (state.ok) revalidatePath("/", "layout"); // the sidebar counts segments
  return state;
}

/** The codes of one table that fit what was typed, for pickers; `of` names the property whose choices are meant. */
export async function loadLookupAction(lookup: LookupKind, search: string, of?: string): Promise<Option[]> {
  const values = await readQuery(listLookupValues, { lookup, of, search: searchSchema.parse(search) });
  return values.map((value) => optionOf(lookup, value));
}

/** Contacts that fit what was typed, for adding by hand. */
export async function searchContactsAction(search: string): Promise<ContactSample[]> {
  const { contacts } = await readQuery(listContacts, { search: searchSchema.parse(search), order: "name", limit: 20 });
  return contacts.map(({ contactNo, name, companyName }) => ({ contactNo, name, companyName }));
}

const mostOfEach = 4;

/** The codes of all tables that fit what was typed, a few of each, for the search box over fields and values. */
export async function searchValuesAction(text: string): Promise<FoundValue[]> {
  const found = await Promise.all(
    lookupKinds.map(async (kind) => {
      const values = await readQuery(listLookupValues, { lookup: kind, search: searchSchema.parse(text) });
      return values.slice(0, mostOfEach).map((value): FoundValue => ({ kind, option: optionOf(kind, value) }));
    }),
  );
  return found.flat();
}

/** People know some codes by the code itself, as countries; the others by their description. */
function optionOf(kind: LookupKind, { code, description }: LookupValue): Option {
  return knownByCode.has(kind) ? { value: code, label: code, hint: description } : { value: code, label: description || code, hint: code };
}
