import { problem, routeHandler } from "@/lib/request/route-handler";
import { uploadMessage } from "@/lib/uploads/errors";
import { findUpload } from "@/lib/uploads/find-upload";

/** What has arrived of an upload. */
export const GET = routeHandler<{ uploadId: string }>("contacts.import", async (context, _request, { uploadId }) => {
  const upload = await findUpload(context, { uploadId });
  if (!upload) return problem(404, "upload_not_found", uploadMessage({ code: "upload_not_found" }));
  return Response.json(upload, { headers: { "Cache-Control": "no-store" } });
});
