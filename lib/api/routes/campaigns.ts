import { z } from "zod";
import { findCampaign } from "@/lib/campaigns/find-campaign";
import { listCampaigns } from "@/lib/campaigns/list-campaigns";
import { campaignOrders } from "@/lib/campaigns/schema";
import { lookupKinds } from "@/lib/filters/field-kinds";
import { listLookupValues } from "@/lib/filters/queries";
import { type ApiRoute, queryRoute } from "../route";
import { numberedPaging, pageNumberOf } from "../shapes/asked";
import * as shapes from "../shapes/campaigns";
import { numberedPage, pageOf } from "../shapes/common";

const search = z.string().max(200).default("");
const direction = z.enum(["asc", "desc"]).default("asc");

/** Campaigns and the codes that filters and headers hold. */
export const campaignRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/campaigns", id: "listCampaigns", tag: "Campaigns" },
    summary: "The campaigns, 50 a page",
    callable: listCampaigns,
    takes: z.strictObject({
      query: z.strictObject({ ...numberedPaging, search, order: z.enum(campaignOrders).default("number"), direction }),
    }),
    input: ({ query: { cursor, ...asked } }) => ({ ...asked, page: pageNumberOf(cursor) }),
    answer: pageOf(shapes.campaignRow),
    reply: (page) => numberedPage(page.campaigns, page),
    nothing: "There is no campaign.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/campaigns/{campaignNo}", id: "getCampaign", tag: "Campaigns" },
    summary: "A campaign with its numbers and its worksheets in work",
    callable: findCampaign,
    takes: z.strictObject({ path: z.strictObject({ campaignNo: z.string().min(1).max(40) }) }),
    input: ({ path }) => path,
    answer: shapes.campaign,
    reply: (campaign) => campaign,
    nothing: "There is no such campaign.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/lookups/{lookup}", id: "listLookupValues", tag: "Look-ups" },
    summary: "The codes a filter or a header field can hold, 50 at most",
    callable: listLookupValues,
    takes: z.strictObject({
      path: z.strictObject({ lookup: z.enum(lookupKinds) }),
      query: z.strictObject({
        search: z.string().max(100).default(""),
        of: z.string().max(40).optional().describe("Of `behaviourChoice`: the property whose options are asked for."),
      }),
    }),
    input: ({ path, query }) => ({ ...path, ...query }),
    answer: z.object({ items: z.array(shapes.lookupValue) }),
    reply: (items) => ({ items }),
    nothing: "There is no such look-up.",
  }),
];
