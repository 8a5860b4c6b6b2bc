import { z } from "zod";
import { findSentFile } from "@/lib/delivery/queries";
import { attachment } from "@/lib/request/attachment";
import { problem, routeHandler } from "@/lib/request/route-handler";

const paramsSchema = z.object({ entryNo: z.coerce.number(), position: z.coerce.number() });

/** One file that went out with the e-mail of an entry, to keep and never to show: whatever is in it. */
export const GET = routeHandler<{ entryNo: string; position: string }>("read", async (context, _request, params) => {
  const file = await findSentFile(context, paramsSchema.parse(params));
  if (!file) return problem(404, "not_found", "No such file was sent.");
  return new Response(file.content, { headers: attachment({ fileName: file.fileName, mediaType: "application/octet-stream" }) });
});
