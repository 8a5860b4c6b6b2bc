import { z } from "zod";
import { findJob } from "@/lib/jobs/queries";
import { problem, routeHandler } from "@/lib/request/route-handler";

const paramsSchema = z.object({ jobId: z.uuid("This is not the id of a job.") });

/** The progress of one job, asked for again and again only while it runs. */
export const GET = routeHandler("read", async (context, _request, params: unknown) => {
  const job = await findJob(context, paramsSchema.parse(params));
  return job ? Response.json(job, { headers: { "Cache-Control": "no-store" } }) : problem(404, "not_found", "There is no job of this id.");
});
