import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { sqlState } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";
import { findDeletedCriteria, lockCriteria, mayChange } from "./saved-criteria-row";
import { deleteSavedCriteriaSchema, findSavedCriteriaSchema } from "./saved-criteria-schema";
import type { SavedCriteriaRow } from "./saved-criteria-types";

const uniqueViolation = "23505";

/** What both answer. */
export type CriteriaNamed = { criteriaCode: string };

/** Deletes saved criteria; for a day that can be taken back. Segments that were made with them keep their steps. */
export const deleteSavedCriteria = operation({
  name: "savedCriteria.delete",
  needs: "segments.edit",
  input: deleteSavedCriteriaSchema,
  run: (context, input): Promise<Result<CriteriaNamed, SegmentationError>> =>
    inTransaction<CriteriaNamed, SegmentationError>(context.db, async (tx) => {
      const { now } = context;
      await tx.$executeRaw(Prisma.sql`delete from saved_segment_criteria where deleted_at < ${now}::timestamptz - interval '1 day'`);
      const locked = await lockCriteria(tx, context, input);
      if (!locked.ok) return locked;
      await tx.$executeRaw(Prisma.sql`update saved_segment_criteria set deleted_at = ${now} where id = ${locked.value.criteriaId}`);
      return recorded(tx, context, "savedCriteria.delete", locked.value);
    }),
});

/**
 * Takes back that saved criteria were deleted: they are as they were. Refused with `criteria_not_found` after a day, and with
 * `criteria_code_taken` when their code has been given again meanwhile.
 */
export const restoreSavedCriteria = operation({
  name: "savedCriteria.restore",
  needs: "segments.edit",
  input: findSavedCriteriaSchema,
  run: async (context, { criteriaId }): Promise<Result<CriteriaNamed, SegmentationError>> => {
    const former = { code: "", shared: true };
    try {
      return await inTransaction<CriteriaNamed, SegmentationError>(context.db, async (tx) => {
        await tx.$executeRaw(Prisma.sql`select from saved_segment_criteria where id = ${criteriaId} for update`);
        const deleted = await findDeletedCriteria(tx, context, criteriaId);
        if (!deleted) return err({ code: "criteria_not_found" });
        Object.assign(former, deleted);
        const { code, createdByName } = deleted;
        if (!mayChange(context, deleted)) return err({ code: "criteria_of_somebody_else", criteriaCode: code, by: createdByName });
        await tx.$executeRaw(Prisma.sql`update saved_segment_criteria set deleted_at = null where id = ${criteriaId}`);
        return recorded(tx, context, "savedCriteria.restore", deleted);
      });
    } catch (error) {
      if (sqlState(error) !== uniqueViolation) throw error;
      return err({ code: "criteria_code_taken", criteriaCode: former.code, shared: former.shared });
    }
  },
});

async function recorded(tx: Transaction, context: OperationContext, operation: string, criteria: SavedCriteriaRow) {
  const { criteriaId, code, description, shared, steps } = criteria;
  const detail = { code, description, shared, steps };
  await record(tx, context, { operation, subjectKind: "saved_criteria", subjectKey: String(criteriaId), detail });
  return ok({ criteriaCode: code });
}
