import { z } from "zod";
import { readEntryLetter } from "@/lib/letters/queries";
import { attachment } from "@/lib/request/attachment";
import { problem, routeHandler } from "@/lib/request/route-handler";

const paramsSchema = z.object({ entryNo: z.coerce.number() });

/** The letter of an interaction as it was made, to be saved. */
export const GET = routeHandler<{ entryNo: string }>("read", async (context, _request, params) => {
  const letter = await readEntryLetter(context, paramsSchema.parse(params));
  if (!letter) return problem(404, "not_found", "No letter was made of this interaction.");
  return new Response(letter.content, { headers: attachment({ fileName: letter.fileName, mediaType: "application/octet-stream" }) });
});
