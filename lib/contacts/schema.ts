import { z } from "zod";
import { exportChoice } from "@/lib/exports/schema";
import { filterSchema } from "@/lib/filters/schema";

export const contactTypes = ["company", "person"] as const;
export type ContactType = (typeof contactTypes)[number];
/** The orders that have an index of their own. */
export const contactListOrders = ["contactNo", "name", "company", "city", "postCode", "country", "email", "salesperson"] as const;

const cursorSchema = z.string().max(200).nullable().default(null);

/** A page of contacts. At most one of `after`, `before` (contact numbers) and `goTo`; `last` asks for the last page. */
export const listContactsSchema = z.object({
  search: z.string().trim().max(200).default(""),
  type: z.enum(contactTypes).nullable().default(null),
  /** Only the contacts of this company, by its number. */
  companyNo: z.string().trim().max(40).nullable().default(null),
  order: z.enum(contactListOrders).default("company"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  after: cursorSchema,
  before: cursorSchema,
  goTo: cursorSchema,
  last: z.boolean().default(false),
  limit: z.int().min(1).max(200).default(50),
});
export const listContactsByFilterSchema = listContactsSchema.extend({ filter: filterSchema });
export type ListContacts = z.input<typeof listContactsSchema>;
export const exportContactsSchema = listContactsSchema
  .pick({ search: true, type: true, companyNo: true, order: true, direction: true })
  .extend(exportChoice);
export type ExportContacts = z.input<typeof exportContactsSchema>;

export const findContactSchema = z.object({ contactNo: z.string().trim().min(1).max(40) });
export const listContactSegmentsSchema = findContactSchema.extend({
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(200).default(10),
});
export const listContactInteractionsSchema = findContactSchema.extend({
  /** The entry number of the last entry of the page before. */
  after: z.int().min(0).nullable().default(null),
  limit: z.int().min(1).max(200).default(25),
});
