import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { findHeld, setCanceled } from "./cancel-statements";
import { atOnce, type ChosenEntries, checkMatched, chosenCondition, countEntries, lockLoggedSegmentsOf } from "./chosen-entries";
import { addEntriesJob } from "./entries-job";
import type { LoggingError } from "./errors";
import { entriesChangeSchema } from "./schema";
import type { CancelReport } from "./types";

const waitMs = 2_000;

/**
 * Cancels interaction log entries, named ones or all that match: they count nowhere any more, and the totals of their logged
 * segments follow. Refused with `count_moved` when another number matches than was shown; of many a job takes care.
 */
export const cancelEntries = operation({
  name: "interactionLogEntry.cancel",
  needs: "segments.log",
  input: entriesChangeSchema,
  run: (context, chosen) => change(context, chosen, true),
});

/** Reinstates entries. Refused, as a whole, while the logged segment or campaign entry of one of them is canceled. */
export const reinstateEntries = operation({
  name: "interactionLogEntry.reinstate",
  needs: "segments.log",
  input: entriesChangeSchema,
  run: (context, chosen) => change(context, chosen, false),
});

function change(context: OperationContext, chosen: ChosenEntries, canceled: boolean): Promise<Result<CancelReport, LoggingError>> {
  const work = async (tx: Transaction): Promise<Result<CancelReport, LoggingError>> => {
    const condition = chosenCondition(chosen);
    if ("matching" in chosen) {
      const now = await countEntries(tx, condition);
      if (now !== chosen.expected) return err({ code: "count_moved", now });
      if (now > atOnce) {
        const jobId = await addEntriesJob(tx, context, { entries: chosen, change: { set: "canceled", canceled } });
        return ok({ changed: 0, already: 0, interactions: 0, goesOn: now, jobId });
      }
    }
    await lockLoggedSegmentsOf(tx, condition);
    const held = canceled ? null : await findHeld(tx, condition);
    if (held) return err(held);
    const { matched, changed, entryNos } = await setCanceled(tx, condition, canceled);
    const checked = await checkMatched(tx, chosen, matched);
    if (!checked.ok) return checked;
    if (changed > 0) {
      const subjectKey = "matching" in chosen || chosen.entryNos.length > 1 ? `${changed} entries` : String(chosen.entryNos[0]);
      const name = canceled ? "interactionLogEntry.cancel" : "interactionLogEntry.reinstate";
      await record(tx, context, { operation: name, subjectKind: "interactionLogEntry", subjectKey, detail: { ...chosen, changed } });
    }
    return ok({ changed, already: matched - changed, interactions: changed, entryNos });
  };
  return inTransaction<CancelReport, LoggingError>(context.db, work, { lockTimeoutMs: waitMs }); // a worker may change the whole segment
}
