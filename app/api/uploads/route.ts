import { routeHandler } from "@/lib/request/route-handler";
import { createUpload } from "@/lib/uploads/create-upload";
import { createUploadSchema } from "@/lib/uploads/schema";
import { answer, jsonBody } from "./answer";

/** Begins an upload or finds the one that was begun: `{ fileName, size }`. */
export const POST = routeHandler("contacts.import", async (context, request) => {
  const input = createUploadSchema.parse(await jsonBody(request));
  return answer(await createUpload(context, input), 201);
});
