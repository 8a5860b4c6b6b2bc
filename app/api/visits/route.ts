import { visitSchema } from "@/lib/habits/schema";
import { recordVisit } from "@/lib/habits/visits";
import { refusal, routeHandler } from "@/lib/request/route-handler";

/** A page was opened in a browser: sent by the page itself, so that what was only fetched ahead does not count. */
export const POST = routeHandler("account.own", async (context, request) => {
  const body: unknown = await request.json().catch(() => null);
  const recorded = await recordVisit(context, visitSchema.parse(body));
  return recorded.ok ? new Response(null, { status: 204 }) : refusal(recorded.error);
});
