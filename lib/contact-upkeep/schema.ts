import { z } from "zod";
import { listContactsSchema } from "@/lib/contacts/schema";

const contactNoSchema = z.string().trim().min(1).max(40);
/** How many contacts one request can name; of more that match a job takes care. */
export const mostAtOnce = 1_000;
const contactNosSchema = z
  .array(contactNoSchema)
  .min(1, "Select at least one contact.")
  .max(mostAtOnce, `Up to ${mostAtOnce.toLocaleString("en-GB")} contacts can be changed at once.`);

/** Contacts by their numbers. */
const namedSchema = z.object({ contactNos: contactNosSchema });
/** All that the list shows, on all its pages, and how many they were when they were selected: another number is refused. */
const matchingSchema = z.object({
  matching: listContactsSchema.pick({ search: true, type: true, companyNo: true }),
  count: z.int().min(1),
});
const contactSelectionSchema = z.union([namedSchema, matchingSchema]);
/** A selection as it was parsed. */
export type SelectedContacts = z.output<typeof contactSelectionSchema>;

/** `count` does not matter yet: what is found says how many they are. */
export const findContactImpactSchema = z.union([namedSchema, matchingSchema.partial({ count: true })]);
export type FindContactImpact = z.input<typeof findContactImpactSchema>;

const expected = z.int().min(1).optional();
/** `expected` is how many would go as they were shown, persons of companies included; nothing is deleted when others would go too. */
export const deleteContactsSchema = z.union([namedSchema.extend({ expected }), matchingSchema.extend({ expected })]);
export type DeleteContacts = z.input<typeof deleteContactsSchema>;

/** What a job answers that deleted contacts; companies stay that got a person meanwhile. */
export const contactsGoneSchema = z.object({ contacts: z.int(), stayed: z.int() });
export type ContactsGone = z.infer<typeof contactsGoneSchema>;

/** `keep` stays and takes over what the others have. */
export const mergeContactsSchema = z.object({ keep: contactNoSchema, contactNos: contactNosSchema });
export type MergeContacts = z.input<typeof mergeContactsSchema>;
