import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { sqlState } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";
import { lockCriteria } from "./saved-criteria-row";
import { changeSavedCriteriaSchema } from "./saved-criteria-schema";

const uniqueViolation = "23505";

/** Gives saved criteria another code or description, shares them or makes them private to who made them. */
export const changeSavedCriteria = operation({
  name: "savedCriteria.change",
  needs: "segments.edit",
  input: changeSavedCriteriaSchema,
  run: async (context, input): Promise<Result<{ version: number }, SegmentationError>> => {
    const after = { code: input.code ?? "", shared: input.shared ?? true };
    try {
      return await inTransaction<{ version: number }, SegmentationError>(context.db, async (tx) => {
        const locked = await lockCriteria(tx, context, input);
        if (!locked.ok) return locked;
        const before = locked.value;
        const { code = before.code, description = before.description, shared = before.shared } = input;
        Object.assign(after, { code, shared });
        const privateTo = shared ? null : (before.createdBy ?? context.user.id);
        await tx.$executeRaw(Prisma.sql`
          update saved_segment_criteria set code = ${code}, description = ${description}, private_to = ${privateTo}, version = version + 1, changed_at = ${context.now}
          where id = ${before.criteriaId}`);
        await record(tx, context, {
          operation: "savedCriteria.change",
          subjectKind: "saved_criteria",
          subjectKey: String(before.criteriaId),
          detail: {
            before: { code: before.code, description: before.description, shared: before.shared },
            after: { code, description, shared },
          },
        });
        return ok({ version: before.version + 1 });
      });
    } catch (error) {
      if (sqlState(error) !== uniqueViolation) throw error;
      return err({ code: "criteria_code_taken", criteriaCode: after.code, shared: after.shared });
    }
  },
});
