import type { FoundAnswer } from "@/components/palette/found-answer";
import { findThings } from "@/lib/habits/find-things";
import { findThingsSchema } from "@/lib/habits/schema";
import { listVisits } from "@/lib/habits/visits";
import { routeHandler } from "@/lib/request/route-handler";

/** What the command palette finds; without a search, what one opened last. A search that is not wanted any more is left by the browser. */
export const GET = routeHandler("read", async (context, request) => {
  const { searchParams } = new URL(request.url);
  const asked = findThingsSchema.parse({ search: searchParams.get("search") ?? "", scope: searchParams.get("scope") ?? "everything" });
  const answer: FoundAnswer =
    asked.search === "" ? { found: [], recent: await listVisits(context, {}) } : { found: await findThings(context, asked), recent: [] };
  return Response.json(answer, { headers: { "Cache-Control": "no-store" } });
});
