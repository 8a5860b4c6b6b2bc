import { z } from "zod";
import { auditTrail, recordHistory } from "@/lib/history/list-history";
import { auditTrailSchema, recordKinds } from "@/lib/history/schema";
import { type ApiRoute, queryRoute } from "../route";
import { paging, positionOf } from "../shapes/asked";
import { keysetPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/history";

const { after: _, limit: __, ...trailChoices } = auditTrailSchema.shape;

/** What was done, to one record or to anything. */
export const historyRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/history/{kind}/{key}", id: "getHistory", tag: "History" },
    summary: "What was done to one record, the newest first: who, when, and each field before and after",
    callable: recordHistory,
    takes: z.strictObject({
      path: z.strictObject({ kind: z.enum(recordKinds), key: z.string().min(1).max(60) }),
      query: z.strictObject(paging),
    }),
    input: ({ path, query: { cursor, limit } }) => ({ ...path, limit, after: positionOf(cursor).after }),
    answer: pageOf(shapes.historyEntry),
    reply: ({ entries, next }) => keysetPage(entries, null, next, null),
    nothing: "There is no such record.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/audit", id: "listAudit", tag: "History" },
    summary: "What was done to anything, the newest first",
    description: "`total` is null when more than 10,000 are found.",
    callable: auditTrail,
    takes: z.strictObject({ query: z.strictObject({ ...paging, ...trailChoices }) }),
    input: ({ query: { cursor, limit, ...asked } }) => ({ ...asked, limit, after: positionOf(cursor).after }),
    answer: pageOf(shapes.historyEntry),
    reply: ({ entries, next, total, orMore }) => keysetPage(entries, orMore ? null : total, next, null),
    nothing: "Nothing was done.",
  }),
];
