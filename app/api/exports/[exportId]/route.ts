import { z } from "zod";
import { openKeptFile } from "@/lib/exports/kept-file";
import { exportAnswer } from "@/lib/request/export-answer";
import { problem, routeHandler } from "@/lib/request/route-handler";

const paramsSchema = z.object({ exportId: z.coerce.number() });

/** A file that a job made and that is kept for a while, always to be saved and never shown in place. */
export const GET = routeHandler<{ exportId: string }>("export", async (context, _request, params) => {
  const file = await openKeptFile(context, paramsSchema.parse(params));
  return file
    ? exportAnswer(file)
    : problem(404, "not_found", "There is no such file, or the days are over for which it was kept. Make it again.");
});
