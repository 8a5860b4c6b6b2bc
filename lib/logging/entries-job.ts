import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { hasRight } from "@/lib/access/rights";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { defineJob, type JobRefusal } from "@/lib/jobs/define-job";
import { err, ok, type Result } from "@/lib/result";
import { findHeld, setCanceled } from "./cancel-statements";
import { chosenCondition, countEntries, inChunks, lockLoggedSegmentsOf } from "./chosen-entries";
import { type LoggingError, loggingMessage } from "./errors";
import { beginEvaluation, changedBy, countKept, forgetEvaluation, setEvaluation, takeEvaluationBack } from "./evaluation-statements";
import { type entriesChangedSchema, evaluateChangeSchema, matchingEntriesSchema } from "./schema";

const longestMs = 3_600_000;

const changeSchema = z.union([evaluateChangeSchema, z.object({ set: z.literal("canceled"), canceled: z.boolean() })]);
const inputSchema = z.union([
  z.object({ entries: matchingEntriesSchema, change: changeSchema }),
  z.object({ undo: z.int().min(1), entries: z.int() }),
]);
type Input = z.output<typeof inputSchema>;

type EntriesChanged = z.output<typeof entriesChangedSchema>;

/**
 * Changes many interaction log entries, on one snapshot and in one transaction, so that a kill leaves nothing half changed and the job runs
 * again. It changes as many as were shown, or none.
 */
export const entriesJob = defineJob({
  kind: "interactionLogEntry.change",
  input: inputSchema,
  run: async (job, request): Promise<Result<EntriesChanged, JobRefusal>> => {
    const context = await job.actAs();
    const refuse = (error: LoggingError) => err({ code: error.code, message: loggingMessage(error) });
    if (!context || !hasRight(context.user.role, "segments.log")) return refuse({ code: "entries_not_allowed_any_more" });
    const [what, total] = [doing(request), "undo" in request ? request.entries : request.entries.expected];
    const changed = await inTransaction<EntriesChanged, LoggingError>(
      job.db,
      async (tx) => {
        await job.progress(0, total, what);
        return change(tx, context, request, async (done) => {
          job.signal.throwIfAborted();
          await job.progress(done, total, what);
        });
      },
      { timeoutMs: longestMs, isolation: Prisma.TransactionIsolationLevel.RepeatableRead },
    );
    return changed.ok ? changed : refuse(changed.error);
  },
});

/** Adds the job for a change of many entries. */
export function addEntriesJob(tx: Transaction, { user }: OperationContext, request: z.input<typeof inputSchema>): Promise<string> {
  const count = ("undo" in request ? request.entries : request.entries.expected).toLocaleString("en-GB");
  return addJob(tx, entriesJob, request, { title: `${titleOf(request)} ${count} entries`, userId: user.id });
}

type OnChunk = (done: number) => Promise<void>;

async function change(
  tx: Transaction,
  context: OperationContext,
  request: Input,
  onChunk: OnChunk,
): Promise<Result<EntriesChanged, LoggingError>> {
  if ("undo" in request) return undo(tx, context, request.undo, onChunk);
  const { entries, change: asked } = request;
  const condition = chosenCondition(entries);
  await lockLoggedSegmentsOf(tx, condition);
  const now = await countEntries(tx, condition);
  if (now !== entries.expected) return err({ code: "count_moved", now });
  const held = asked.set === "canceled" && !asked.canceled ? await findHeld(tx, condition) : null;
  if (held) return err(held);
  const sum: EntriesChanged = {
    changed: 0,
    canceled: 0,
    changeNo: asked.set === "canceled" ? null : await beginEvaluation(tx, context, asked),
  };
  await inChunks(
    tx,
    condition,
    async (within) => {
      if (asked.set === "canceled") sum.changed += (await setCanceled(tx, within, asked.canceled)).changed;
      else {
        const { changed, canceled } = await setEvaluation(tx, within, asked, sum.changeNo ?? 0);
        sum.changed += changed;
        sum.canceled += canceled;
      }
    },
    onChunk,
  );
  await record(tx, context, {
    operation: operationOf(asked),
    subjectKind: "interactionLogEntry",
    subjectKey: `${sum.changed} entries`,
    detail: { ...entries, ...asked, changed: sum.changed },
  });
  return ok(sum);
}

async function undo(
  tx: Transaction,
  context: OperationContext,
  changeNo: number,
  onChunk: OnChunk,
): Promise<Result<EntriesChanged, LoggingError>> {
  const kept = await countKept(tx, context, changeNo);
  if (kept === null) return err({ code: "undo_gone" });
  let restored = 0;
  await inChunks(
    tx,
    changedBy(changeNo),
    async (within) => {
      restored += await takeEvaluationBack(tx, within, changeNo);
    },
    onChunk,
  );
  await forgetEvaluation(tx, context, changeNo, restored);
  return ok({ changed: restored, canceled: 0, changeNo: null });
}

function operationOf(change: z.output<typeof changeSchema>): string {
  if (change.set !== "canceled") return "interactionLogEntry.evaluate";
  return change.canceled ? "interactionLogEntry.cancel" : "interactionLogEntry.reinstate";
}

function titleOf(request: z.input<typeof inputSchema>): string {
  if ("undo" in request) return "Take back the evaluation of";
  if (request.change.set !== "canceled") return "Evaluate";
  return request.change.canceled ? "Cancel" : "Reinstate";
}

function doing(request: Input): string {
  if ("undo" in request) return "Giving the entries back what they had";
  if (request.change.set !== "canceled") return "Evaluating the entries";
  return request.change.canceled ? "Canceling the entries" : "Reinstating the entries";
}
