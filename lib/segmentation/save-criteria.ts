import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { storeSet } from "@/lib/contact-sets/store";
import { sqlState } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";
import { findStep } from "./find-step";
import { editOptionsOf, intentOf, type ReplayStep, readReplaySteps } from "./replay-steps";
import { saveCriteriaSchema } from "./saved-criteria-schema";

const uniqueViolation = "23505";

/**
 * Keeps the steps of a segment up to the current one under a code, as a copy: what becomes of the segment does not matter to it. Steps that are
 * switched off are left out, edits by hand too unless asked for. Refused without steps, and when the code is taken.
 */
export const saveCriteria = operation({
  name: "savedCriteria.save",
  needs: "segments.edit",
  input: saveCriteriaSchema,
  run: async (context, input): Promise<Result<{ criteriaId: number; steps: number }, SegmentationError>> => {
    try {
      return await inTransaction<{ criteriaId: number; steps: number }, SegmentationError>(context.db, (tx) => save(tx, context, input));
    } catch (error) {
      if (sqlState(error) !== uniqueViolation) throw error;
      return err({ code: "criteria_code_taken", criteriaCode: input.code, shared: input.shared });
    }
  },
});

async function save(tx: Transaction, context: OperationContext, input: z.output<typeof saveCriteriaSchema>) {
  const { user, now } = context;
  const { code, description, shared, editsByHand } = input;
  const segment = await findStep(tx, input.segmentNo, null);
  if (!segment) return err<SegmentationError>({ code: "segment_not_found", segmentNo: input.segmentNo });
  const all = await readReplaySteps(tx, segment.segmentId, segment.currentStep);
  const steps = all.filter(({ kind, switchedOff }) => !switchedOff && (editsByHand || kind !== "edit"));
  if (steps.length === 0) return err<SegmentationError>({ code: "no_steps", segmentNo: segment.segmentNo });
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into saved_segment_criteria (code, description, private_to, created_by, created_by_name, created_at, changed_at)
    values (${code}, ${description}, ${shared ? null : user.id}, ${user.id}, ${user.name}, ${now}, ${now}) returning id`);
  const [{ id: criteriaId }] = z.tuple([z.object({ id: z.int() })]).parse(rows);
  const kept = [];
  for (const [at, step] of steps.entries()) kept.push({ no: at + 1, ...(await whatIsKept(tx, step)) });
  await tx.$executeRaw(Prisma.sql`
    insert into saved_segment_criteria_step (criteria_id, step_no, kind, filter, options, added_by_hand, removed_by_hand)
    select ${criteriaId}, no, kind, filter, options, added, removed
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) step (no int, kind criteria_action_kind, filter jsonb, options jsonb, added bigint, removed bigint)`);
  const detail = { segmentNo: segment.segmentNo, code, description, shared, editsByHand, steps: steps.length };
  await record(tx, context, { operation: "savedCriteria.save", subjectKind: "saved_criteria", subjectKey: String(criteriaId), detail });
  return ok({ criteriaId, steps: steps.length });
}

/** Ids of sets go as text: they may be larger than a number in JSON holds. */
async function whatIsKept(tx: Transaction, step: ReplayStep) {
  const { kind, filter } = step;
  const { found: _, ...options } = step.options;
  if (kind !== "edit") return { kind, filter, options, added: null, removed: null };
  const intent = intentOf(step);
  const added = step.addedByHand ?? (await storeSet(tx, intent.added)).setId;
  const removed = step.removedByHand ?? (await storeSet(tx, intent.removed)).setId;
  return { kind, filter: null, options: editOptionsOf(step.options), added: String(added), removed: String(removed) };
}
