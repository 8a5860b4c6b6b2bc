import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { sqlState } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";
import { checkHeaderCodes, findSalesperson } from "./header-codes";
import { headerAssignments } from "./header-row";
import { emptyHeader, headerAfter, headerDifference } from "./header-rules";
import { createSegmentSchema, type HeaderChanges } from "./schema";
import { type NumberedSegment, numberSegment } from "./segment-number";

const uniqueViolation = "23505";

/**
 * Makes a worksheet without contacts. Its date is the work date unless given, its salesperson the user's own unless given or
 * blocked; a template brings its presets.
 */
export const createSegment = operation({
  name: "segment.create",
  needs: "segments.edit",
  input: createSegmentSchema,
  run: async (context, input): Promise<Result<{ segmentNo: string }, SegmentationError>> => {
    try {
      return await inTransaction<{ segmentNo: string }, SegmentationError>(context.db, async (tx) => {
        const created = await createIn(tx, context, input);
        return created.ok ? ok({ segmentNo: created.value.segmentNo }) : created;
      });
    } catch (error) {
      if (input.segmentNo === undefined || sqlState(error) !== uniqueViolation) throw error;
      return err({ code: "segment_no_taken", segmentNo: input.segmentNo }); // somebody typed the same number at the same moment
    }
  },
});

/** Makes one in the caller's transaction; any header field may be given, and a number that was drawn before. */
export async function createIn(
  tx: Transaction,
  context: OperationContext,
  input: z.output<typeof createSegmentSchema> & HeaderChanges,
  drawn: NumberedSegment | null = null,
): Promise<Result<{ id: number; segmentNo: string }, SegmentationError>> {
  const { user, now, workDate } = context;
  const { segmentNo: typed, date = workDate, ...changes } = input;
  const template = await checkHeaderCodes(tx, changes);
  if (!template.ok) return template;
  const empty = emptyHeader(date, changes.salespersonCode === undefined ? await ownSalesperson(tx, user.salespersonCode) : null);
  const header = headerAfter(empty, changes, template.value);
  if (!header.ok) return err({ code: "campaign_needed" });
  const numbered = drawn ? ok(drawn) : await numberSegment(tx, typed);
  if (!numbered.ok) return numbered;
  const { segmentNo, seriesCode } = numbered.value;
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into segment (segment_no, date, number_series_code, created_by, created_at, changed_by, changed_at)
    values (${segmentNo}, ${date}::date, ${seriesCode}, ${user.id}, ${now}, ${user.id}, ${now}) returning id`);
  const [row] = z.array(z.object({ id: z.int() })).parse(rows);
  if (!row) throw new Error("a segment was made and its id did not come back");
  await tx.$executeRaw(Prisma.sql`update segment set ${headerAssignments(header.value)} where id = ${row.id}`);
  const { after } = headerDifference(emptyHeader(date, null), header.value);
  await record(tx, context, { operation: "segment.create", subjectKind: "segment", subjectKey: segmentNo, detail: { date, ...after } });
  return ok({ id: row.id, segmentNo });
}

async function ownSalesperson(tx: Transaction, code: string | null): Promise<string | null> {
  const found = code === null ? null : await findSalesperson(tx, code);
  return found && !found.blocked ? code : null;
}
