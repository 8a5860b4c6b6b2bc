import { z } from "zod";
import { routeHandler } from "@/lib/request/route-handler";
import { completeUpload } from "@/lib/uploads/complete-upload";
import { sha256Schema } from "@/lib/uploads/schema";
import { answer, jsonBody } from "../../answer";

const bodySchema = z.object({ sha256: sha256Schema });

/** Ends an upload: `{ sha256 }` of the whole file. */
export const POST = routeHandler<{ uploadId: string }>("contacts.import", async (context, request, { uploadId }) => {
  const { sha256 } = bodySchema.parse(await jsonBody(request));
  return answer(await completeUpload(context, { uploadId, sha256 }));
});
