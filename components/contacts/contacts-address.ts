import { z } from "zod";
import { viewParams } from "@/components/habits/view-address";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { contactListOrders, contactTypes } from "@/lib/contacts/schema";

const cursor = z.string().max(200).nullable().default(null).catch(null);
const addressSchema = z.object({
  search: z.string().trim().max(200).default("").catch(""),
  type: z.enum(contactTypes).nullable().default(null).catch(null),
  company: z.string().trim().max(40).nullable().default(null).catch(null),
  sort: z.enum(contactListOrders).default("company").catch("company"),
  direction: z.enum(["asc", "desc"]).default("asc").catch("asc"),
  after: cursor,
  before: cursor,
  last: z.literal("1").nullable().default(null).catch(null),
  ...viewParams,
});
export type ContactsAddress = z.output<typeof addressSchema>;

/** Reads the address of the list of contacts; what makes no sense counts as not given. */
export function parseContactsAddress(search: RawSearch): ContactsAddress {
  return addressSchema.parse(firstOf(search));
}

/** The address of the list with some of it changed; every change but of the place begins at the first page. */
export function contactsHref(address: ContactsAddress, changes: Partial<ContactsAddress>): string {
  const next = { ...address, after: null, before: null, last: null, ...changes };
  const params = new URLSearchParams();
  if (next.search) params.set("search", next.search);
  if (next.sort !== "company") params.set("sort", next.sort);
  if (next.direction !== "asc") params.set("direction", next.direction);
  for (const name of ["view", "type", "company", "columns", "after", "before", "last"] as const) {
    const value = next[name];
    if (value !== null) params.set(name, value);
  }
  return params.size > 0 ? `/contacts?${params}` : "/contacts";
}

/** The page of one contact. */
export function contactHref(contactNo: string): string {
  return `/contacts/${encodeURIComponent(contactNo)}`;
}
