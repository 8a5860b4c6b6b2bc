import { z } from "zod";
import { viewParams } from "@/components/habits/view-address";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { liveSegmentStates } from "@/lib/maintained-sets/states";
import { segmentListOrders, segmentStates } from "@/lib/segmentation/schema";

const listAddressSchema = z.object({
  search: z.string().trim().max(200).default("").catch(""),
  state: z
    .enum([...segmentStates, ...liveSegmentStates, "archived"])
    .nullable()
    .default(null)
    .catch(null),
  campaign: z.string().trim().max(30).nullable().default(null).catch(null),
  mine: z.literal("1").nullable().default(null).catch(null),
  sort: z.enum(segmentListOrders).default("changed").catch("changed"),
  direction: z.enum(["asc", "desc"]).nullable().default(null).catch(null),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1),
  ...viewParams,
});
export type ListAddress = z.output<typeof listAddressSchema>;

/** Reads the address of the list of segments; what makes no sense counts as not given. */
export function parseListAddress(search: RawSearch): ListAddress {
  return listAddressSchema.parse(firstOf(search));
}

/** The newest change stands first; everything else begins at its beginning. */
export function directionOf({ sort, direction }: ListAddress): "asc" | "desc" {
  return direction ?? (sort === "changed" ? "desc" : "asc");
}

/** The address of the list with some of it changed; another choice starts at the first page. */
export function listHref(address: ListAddress, changes: Partial<ListAddress>): string {
  const next = { ...address, ...("page" in changes ? {} : { page: 1 }), ...changes };
  const params = new URLSearchParams();
  if (next.search) params.set("search", next.search);
  for (const name of ["view", "state", "campaign", "mine", "direction", "columns"] as const) {
    const value = next[name];
    if (value !== null) params.set(name, value);
  }
  if (next.sort !== "changed") params.set("sort", next.sort);
  if (next.page > 1) params.set("page", String(next.page));
  return params.size > 0 ? `/segments?${params}` : "/segments";
}
