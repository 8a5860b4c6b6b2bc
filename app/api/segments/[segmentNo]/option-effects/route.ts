import { z } from "zod";
import { routeHandler } from "@/lib/request/route-handler";
import { previewCriteriaSchema } from "@/lib/segmentation/criteria-schema";
import { previewOptionEffects } from "@/lib/segmentation/preview-option-effects";

const paramsSchema = z.object({ segmentNo: z.string() });

/** What each option of a criteria action would change; null when that cannot be told within two seconds. */
export const POST = routeHandler("read", async (context, request, params: unknown) => {
  const body: unknown = await request.json().catch(() => null);
  const asked = previewCriteriaSchema.omit({ segmentNo: true }).parse(body);
  const effects = await previewOptionEffects(context, { ...asked, ...paramsSchema.parse(params) });
  return Response.json(effects, { headers: { "Cache-Control": "no-store" } });
});
