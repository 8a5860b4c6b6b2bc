import { z } from "zod";
import { deleteSchedule, pauseSchedule, releaseSchedules, runScheduleNow } from "@/lib/schedules/change-schedule";
import { scheduleMessage } from "@/lib/schedules/errors";
import { findSchedule, listScheduleRuns, listSchedules } from "@/lib/schedules/queries";
import { changeSchedule, createSchedule } from "@/lib/schedules/save-schedule";
import { createScheduleSchema, findScheduleSchema } from "@/lib/schedules/schema";
import { type ApiRoute, queryRoute, resultRoute } from "../route";
import { entryPositionOf, paging } from "../shapes/asked";
import { count, keysetPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/schedules";

const tag = "Schedules";
const message = scheduleMessage;
const noSchedule = "There is no such schedule.";
const path = z.strictObject({ scheduleId: findScheduleSchema.shape.scheduleId });
const fields = z.strictObject(createScheduleSchema.shape);
const rowVersionOf = ({ rowVersion }: { rowVersion: number }) => [rowVersion];
/** The schedule of the address in the state of `If-Match`. */
const inState = (named: { scheduleId: number }, [rowVersion = 0]: number[]) => ({ ...named, rowVersion });

/** Segments that are logged and sent at times that come by themselves. */
export const scheduleRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/schedules", id: "listSchedules", tag },
    summary: "All schedules by name, each with what became of its last time",
    callable: listSchedules,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: z.object({ items: z.array(shapes.scheduleRow) }),
    reply: (items) => ({ items }),
    nothing: "There is no schedule.",
  }),
  resultRoute({
    ...{ method: "POST", path: "/schedules", id: "createSchedule", tag, status: 201 },
    summary: "Makes a schedule that works as the owner of the key, from its next time on",
    callable: createSchedule,
    takes: z.strictObject({ body: fields }),
    input: ({ body }) => body,
    answer: shapes.saved,
    reply: (made) => made,
    revisions: rowVersionOf,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/schedules/{scheduleId}", id: "getSchedule", tag },
    summary: "A schedule with its next times",
    description: "Its ETag goes back in `If-Match` with every change.",
    callable: findSchedule,
    takes: z.strictObject({ path }),
    input: ({ path: named }) => named,
    answer: shapes.schedule,
    reply: (schedule) => schedule,
    revisions: shapes.revisionsOfSchedule,
    nothing: noSchedule,
  }),
  resultRoute({
    ...{ method: "PUT", path: "/schedules/{scheduleId}", id: "changeSchedule", tag, ifMatch: true },
    summary: "Changes all of a schedule; from now on it works as the owner of the key",
    description: "What is left out is taken away.",
    callable: changeSchedule,
    takes: z.strictObject({ path, body: fields }),
    input: ({ path: named, body }, revisions) => ({ ...inState(named, revisions), ...body }),
    answer: shapes.saved,
    reply: (changed) => changed,
    revisions: rowVersionOf,
    message,
  }),
  resultRoute({
    ...{ method: "DELETE", path: "/schedules/{scheduleId}", id: "deleteSchedule", tag, ifMatch: true },
    summary: "Deletes a schedule with the list of its runs; what it logged stays",
    callable: deleteSchedule,
    takes: z.strictObject({ path }),
    input: ({ path: named }, revisions) => inState(named, revisions),
    reply: () => undefined,
    message,
  }),
  ...[
    { id: "pauseSchedule", at: "pause", paused: true, summary: "Lets no time of a schedule come until it continues" },
    {
      id: "continueSchedule",
      at: "continue",
      paused: false,
      summary: "Goes on with the next time; those that passed meanwhile are not made up for",
    },
  ].map(({ id, at, paused, summary }) =>
    resultRoute({
      ...{ method: "POST", path: `/schedules/{scheduleId}/${at}`, id, tag, summary, ifMatch: true },
      callable: pauseSchedule,
      takes: z.strictObject({ path }),
      input: ({ path: named }, revisions) => ({ ...inState(named, revisions), paused }),
      answer: shapes.saved,
      reply: (changed) => changed,
      revisions: rowVersionOf,
      message,
    }),
  ),
  resultRoute({
    ...{ method: "POST", path: "/schedules/{scheduleId}/run", id: "runScheduleNow", tag, status: 202 },
    summary: "Runs a schedule at once, beside its times, as its owner",
    description: "A job logs and sends. What comes of it stands among the runs.",
    callable: runScheduleNow,
    takes: z.strictObject({ path }),
    input: ({ path: named }) => named,
    answer: z.object({ jobId: z.uuid(), runId: z.int() }),
    reply: (begun) => begun,
    message,
  }),
  queryRoute({
    ...{ method: "GET", path: "/schedules/{scheduleId}/runs", id: "listScheduleRuns", tag },
    summary: "What became of the times of a schedule, the newest first",
    callable: listScheduleRuns,
    takes: z.strictObject({ path, query: z.strictObject(paging) }),
    input: ({ path: named, query: { cursor, limit } }) => ({ ...named, limit, before: entryPositionOf(cursor).after }),
    answer: pageOf(shapes.scheduleRun),
    reply: ({ runs, next }) => keysetPage(runs, null, next, null),
    nothing: noSchedule,
  }),
  resultRoute({
    ...{ method: "POST", path: "/schedules/release", id: "releaseSchedules", tag },
    summary: "Lets all schedules go on that wait since a backup was restored, each from its next time on",
    callable: releaseSchedules,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: z.object({ schedules: count }),
    reply: (released) => released,
    message: (error: never) => error,
  }),
];
