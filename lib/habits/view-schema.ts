import { z } from "zod";

/** The lists with a page of their own. */
export const pageLists = [
  "segments",
  "contacts",
  "logged-segments",
  "interaction-log-entries",
  "campaigns",
  "interaction-templates",
] as const;
/** The lists that keep views. Those of *members* are the same for every live segment. */
export const viewLists = [...pageLists, "members"] as const;
export type ViewList = (typeof viewLists)[number];

/** The page of a list. */
export function listPath(list: (typeof pageLists)[number]): string {
  return `/${list}`;
}

/** The address that opens a list with a view; `path` is that of the bare list and may have parameters of its own. */
export function viewHref(path: string, view: number | "all", search = ""): string {
  return `${path}${path.includes("?") ? "&" : "?"}view=${view}${search ? `&${search}` : ""}`;
}

const idSchema = z.int().min(1).max(2_147_483_647);
const nameSchema = z.string().trim().min(1, "Give the view a name.").max(60, "A name has 60 characters at most.");
/** The parameters of the list's address, without the place and the view. */
const searchSchema = z.string().max(2_000);

export const listViewsSchema = z.object({ list: z.enum(viewLists) });
export const saveViewSchema = z.object({
  list: z.enum(viewLists),
  /** Null makes a new one; else the view is changed. */
  id: idSchema.nullable().default(null),
  name: nameSchema,
  shared: z.boolean(),
  search: searchSchema,
  /** Opens by itself when the list is opened. */
  isDefault: z.boolean(),
});
export type SaveView = z.input<typeof saveViewSchema>;
export const viewSchema = z.object({ id: idSchema });
export type ViewId = z.input<typeof viewSchema>;
export const defaultViewSchema = z.object({ list: z.enum(viewLists), id: idSchema.nullable() });
export type DefaultView = z.input<typeof defaultViewSchema>;

export const viewRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  search: z.string(),
  shared: z.boolean(),
  own: z.boolean(),
  ownerName: z.string(),
  isDefault: z.boolean(),
});
export type ViewRow = z.output<typeof viewRowSchema>;

/** How many views a person may have of one list, and how many of others' shared ones are shown. */
export const mostViews = 20;
