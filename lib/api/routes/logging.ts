import { z } from "zod";
import { cancelLoggedSegments, reinstateLoggedSegments } from "@/lib/logging/cancel-logged-segments";
import { checkSegment } from "@/lib/logging/check-segment";
import { loggingMessage } from "@/lib/logging/errors";
import { loggedSegmentExportColumns } from "@/lib/logging/export-columns";
import { exportLoggedSegments } from "@/lib/logging/export-log";
import { findCancelJob } from "@/lib/logging/find-cancel-job";
import { findLogJob } from "@/lib/logging/find-log-job";
import { findLogOutcome } from "@/lib/logging/find-log-outcome";
import { findLoggedSegment } from "@/lib/logging/find-logged-segment";
import { countFollowUp, followUp } from "@/lib/logging/follow-up";
import { listLoggedMembers } from "@/lib/logging/list-logged-members";
import { listLoggedSegments } from "@/lib/logging/list-logged-segments";
import { listProblemLines } from "@/lib/logging/list-problem-lines";
import { repairLines } from "@/lib/logging/repair-lines";
import { returnToDraft } from "@/lib/logging/return-to-draft";
import { followUpSchema, lineProblemSchema, loggedSegmentOrders, loggedSegmentStates, startLogSchema } from "@/lib/logging/schema";
import { startLog } from "@/lib/logging/start-log";
import { correspondenceTypes } from "@/lib/segmentation/schema";
import { type ApiRoute, fileRoute, queryRoute, resultRoute, workRoute } from "../route";
import { entryNoInPath, fileChoice, pageAsked, paging, positionOf, segmentNoInPath } from "../shapes/asked";
import { keysetPage, numberedPage, pageOf } from "../shapes/common";
import { job } from "../shapes/jobs";
import { line } from "../shapes/lines";
import * as shapes from "../shapes/logging";

const direction = z.enum(["asc", "desc"]);
const message = loggingMessage;
const noSegment = "There is no such segment.";
const noLoggedSegment = "There is no such logged segment.";
const version = z.int().min(1).max(2_147_483_647);
const day = z.iso.date();
const code = z.string().max(30);

const repair = z.discriminatedUnion("repair", [
  z.strictObject({
    repair: z.literal("salesperson"),
    version,
    problem: z.enum(["no_salesperson", "blocked_salesperson"]),
    salespersonCode: code.min(1),
    on: z.enum(["lines", "header"]).default("lines"),
  }),
  z.strictObject({
    repair: z.literal("channel"),
    version,
    problem: z.literal("unreadable_email"),
    correspondenceType: z.enum(correspondenceTypes).nullable(),
  }),
  z.strictObject({ repair: z.literal("template"), version, problem: z.literal("no_template") }),
  z.strictObject({ repair: z.literal("remove"), version, problem: lineProblemSchema }),
]);

const logging: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/check", id: "checkSegment", tag: "Logging" },
    summary: "Everything that logging the segment would meet; nothing is written",
    callable: checkSegment,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    answer: shapes.check,
    reply: (check) => check,
    nothing: noSegment,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/problem-lines", id: "listProblemLines", tag: "Logging" },
    summary: "The lines that have one problem",
    callable: listProblemLines,
    takes: z.strictObject({ path: segmentNoInPath, query: z.strictObject({ ...paging, problem: lineProblemSchema }) }),
    input: ({ path, query: { cursor, limit, problem } }) => ({ ...path, problem, limit, ...positionOf(cursor) }),
    answer: pageOf(line),
    reply: ({ lines, total, next, previous }) => keysetPage(lines, total, next, previous),
    nothing: noSegment,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/repair", id: "repairLines", tag: "Logging" },
    summary: "Repairs every line that has one problem: sets salesperson or channel, or takes the lines off",
    callable: repairLines,
    takes: z.strictObject({ path: segmentNoInPath, body: repair }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.repaired,
    reply: (report) => report,
    message,
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/log", id: "startLog", tag: "Logging", status: 202 },
    summary: "Begins to log the segment: it is read-only from now on, and a job writes the log",
    description: "`version` and `expected` are `version` and `interactions` of the check.",
    callable: startLog,
    takes: z.strictObject({ path: segmentNoInPath, body: z.strictObject(startLogSchema.omit({ segmentNo: true }).shape) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.logStarted,
    reply: (started) => started,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/log", id: "getLogOutcome", tag: "Logging" },
    summary: "What was written when the segment was logged",
    callable: findLogOutcome,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    answer: shapes.logWritten,
    reply: (written) => written,
    nothing: "This segment was not logged, or there is no such segment.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/segments/{segmentNo}/log-job", id: "getLogJob", tag: "Logging" },
    summary: "The newest job that logs or logged the segment",
    callable: findLogJob,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    answer: job,
    reply: (found) => found,
    nothing: "Nobody has begun to log this segment, or there is no such segment.",
  }),
  resultRoute({
    ...{ method: "POST", path: "/segments/{segmentNo}/return-to-draft", id: "returnToDraft", tag: "Logging" },
    summary: "Makes a segment a draft again whose log ended without a result",
    callable: returnToDraft,
    takes: z.strictObject({ path: segmentNoInPath }),
    input: ({ path }) => path,
    reply: () => undefined,
    message,
  }),
];

const loggedQuery = {
  search: z.string().max(200).default(""),
  canceled: z.enum(loggedSegmentStates).default("all"),
  campaignNo: code.nullable().default(null),
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  sort: z.enum(loggedSegmentOrders).default("entryNo"),
  direction: direction.default("desc"),
};
const { choice, carry } = followUpSchema.shape;

const loggedSegments: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/logged-segments", id: "listLoggedSegments", tag: "Logged segments" },
    summary: "The logged segments, the newest first",
    callable: listLoggedSegments,
    takes: z.strictObject({
      query: z.strictObject({
        ...paging,
        ...loggedQuery,
      }),
    }),
    input: ({ query: { cursor, limit, ...asked } }) => ({ ...asked, ...pageAsked({ cursor, limit }) }),
    answer: pageOf(shapes.loggedSegmentRow),
    reply: (page) => numberedPage(page.rows, page),
    nothing: noLoggedSegment,
  }),
  fileRoute({
    ...{ method: "GET", path: "/logged-segments/export", id: "exportLoggedSegments", tag: "Logged segments" },
    summary: "The logged segments as a file",
    description: "CSV, or a workbook with `format=xlsx`. The export is recorded.",
    callable: exportLoggedSegments,
    takes: z.strictObject({ query: z.strictObject({ ...loggedQuery, ...fileChoice(loggedSegmentExportColumns) }) }),
    input: ({ query: { columns = null, ...asked } }) => ({ ...asked, columns }),
    nothing: noLoggedSegment,
  }),
  queryRoute({
    ...{ method: "GET", path: "/logged-segments/{entryNo}", id: "getLoggedSegment", tag: "Logged segments" },
    summary: "A logged segment with its totals",
    callable: findLoggedSegment,
    takes: z.strictObject({ path: entryNoInPath }),
    input: ({ path }) => path,
    answer: shapes.loggedSegment,
    reply: (logged) => logged,
    nothing: noLoggedSegment,
  }),
  queryRoute({
    ...{ method: "GET", path: "/logged-segments/{entryNo}/members", id: "listLoggedMembers", tag: "Logged segments" },
    summary: "The contacts that were logged, as they are today",
    callable: listLoggedMembers,
    takes: z.strictObject({ path: entryNoInPath, query: z.strictObject(paging) }),
    input: ({ path, query: { cursor, limit } }) => ({ ...path, limit, ...positionOf(cursor) }),
    answer: pageOf(shapes.loggedMember),
    reply: ({ rows, total, next, previous }) => keysetPage(rows, total, next, previous),
    nothing: noLoggedSegment,
  }),
  queryRoute({
    ...{ method: "POST", path: "/logged-segments/{entryNo}/follow-up/preview", id: "countFollowUp", tag: "Logged segments" },
    summary: "How many contacts a follow-up segment would have; nothing is changed",
    callable: countFollowUp,
    takes: z.strictObject({ path: entryNoInPath, body: z.strictObject({ choice }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.followUpCount,
    reply: (counted) => counted,
    nothing: noLoggedSegment,
  }),
  resultRoute({
    ...{ method: "POST", path: "/logged-segments/{entryNo}/follow-up", id: "makeFollowUp", tag: "Logged segments", status: 201 },
    summary: "Makes a segment for those who were logged: all, those evaluated so, not reached, or not answered",
    callable: followUp,
    takes: z.strictObject({ path: entryNoInPath, body: z.strictObject({ choice, carry }) }),
    input: ({ path, body }) => ({ ...path, ...body }),
    answer: shapes.followUpMade,
    reply: (made) => made,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/logged-segments/{entryNo}/cancel-job", id: "getCancelJob", tag: "Logged segments" },
    summary: "The job that cancels or reinstates the logged segment now, or did so last",
    callable: findCancelJob,
    takes: z.strictObject({ path: entryNoInPath }),
    input: ({ path }) => path,
    answer: job,
    reply: (found) => found,
    nothing: "No job has changed this logged segment.",
  }),
  ...[
    { id: "cancelLoggedSegments", at: "cancel", callable: cancelLoggedSegments, summary: "Cancels logged segments with all their entries" },
    {
      id: "reinstateLoggedSegments",
      at: "reinstate",
      callable: reinstateLoggedSegments,
      summary: "Reinstates canceled ones with all their entries",
    },
  ].map(({ id, at, callable, summary }) =>
    workRoute({
      ...{ method: "POST", path: `/logged-segments/${at}`, id, tag: "Logged segments", summary, callable },
      description:
        "With more than some thousand entries each goes on as a job of its own; the newest is also found under its `cancel-job`.",
      takes: z.strictObject({ body: z.strictObject({ entryNos: z.array(entryNoInPath.shape.entryNo).min(1).max(1_000) }) }),
      input: ({ body }) => body,
      answer: shapes.canceled,
      reply: (report) => report,
      message,
    }),
  ),
];

export const loggingRoutes: ApiRoute[] = [...logging, ...loggedSegments];
