import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { ok, type Result } from "@/lib/result";
import { goBackSchema, goForwardSchema, goToStepSchema } from "./criteria-schema";
import { type CriteriaStack, stepBack, stepForward, stepTo } from "./criteria-stack";
import type { SegmentationError } from "./errors";
import { linesAtStep } from "./layers";
import { changeDraft, type LockedSegment } from "./lock-segment";
import { moveTo } from "./push-action";
import type { StepMoved } from "./stack-types";
import { turnBetween } from "./turns";

/** Steps down one action: the members are again exactly what they were before it. It stays on the stack as undone. */
export const goBack = operation({
  name: "segment.goBack",
  needs: "segments.edit",
  input: goBackSchema,
  run: (context, { segmentNo, fromStep }) => move(context, segmentNo, "segment.goBack", (stack) => stepBack(stack, fromStep)),
});

/** Takes the next undone action again, as it was. */
export const goForward = operation({
  name: "segment.goForward",
  needs: "segments.edit",
  input: goForwardSchema,
  run: (context, { segmentNo, fromStep }) => move(context, segmentNo, "segment.goForward", (stack) => stepForward(stack, fromStep)),
});

/** Goes to any step of the stack, 0 for the empty start, undone ones included. */
export const goToStep = operation({
  name: "segment.goToStep",
  needs: "segments.edit",
  input: goToStepSchema,
  run: (context, { segmentNo, fromStep, step }) => move(context, segmentNo, "segment.goToStep", (stack) => stepTo(stack, fromStep, step)),
});

type Decide = (stack: CriteriaStack) => Result<number, SegmentationError>;

async function move(
  context: OperationContext,
  segmentNo: string,
  name: string,
  decide: Decide,
): Promise<Result<StepMoved, SegmentationError>> {
  return changeDraft<StepMoved>(context, segmentNo, async (tx, segment) => {
    const step = decide(segment.stack);
    if (!step.ok) return step;
    await moveTo(tx, context, segment, step.value);
    if (segment.turns) await turnBetween(tx, segment.id, segment.stack.currentStep, step.value);
    const detail = { from: segment.stack.currentStep, to: step.value };
    await record(tx, context, { operation: name, subjectKind: "segment", subjectKey: segment.segmentNo, detail });
    return ok({ currentStep: step.value, size: await sizeAt(tx, segment, step.value) });
  });
}

async function sizeAt(tx: Transaction, segment: LockedSegment, step: number): Promise<number> {
  const rows = await tx.$queryRaw(Prisma.sql`select ${linesAtStep(Prisma.sql`${segment.id}::int`, Prisma.sql`${step}::int`)} as size`);
  return z.array(z.object({ size: z.int() })).parse(rows)[0]?.size ?? 0;
}
