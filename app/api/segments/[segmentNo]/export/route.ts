import { z } from "zod";
import { lineFilterOf, parseLinesAddress } from "@/components/segments/lines-address";
import { problem, routeHandler } from "@/lib/request/route-handler";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";

const paramsSchema = z.object({ segmentNo: z.string() });

/** The lines that the page shows, of all pages, as CSV while they are read. The address says which, as that of the page does. */
export const GET = routeHandler("export", async (context, request, params: unknown) => {
  const { segmentNo } = paramsSchema.parse(params);
  const address = parseLinesAddress(Object.fromEntries(new URL(request.url).searchParams));
  const file = await exportSegmentLines(context, {
    segmentNo,
    step: address.step ?? null,
    order: address.sort ?? "company",
    direction: address.direction ?? "asc",
    lines: lineFilterOf(address),
  });
  if (!file) return problem(404, "not_found", `There is no segment ${segmentNo}, or it has no such step.`);
  return new Response(streamOf(file.content), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${file.fileName}"`,
      "Cache-Control": "no-store",
    },
  });
});

/** Reads on only as fast as the browser takes it; when the browser leaves, the reading ends. */
function streamOf(content: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await content.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await content.return();
    },
  });
}
