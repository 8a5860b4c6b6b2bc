import { z } from "zod";
import { parseMembersAddress } from "@/app/(app)/segments/[segmentNo]/members-address";
import { exportMembers } from "@/lib/live-segments/export-members";
import { exportAnswer } from "@/lib/request/export-answer";
import { problem, routeHandler } from "@/lib/request/route-handler";
import { exportChoiceOf } from "../../../export-choice";

const paramsSchema = z.object({ segmentNo: z.string() });

/** The members that the page shows, of all pages, as a file. The address says which, as that of the page does. */
export const GET = routeHandler("export", async (context, request, params: unknown) => {
  const { segmentNo } = paramsSchema.parse(params);
  const search = new URL(request.url).searchParams;
  const { evaluation, sort, view: _, columns: __, ...address } = parseMembersAddress(Object.fromEntries(search));
  const file = await exportMembers(context, { segmentNo, ...address, evaluationNo: evaluation, order: sort, ...exportChoiceOf(search) });
  return file ? exportAnswer(file) : problem(404, "not_found", `There is no live segment ${segmentNo}, or it never was live.`);
});
