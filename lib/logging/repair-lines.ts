import type { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { type LineChange, writeLineChanges } from "@/lib/segmentation/change-lines";
import type { SegmentationError } from "@/lib/segmentation/errors";
import { readLineBasis } from "@/lib/segmentation/lines";
import { changeDraft, type LockedSegment } from "@/lib/segmentation/lock-segment";
import { takeLinesOff } from "@/lib/segmentation/take-lines-off";
import type { LoggingError } from "./errors";
import { contactsWith, linesWith } from "./problem-lines";
import { repairLinesSchema } from "./schema";

type Request = z.output<typeof repairLinesSchema>;

/**
 * Repairs every line that has one problem, and answers how many: sets the salesperson or the channel on these lines, the
 * salesperson on the header, or takes the lines off the segment as an edit by hand, which Go Back brings back. Refused with
 * `header_moved` when somebody changed the segment since `version`.
 */
export const repairLines = operation({
  name: "segment.repairLines",
  needs: "segments.edit",
  input: repairLinesSchema,
  run: async (context, request): Promise<Result<{ repaired: number }, LoggingError>> => {
    if (request.repair === "salesperson" && !(await isSalesperson(context, request.salespersonCode))) {
      return err({ code: "salesperson_unknown", salespersonCode: request.salespersonCode });
    }
    return changeDraft<{ repaired: number }>(context, request.segmentNo, async (tx, segment) => {
      const { segmentNo, stack, version } = segment;
      if (version !== request.version) return err({ code: "header_moved", segmentNo, version, by: stack.changedByName });
      return repair(tx, context, segment, request);
    });
  },
});

async function repair(
  tx: Transaction,
  context: OperationContext,
  segment: LockedSegment,
  request: Request,
): Promise<Result<{ repaired: number }, SegmentationError>> {
  const { id, layers, size, segmentNo } = segment;
  if (size === 0) return ok({ repaired: 0 });
  const members = { basis: await readLineBasis(tx, id, context.now), layers, size };
  if (request.repair === "remove") {
    const leaving = layers.map((_, at) => contactsWith([request.problem], members, context.today, at + 1));
    return ok({ repaired: (await takeLinesOff(tx, context, segment, leaving, { problem: request.problem })).removed });
  }
  if (request.repair !== "salesperson" || request.on !== "header") {
    const lines = linesWith([request.problem], members, context.today);
    const changed = await writeLineChanges(
      tx,
      context,
      segment,
      { lines, expected: null, ...repairOf(request) },
      { problem: request.problem },
    );
    return changed.ok ? ok({ repaired: changed.value.changed }) : changed;
  }
  const repaired = await setOnHeader(tx, segment, request.salespersonCode);
  await tx.$executeRaw(
    Prisma.sql`update segment set version = version + 1, changed_by = ${context.user.id}, changed_at = ${context.now} where id = ${id}`,
  );
  const { segmentNo: _, version: __, ...what } = request;
  await record(tx, context, {
    operation: "segment.repairLines",
    subjectKind: "segment",
    subjectKey: segmentNo,
    detail: { ...what, repaired },
  });
  return ok({ repaired });
}

function repairOf(request: Exclude<Request, { repair: "remove" }>): Pick<LineChange, "set" | "inherit"> {
  switch (request.repair) {
    case "salesperson":
      return { set: { salespersonCode: request.salespersonCode }, inherit: [] };
    case "channel":
      return { set: { correspondenceType: request.correspondenceType }, inherit: [] };
    case "template":
      return { set: {}, inherit: ["interactionTemplateCode"] };
    default:
      return request satisfies never;
  }
}

async function isSalesperson({ db }: OperationContext, code: string): Promise<boolean> {
  return (await db.prisma.salesperson.count({ where: { code, blocked: false, privacyBlocked: false } })) > 0;
}

async function setOnHeader(tx: Transaction, segment: LockedSegment, salespersonCode: string): Promise<number> {
  await tx.$executeRaw(Prisma.sql`update segment set salesperson_code = ${salespersonCode} where id = ${segment.id}`);
  return segment.size;
}
