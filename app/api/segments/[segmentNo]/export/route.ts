import { z } from "zod";
import { lineFilterOf, parseLinesAddress } from "@/components/segments/lines-address";
import { exportAnswer } from "@/lib/request/export-answer";
import { problem, routeHandler } from "@/lib/request/route-handler";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";
import { exportChoiceOf } from "../../../export-choice";

const paramsSchema = z.object({ segmentNo: z.string() });

/** The lines that the page shows, of all pages, as a file. The address says which, as that of the page does. */
export const GET = routeHandler("export", async (context, request, params: unknown) => {
  const { segmentNo } = paramsSchema.parse(params);
  const search = new URL(request.url).searchParams;
  const address = parseLinesAddress(Object.fromEntries(search));
  const file = await exportSegmentLines(context, {
    segmentNo,
    step: address.step ?? null,
    order: address.sort ?? "company",
    direction: address.direction ?? "asc",
    lines: lineFilterOf(address),
    ...exportChoiceOf(search),
  });
  return file ? exportAnswer(file) : problem(404, "not_found", `There is no segment ${segmentNo}, or it has no such step.`);
});
