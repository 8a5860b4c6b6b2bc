import { z } from "zod";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { savedCriteriaOrders } from "@/lib/segmentation/saved-criteria-schema";

const addressSchema = z.object({
  search: z.string().trim().max(200).default("").catch(""),
  whose: z.enum(["all", "mine", "shared"]).default("all").catch("all"),
  sort: z.enum(savedCriteriaOrders).default("code").catch("code"),
  direction: z.enum(["asc", "desc"]).default("asc").catch("asc"),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1),
});
export type CriteriaAddress = z.output<typeof addressSchema>;

/** Reads the address of the list of saved criteria; what makes no sense counts as not given. */
export function parseCriteriaAddress(search: RawSearch): CriteriaAddress {
  return addressSchema.parse(firstOf(search));
}

/** The address of the list with some of it changed; another choice starts at the first page. */
export function criteriaHref(address: CriteriaAddress, changes: Partial<CriteriaAddress>): string {
  const next = { ...address, page: 1, ...changes };
  const params = new URLSearchParams();
  if (next.search) params.set("search", next.search);
  if (next.whose !== "all") params.set("whose", next.whose);
  if (next.sort !== "code") params.set("sort", next.sort);
  if (next.direction !== "asc") params.set("direction", next.direction);
  if (next.page > 1) params.set("page", String(next.page));
  return params.size > 0 ? `/segments/saved-criteria?${params}` : "/segments/saved-criteria";
}
