import { z } from "zod";

export const templateOrders = ["code", "description", "group", "channel", "cost", "duration"] as const;
export const listTemplatesSchema = z.object({
  search: z.string().trim().max(200).default(""),
  groupCode: z.string().trim().max(30).nullable().default(null),
  order: z.enum(templateOrders).default("code"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  page: z.int().min(1).max(100_000).default(1),
});
