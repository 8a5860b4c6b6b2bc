import type { CountAnswer } from "@/components/live-segments/count-answer";
import { countFilter, sampleMembers } from "@/lib/live-segments/count-filter";
import { liveSegmentMessage } from "@/lib/live-segments/errors";
import { countFilterSchema } from "@/lib/live-segments/schema";
import type { NamedContact } from "@/lib/live-segments/types";
import { routeHandler } from "@/lib/request/route-handler";

/** The exact numbers of a filter while it is edited, and a few of those who match. A count that is not wanted any more is left by the browser. */
export const POST = routeHandler("read", async (context, request) => {
  const asked = countFilterSchema.parse(await request.json().catch(() => null));
  const counted = await countFilter(context, asked);
  const { filter, timeZone } = asked;
  const wanted = counted.ok || counted.error.code === "still_counting";
  const sample = wanted ? await sampleMembers(context, { filter, timeZone, limit: 7 }) : null;
  return Response.json(answerOf(counted, sample?.ok ? sample.value : []), { headers: { "Cache-Control": "no-store" } });
});

function answerOf(counted: Awaited<ReturnType<typeof countFilter>>, sample: NamedContact[]): CountAnswer {
  if (counted.ok) return { state: "counted", count: counted.value, sample };
  switch (counted.error.code) {
    case "superseded":
      return { state: "superseded" };
    case "still_counting":
      return { state: "counting", jobId: counted.error.jobId, sample };
    default:
      return { state: "refused", message: liveSegmentMessage(counted.error) };
  }
}
