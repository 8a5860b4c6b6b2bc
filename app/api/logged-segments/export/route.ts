import { parseLoggedSegmentsAddress } from "@/components/interactions/address";
import { exportLoggedSegments } from "@/lib/logging/export-log";
import { exportAnswer } from "@/lib/request/export-answer";
import { routeHandler } from "@/lib/request/route-handler";
import { exportChoiceOf } from "../../export-choice";

/** The list of logged segments, all pages of it, as a file; the address is that of the list. */
export const GET = routeHandler("export", async (context, request) => {
  const params = new URL(request.url).searchParams;
  const { search, canceled, campaign, sort, direction } = parseLoggedSegmentsAddress(Object.fromEntries(params));
  return exportAnswer(
    await exportLoggedSegments(context, { search, canceled, campaignNo: campaign, sort, direction, ...exportChoiceOf(params) }),
  );
});
