import { z } from "zod";

const contactNoSchema = z.string().trim().min(1).max(40);
const contactNosSchema = z
  .array(contactNoSchema)
  .min(1, "Select at least one contact.")
  .max(1_000, "Up to 1,000 contacts can be changed at once.");

export const findContactImpactSchema = z.object({ contactNos: contactNosSchema });

export const deleteContactsSchema = z.object({ contactNos: contactNosSchema });
export type DeleteContacts = z.input<typeof deleteContactsSchema>;

/** `keep` stays and takes over what the others have. */
export const mergeContactsSchema = z.object({ keep: contactNoSchema, contactNos: contactNosSchema });
export type MergeContacts = z.input<typeof mergeContactsSchema>;
