import type { OperationContext } from "@/lib/access/operation";
import { logCall } from "@/lib/calls/log-call";
import { type CallList, findCallList, listCalls } from "@/lib/calls/queries";
import type { LogCall } from "@/lib/calls/schema";
import { changeLines } from "@/lib/segmentation/change-lines";
import { givenWorksheet, log } from "../logging/support";
import { value } from "../segmentation/worksheet";

/** A call to a contact that reached it, by the template CALL, unless told otherwise. */
export const call = (context: OperationContext, contactNo: string, more: Partial<LogCall> = {}) =>
  logCall(context, {
    contactNo,
    number: "020-201",
    interactionTemplateCode: "CALL",
    description: "Outgoing call",
    date: "2026-03-16",
    salespersonCode: "MK",
    reached: true,
    costLcy: 5,
    durationMin: 3,
    ...more,
  });

/** A call from a line of a worksheet; answers the number of its entry. */
export const callFrom = async (
  context: OperationContext,
  segmentNo: string,
  contactNo: string,
  more: Partial<LogCall> & { layer?: number } = {},
) => {
  const { layer = 1, ...rest } = more;
  return value(await call(context, contactNo, { line: { segmentNo, layer }, ...rest })).entryNo;
};

/** A logged segment whose interactions go by phone, and the entry of each contact. */
export async function givenCallList(
  context: OperationContext,
  contactNos: string[],
): Promise<{ loggedSegmentEntryNo: number; entryOf: Record<string, number> }> {
  const segmentNo = await givenWorksheet(context, contactNos, { interactionTemplateCode: "CALL", description: "Ring round" });
  value(
    await changeLines(context, { segmentNo, which: { matching: {}, expected: contactNos.length }, set: { correspondenceType: "phone" } }),
  );
  const { entryNo: loggedSegmentEntryNo } = value(await log(context, segmentNo));
  const { rows } = await listCalls(context, { loggedSegmentEntryNo });
  return { loggedSegmentEntryNo, entryOf: Object.fromEntries(rows.map(({ contactNo, entryNo }) => [contactNo, entryNo])) };
}

export async function listOf(context: OperationContext, loggedSegmentEntryNo: number): Promise<CallList> {
  const list = await findCallList(context, { loggedSegmentEntryNo });
  if (!list) throw new Error(`no call list of ${loggedSegmentEntryNo}`);
  return list;
}
