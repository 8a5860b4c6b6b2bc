import { z } from "zod";
import { campaignOrders } from "@/lib/campaigns/schema";

const addressSchema = z.object({
  search: z.string().trim().max(200).default("").catch(""),
  sort: z.enum(campaignOrders).default("number").catch("number"),
  direction: z.enum(["asc", "desc"]).default("asc").catch("asc"),
  page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
});
export type CampaignsAddress = z.output<typeof addressSchema>;

/** Reads the address of the list of campaigns; what makes no sense counts as not given. */
export function parseCampaignsAddress(search: Record<string, string | string[] | undefined>): CampaignsAddress {
  return addressSchema.parse(
    Object.fromEntries(Object.entries(search).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])),
  );
}

/** The address of another page of the same list. */
export function campaignsHref(address: CampaignsAddress, page: number): string {
  const params = new URLSearchParams();
  if (address.search) params.set("search", address.search);
  if (address.sort !== "number") params.set("sort", address.sort);
  if (address.direction !== "asc") params.set("direction", address.direction);
  if (page > 1) params.set("page", String(page));
  return params.size > 0 ? `/campaigns?${params}` : "/campaigns";
}
