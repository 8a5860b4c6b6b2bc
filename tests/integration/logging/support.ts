import type { OperationContext } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { sendingSchema } from "@/lib/delivery/schema";
import type { LettersChoice } from "@/lib/letters/schema";
import { checkSegment } from "@/lib/logging/check-segment";
import type { LoggingError } from "@/lib/logging/errors";
import type { StartLog } from "@/lib/logging/schema";
import { startLog } from "@/lib/logging/start-log";
import type { LogWritten, SegmentCheck } from "@/lib/logging/types";
import { writeLog } from "@/lib/logging/write-log";
import type { Result } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import type { CreateSegment } from "@/lib/segmentation/schema";
import { givenSegment, value } from "../segmentation/worksheet";

/** A worksheet with these contacts, put there by hand. */
export async function givenWorksheet(context: OperationContext, contactNos: string[], input: CreateSegment = {}): Promise<string> {
  const segmentNo = await givenSegment(context, {
    description: "Spring letter",
    interactionTemplateCode: "LETTER",
    salespersonCode: "JO",
    ...input,
  });
  if (contactNos.length > 0) value(await addLines(context, { segmentNo, contacts: { contactNos }, ignoreExclusion: true }));
  return segmentNo;
}

export async function checkOf(context: OperationContext, segmentNo: string): Promise<SegmentCheck> {
  const check = await checkSegment(context, { segmentNo });
  if (!check) throw new Error(`no segment ${segmentNo}`);
  return check;
}

/** Presses Log with what the check shows. */
export async function press(
  context: OperationContext,
  segmentNo: string,
  { leaveOut = false, followUp = false, send = null }: { leaveOut?: boolean; followUp?: boolean; send?: StartLog["send"] } = {},
) {
  const { version, interactions, toRepair } = await checkOf(context, segmentNo);
  return startLog(context, { segmentNo, version, expected: interactions - (leaveOut ? toRepair : 0), leaveOut, followUp, send });
}

/** Presses Log and does at once, with the same clock, what the worker would do. */
export async function log(
  context: OperationContext,
  segmentNo: string,
  options: { leaveOut?: boolean; send?: StartLog["send"]; letters?: LettersChoice | null } = {},
): Promise<Result<LogWritten, LoggingError>> {
  const { interactions, toRepair } = await checkOf(context, segmentNo);
  value(await press(context, segmentNo, options));
  const leaveOut = options.leaveOut ?? false;
  const request = {
    segmentNo,
    expected: interactions - (leaveOut ? toRepair : 0),
    leaveOut,
    send: sendingSchema.nullable().parse(options.send ?? null),
    letters: options.letters ?? null,
  };
  return inTransaction<LogWritten, LoggingError>(context.db, (tx) => writeLog(tx, context, request));
}

/** Everything a log writes, to see that nothing of it was written. */
export async function logTables({ db }: OperationContext) {
  const [loggedSegments, campaignEntries, entries] = await Promise.all([
    db.prisma.loggedSegment.findMany({ orderBy: { entryNo: "asc" } }),
    db.prisma.campaignEntry.findMany({ orderBy: { entryNo: "asc" } }),
    db.prisma.interactionLogEntry.findMany({ where: { loggedSegmentEntryNo: { not: null } }, orderBy: { entryNo: "asc" } }),
  ]);
  return { loggedSegments, campaignEntries, entries };
}
