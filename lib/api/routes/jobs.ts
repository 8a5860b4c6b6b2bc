import { z } from "zod";
import { findJob, listOpenJobs } from "@/lib/jobs/queries";
import { type ApiRoute, queryRoute } from "../route";
import * as shapes from "../shapes/jobs";

/** Work that takes long. */
export const jobRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/jobs", id: "listOpenJobs", tag: "Jobs" },
    summary: "Work that waits or runs, and what ended within the last ten minutes",
    callable: listOpenJobs,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: z.object({ items: z.array(shapes.job) }),
    reply: (items) => ({ items }),
    nothing: "There is no job.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/jobs/{jobId}", id: "getJob", tag: "Jobs" },
    summary: "One job with its progress and, once it is done, its result",
    callable: findJob,
    takes: z.strictObject({ path: z.strictObject({ jobId: z.uuid() }) }),
    input: ({ path }) => path,
    answer: shapes.job,
    reply: (job) => job,
    nothing: "There is no such job.",
  }),
];
