import type { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { changeDraft, type LockedSegment } from "@/lib/segmentation/lock-segment";
import { takeLinesOff } from "@/lib/segmentation/take-lines-off";
import type { LoggingError } from "./errors";
import { contactsWith, linesWith, type SegmentMembers } from "./problem-lines";
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
      return ok({ repaired: await repair(tx, context, segment, request) });
    });
  },
});

async function repair(tx: Transaction, context: OperationContext, segment: LockedSegment, request: Request): Promise<number> {
  const { id, layers, size, segmentNo } = segment;
  if (size === 0) return 0;
  const members = { id, layers, size };
  if (request.repair === "remove") {
    const leaving = layers.map((_, at) => contactsWith([request.problem], members, context.today, at + 1));
    return (await takeLinesOff(tx, context, segment, leaving, { problem: request.problem })).removed;
  }
  const repaired =
    request.repair === "salesperson" && request.on === "header"
      ? await setOnHeader(tx, segment, request.salespersonCode)
      : await setOnLines(tx, context, members, request);
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
  return repaired;
}

async function isSalesperson({ db }: OperationContext, code: string): Promise<boolean> {
  return (await db.prisma.salesperson.count({ where: { code, blocked: false, privacyBlocked: false } })) > 0;
}

async function setOnHeader(tx: Transaction, segment: LockedSegment, salespersonCode: string): Promise<number> {
  await tx.$executeRaw(Prisma.sql`update segment set salesperson_code = ${salespersonCode} where id = ${segment.id}`);
  return segment.size;
}

type OnLines = Exclude<Request, { repair: "remove" }>;

/** Values of their own for the lines concerned; what else was changed on them stays. */
async function setOnLines(
  tx: Transaction,
  { user, now, today }: OperationContext,
  members: SegmentMembers,
  request: OnLines,
): Promise<number> {
  const [column, value]: [Sql, Sql] =
    request.repair === "salesperson"
      ? [Prisma.sql`salesperson_code`, Prisma.sql`${request.salespersonCode}`]
      : [Prisma.sql`correspondence_type`, Prisma.sql`${request.correspondenceType}::correspondence_type`];
  const name = request.repair === "salesperson" ? "salesperson_code" : "correspondence_type";
  return tx.$executeRaw(Prisma.sql`
    insert into segment_line_override as line (segment_id, contact_id, layer, overridden, ${column}, changed_by, changed_at)
    select ${members.id}::int, contact_id, layer, array[${name}::text], ${value}, ${user.id}, ${now} from (${linesWith([request.problem], members, today)}) concerned
    on conflict (segment_id, contact_id, layer) do update set
      overridden = array(select distinct unnest(line.overridden || excluded.overridden) order by 1), ${column} = excluded.${column},
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`);
}
