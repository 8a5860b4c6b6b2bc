import { z } from "zod";

export const campaignOrders = ["number", "description", "starts", "ends", "status", "salesperson"] as const;
export const listCampaignsSchema = z.object({
  search: z.string().trim().max(200).default(""),
  order: z.enum(campaignOrders).default("number"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  page: z.int().min(1).max(100_000).default(1),
});
