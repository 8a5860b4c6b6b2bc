import { z } from "zod";
import type { PreviewAnswer } from "@/components/segments/preview-answer";
import { routeHandler } from "@/lib/request/route-handler";
import { previewCriteriaSchema } from "@/lib/segmentation/criteria-schema";
import { segmentationMessage } from "@/lib/segmentation/errors";
import { previewCriteria } from "@/lib/segmentation/preview-criteria";

const paramsSchema = z.object({ segmentNo: z.string() });

/** The exact numbers of a criteria action before it is taken. A count that is not wanted any more is left by the browser. */
export const POST = routeHandler("read", async (context, request, params: unknown) => {
  const body: unknown = await request.json().catch(() => null);
  const asked = previewCriteriaSchema.omit({ segmentNo: true }).parse(body);
  const counted = await previewCriteria(context, { ...asked, ...paramsSchema.parse(params) });
  return Response.json(answerOf(counted), { headers: { "Cache-Control": "no-store" } });
});

function answerOf(counted: Awaited<ReturnType<typeof previewCriteria>>): PreviewAnswer {
  if (counted.ok) return { state: "counted", preview: counted.value };
  switch (counted.error.code) {
    case "superseded":
      return { state: "superseded" };
    case "still_counting":
      return { state: "counting", jobId: counted.error.jobId };
    default:
      return { state: "refused", message: segmentationMessage(counted.error) };
  }
}
