import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import { formerLines, restoreFormerStack } from "./former-stack";
import { changeDraft } from "./lock-segment";
import { moveTo } from "./push-action";
import { undoStackChangeSchema } from "./stack-change-schema";
import type { StepMoved } from "./stack-types";

/**
 * Puts the stack back as it was before its last change, exactly: every set, every number, the undone steps and the step it stood at. Refused
 * with `no_change_to_undo` when a step was taken since, and with `step_moved` when the segment stands at another step than `fromStep`.
 */
export const undoStackChange = operation({
  name: "segment.undoStackChange",
  needs: "segments.edit",
  input: undoStackChangeSchema,
  run: (context, { segmentNo, fromStep }) =>
    changeDraft<StepMoved>(context, segmentNo, async (tx, segment) => {
      const { stack } = segment;
      if (stack.currentStep !== fromStep)
        return err({ code: "step_moved", segmentNo: stack.segmentNo, currentStep: stack.currentStep, by: stack.changedByName });
      const former = await findFormer(tx, segment.id);
      if (!former) return err({ code: "no_change_to_undo", segmentNo: segment.segmentNo });
      await restoreFormerStack(tx, segment.id, stack.currentStep, former);
      await moveTo(tx, context, segment, former.currentStep);
      await record(tx, context, {
        operation: "segment.undoStackChange",
        subjectKind: "segment",
        subjectKey: segment.segmentNo,
        detail: { change: former.change, from: stack.currentStep, to: former.currentStep },
      });
      return ok({ currentStep: former.currentStep, size: former.size });
    }),
});

const formerSchema = z.object({ change: z.string(), currentStep: z.int(), kept: z.int(), size: z.int() });

async function findFormer(tx: Transaction, segmentId: number): Promise<z.infer<typeof formerSchema> | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select change, current_step as "currentStep", kept, ${formerLines} as size
    from former_stack
    where former_stack.segment_id = ${segmentId}`);
  return z.array(formerSchema).parse(rows)[0] ?? null;
}
