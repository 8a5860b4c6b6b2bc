import { z } from "zod";
import { viewParams } from "@/components/habits/view-address";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { templateOrders } from "@/lib/templates/schema";

const addressSchema = z.object({
  search: z.string().trim().max(200).default("").catch(""),
  group: z.string().trim().max(30).nullable().default(null).catch(null),
  sort: z.enum(templateOrders).default("code").catch("code"),
  direction: z.enum(["asc", "desc"]).default("asc").catch("asc"),
  page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
  ...viewParams,
});
export type TemplatesAddress = z.output<typeof addressSchema>;

/** Reads the address of the list of interaction templates; what makes no sense counts as not given. */
export function parseTemplatesAddress(search: RawSearch): TemplatesAddress {
  return addressSchema.parse(firstOf(search));
}

/** The address of the list with some of it changed; every change but of the page begins at the first one. */
export function templatesHref(address: TemplatesAddress, changes: Partial<TemplatesAddress>): string {
  const next = { ...address, page: 1, ...changes };
  const params = new URLSearchParams();
  if (next.view) params.set("view", next.view);
  if (next.search) params.set("search", next.search);
  if (next.group) params.set("group", next.group);
  if (next.sort !== "code") params.set("sort", next.sort);
  if (next.direction !== "asc") params.set("direction", next.direction);
  if (next.columns) params.set("columns", next.columns);
  if (next.page > 1) params.set("page", String(next.page));
  return params.size > 0 ? `/interaction-templates?${params}` : "/interaction-templates";
}
