import { z } from "zod";

const contactNoSchema = z.string().trim().min(1).max(40);
/** How many contacts one request can name. */
export const mostAtOnce = 1_000;
const contactNosSchema = z
  .array(contactNoSchema)
  .min(1, "Select at least one contact.")
  .max(mostAtOnce, `Up to ${mostAtOnce.toLocaleString("en-GB")} contacts can be changed at once.`);

export const findContactImpactSchema = z.object({ contactNos: contactNosSchema });

/** `expected` is how many would go as they were shown, persons of companies included; nothing is deleted when others would go too. */
export const deleteContactsSchema = z.object({ contactNos: contactNosSchema, expected: z.int().min(1).optional() });
export type DeleteContacts = z.input<typeof deleteContactsSchema>;

/** `keep` stays and takes over what the others have. */
export const mergeContactsSchema = z.object({ keep: contactNoSchema, contactNos: contactNosSchema });
export type MergeContacts = z.input<typeof mergeContactsSchema>;
