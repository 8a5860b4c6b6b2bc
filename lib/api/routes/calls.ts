import { z } from "zod";
import { callMessage } from "@/lib/calls/errors";
import { logCall } from "@/lib/calls/log-call";
import { findCallList, listCalls } from "@/lib/calls/queries";
import { callListSchema, listCallsSchema, logCallSchema } from "@/lib/calls/schema";
import { type ApiRoute, queryRoute, resultRoute } from "../route";
import { entryPositionOf, paging } from "../shapes/asked";
import * as shapes from "../shapes/calls";
import { keysetPage, pageOf } from "../shapes/common";

const tag = "Phone calls";
const noList = "There is no such logged segment, or none of its interactions goes by phone.";
const path = z.strictObject({ entryNo: callListSchema.shape.loggedSegmentEntryNo });

export const callRoutes: ApiRoute[] = [
  resultRoute({
    ...{ method: "POST", path: "/calls", id: "logCall", tag, status: 201 },
    summary: "Records a phone call as an interaction log entry",
    description: "With `line` it was made from a line of a draft, which is done and not logged again when the contact was reached.",
    callable: logCall,
    takes: z.strictObject({ body: z.strictObject(logCallSchema.shape) }),
    input: ({ body }) => body,
    answer: shapes.callLogged,
    reply: (logged) => logged,
    message: callMessage,
  }),
  queryRoute({
    ...{ method: "GET", path: "/logged-segments/{entryNo}/call-list", id: "getCallList", tag },
    summary: "How far the call list of a logged segment is",
    callable: findCallList,
    takes: z.strictObject({ path }),
    input: ({ path: { entryNo } }) => ({ loggedSegmentEntryNo: entryNo }),
    answer: shapes.callList,
    reply: (list) => list,
    nothing: noList,
  }),
  queryRoute({
    ...{ method: "GET", path: "/logged-segments/{entryNo}/calls", id: "listCalls", tag },
    summary: "The calls of a logged segment in the order of their entries, with what came of them",
    callable: listCalls,
    takes: z.strictObject({ path, query: z.strictObject({ ...paging, place: listCallsSchema.shape.place }) }),
    input: ({ path: { entryNo }, query: { cursor, limit, place } }) => ({
      loggedSegmentEntryNo: entryNo,
      place,
      limit,
      after: entryPositionOf(cursor).after,
    }),
    answer: pageOf(shapes.callRow),
    reply: ({ rows, next }) => keysetPage(rows, null, next, null),
    nothing: noList,
  }),
];
