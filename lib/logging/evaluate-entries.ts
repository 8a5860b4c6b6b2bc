import type { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { atOnce, checkMatched, chosenCondition, countEntries } from "./chosen-entries";
import { addEntriesJob } from "./entries-job";
import type { LoggingError } from "./errors";
import { beginEvaluation, changedBy, countKept, forgetEvaluation, setEvaluation, takeEvaluationBack } from "./evaluation-statements";
import { evaluateEntriesSchema, undoEvaluationSchema } from "./schema";
import type { EvaluateReport, UndoReport } from "./types";

const waitMs = 2_000;

/**
 * Notes on entries, named ones or all that match, how they were received or that the attempt failed. Canceled entries are read-only: they
 * are counted, and one that is named alone is refused. What the others were before is kept, so that `undoEvaluation` is exact.
 */
export const evaluateEntries = operation({
  name: "interactionLogEntry.evaluate",
  needs: "segments.log",
  input: evaluateEntriesSchema,
  run: (context, request) =>
    inTransaction<EvaluateReport, LoggingError>(context.db, (tx) => evaluate(tx, context, request), { lockTimeoutMs: waitMs }),
});

async function evaluate(
  tx: Transaction,
  context: OperationContext,
  { entries, change }: z.output<typeof evaluateEntriesSchema>,
): Promise<Result<EvaluateReport, LoggingError>> {
  const condition = chosenCondition(entries);
  if ("matching" in entries) {
    const now = await countEntries(tx, condition);
    if (now !== entries.expected) return err({ code: "count_moved", now });
    if (now > atOnce) return ok({ jobId: await addEntriesJob(tx, context, { entries, change }), expected: now });
  }
  const changeNo = await beginEvaluation(tx, context, change);
  const { matched, changed, canceled } = await setEvaluation(tx, condition, change, changeNo);
  const checked = await checkMatched(tx, entries, matched);
  if (!checked.ok) return checked;
  const alone = "entryNos" in entries && entries.entryNos.length === 1 ? entries.entryNos[0] : undefined;
  if (alone !== undefined && canceled === 1) return err({ code: "entry_is_canceled", entryNo: alone });
  if (changed === 0) await tx.$executeRaw(Prisma.sql`delete from evaluation_change where change_no = ${changeNo}::bigint`);
  else {
    const subjectKey = alone === undefined ? `${changed} entries` : String(alone);
    const detail = { ...change, ...entries, changed };
    await record(tx, context, { operation: "interactionLogEntry.evaluate", subjectKind: "interactionLogEntry", subjectKey, detail });
  }
  return ok({ changed, already: matched - changed - canceled, canceled, changeNo: changed > 0 ? changeNo : null });
}

/**
 * Takes one's own evaluation of entries back, exactly: each has again what it had. Entries that somebody changed since stay.
 * Refused with `undo_gone` when it was taken back before.
 */
export const undoEvaluation = operation({
  name: "interactionLogEntry.undoEvaluation",
  needs: "segments.log",
  input: undoEvaluationSchema,
  run: (context, { changeNo }) =>
    inTransaction<UndoReport, LoggingError>(
      context.db,
      async (tx) => {
        const kept = await countKept(tx, context, changeNo);
        if (kept === null) return err({ code: "undo_gone" });
        if (kept > atOnce) return ok({ jobId: await addEntriesJob(tx, context, { undo: changeNo, entries: kept }), expected: kept });
        const restored = await takeEvaluationBack(tx, changedBy(changeNo), changeNo);
        await forgetEvaluation(tx, context, changeNo, restored);
        return ok({ restored, since: kept - restored });
      },
      { lockTimeoutMs: waitMs },
    ),
});
