import { z } from "zod";
import { viewParams } from "@/components/habits/view-address";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { campaignOrders } from "@/lib/campaigns/schema";

const addressSchema = z.object({
  search: z.string().trim().max(200).default("").catch(""),
  sort: z.enum(campaignOrders).default("number").catch("number"),
  direction: z.enum(["asc", "desc"]).default("asc").catch("asc"),
  page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
  ...viewParams,
});
export type CampaignsAddress = z.output<typeof addressSchema>;

/** Reads the address of the list of campaigns; what makes no sense counts as not given. */
export function parseCampaignsAddress(search: RawSearch): CampaignsAddress {
  return addressSchema.parse(firstOf(search));
}

/** The address of the list with some of it changed; every change but of the page begins at the first one. */
export function campaignsHref(address: CampaignsAddress, changes: Partial<CampaignsAddress>): string {
  const next = { ...address, page: 1, ...changes };
  const params = new URLSearchParams();
  if (next.view) params.set("view", next.view);
  if (next.search) params.set("search", next.search);
  if (next.sort !== "number") params.set("sort", next.sort);
  if (next.direction !== "asc") params.set("direction", next.direction);
  if (next.columns) params.set("columns", next.columns);
  if (next.page > 1) params.set("page", String(next.page));
  return params.size > 0 ? `/campaigns?${params}` : "/campaigns";
}
