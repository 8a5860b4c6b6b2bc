import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { nobody, type SetExpression, subtract, together, unite } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { sqlState } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";
import { stepsInWords } from "./filter-words";
import { keepFormerStack } from "./former-stack";
import { linesIn, setsOf } from "./layers";
import { listContactsIn } from "./list-step-changes";
import { changeDraft, type LockedSegment } from "./lock-segment";
import { findLoggedSource, reuseStep } from "./logged-source";
import { dropOverridesOfNobody } from "./overrides";
import { moveTo } from "./push-action";
import { replay } from "./replay";
import { stackAfter } from "./replay-rules";
import { type ReplayStep, readReplaySteps, readSavedSteps, type Taker } from "./replay-steps";
import { findCriteria } from "./saved-criteria-row";
import type { ChangeStack, StackChange } from "./stack-change-schema";
import type { StackDifference } from "./stack-types";
import { sameNumbers } from "./step-numbers";
import { turnBetween } from "./turns";

/** A change with what it was decided on; without that it is only tried. */
export type Asked = { segmentNo: string; change: StackChange; decided: Pick<ChangeStack, "version" | "shown"> | null };

/** How long it may take, and who is told how far it is. A change that would take longer answers `timed_out` and leaves nothing behind. */
export type Patience = {
  limitMs: number | null;
  progress?: (done: number, total: number) => Promise<void>;
  audit?: Record<string, unknown>;
};

const statementCanceled = "57014";
const listed = 100;

class Tried extends Error {
  constructor(readonly difference: StackDifference) {
    super("a change of a stack was only tried");
  }
}
class TimedOut extends Error {}

/**
 * Changes a stack: what stands above the change is replayed, the former stack is kept. To be only tried, everything is done and then rolled
 * back, so that what is shown first is what happens afterwards.
 */
export async function changeOrTry(
  context: OperationContext,
  { segmentNo, change, decided }: Asked,
  patience: Patience,
): Promise<Result<StackDifference, SegmentationError | { code: "timed_out" }>> {
  const deadline = patience.limitMs === null ? null : performance.now() + patience.limitMs;
  try {
    return await changeDraft(context, segmentNo, async (tx, segment) => {
      if (decided && decided.version !== segment.version) return stackMoved(segment);
      const changed = await carryOut(tx, context, segment, change, async (done, total) => {
        await patience.progress?.(done, total);
        if (deadline !== null) await limitStatements(tx, deadline);
      });
      if (!changed.ok) return changed;
      if (!decided) throw new Tried(changed.value);
      const { numbers, steps } = changed.value;
      const same = steps
        .filter(({ now }) => now !== null)
        .every(({ now }, at) => now && decided.shown.steps[at] && sameNumbers(now, decided.shown.steps[at]));
      if (!same || !sameNumbers(numbers, decided.shown.inAll))
        return err({ code: "numbers_moved", segmentNo: segment.segmentNo, step: segment.stack.currentStep, now: numbers });
      await record(tx, context, {
        operation: "segment.changeStack",
        subjectKind: "segment",
        subjectKey: segment.segmentNo,
        detail: { ...change, from: segment.stack.currentStep, to: changed.value.currentStep, numbers, ...patience.audit },
      });
      if (change.change === "reuse_criteria")
        await record(tx, context, {
          operation: "savedCriteria.reuse",
          subjectKind: "saved_criteria",
          subjectKey: String(change.criteriaId),
          detail: { segmentNo: segment.segmentNo },
        });
      return changed;
    });
  } catch (error) {
    if (error instanceof Tried) return ok(error.difference);
    if (error instanceof TimedOut || (deadline !== null && sqlState(error) === statementCanceled)) return err({ code: "timed_out" });
    throw error;
  }
}

function stackMoved({ stack }: LockedSegment) {
  return err<SegmentationError>({
    code: "step_moved",
    segmentNo: stack.segmentNo,
    currentStep: stack.currentStep,
    by: stack.changedByName,
  });
}

async function limitStatements(tx: Transaction, deadline: number): Promise<void> {
  const left = Math.floor(deadline - performance.now());
  if (left <= 0) throw new TimedOut();
  await tx.$queryRaw(Prisma.sql`select set_config('statement_timeout', ${String(left)}, true)`);
}

async function carryOut(
  tx: Transaction,
  context: OperationContext,
  segment: LockedSegment,
  change: StackChange,
  each: (done: number, total: number) => Promise<void>,
): Promise<Result<StackDifference, SegmentationError>> {
  const { user, now } = context;
  const taker = { userId: user.id, userName: user.name, takenAt: now };
  const steps = await readReplaySteps(tx, segment.id, segment.stack.currentStep);
  const fresh = await freshSteps(tx, context, change, taker);
  if (!fresh.ok) return fresh;
  const toBe = stackAfter(segment.segmentNo, steps, change, { fresh: fresh.value, taker });
  if (!toBe.ok) return toBe;
  const { kept, replayed } = toBe.value;
  const top = steps[kept - 1];
  await keepFormerStack(tx, context, segment.id, { change: change.change, kept });
  // What was changed on lines goes back to where it lay before the steps that are replayed; those take no turns of their own.
  if (segment.turns) await turnBetween(tx, segment.id, segment.stack.currentStep, kept);
  await tx.$executeRaw(Prisma.sql`delete from criteria_action where segment_id = ${segment.id} and action_no > ${kept}`);
  await tx.$executeRaw(Prisma.sql`update segment set current_step = ${kept} where id = ${segment.id}`);
  const from = { step: kept, layers: top?.layers ?? [] };
  const taken = await replay(tx, context, segment, from, replayed, (step) => each(step - kept - 1, replayed.length));
  if (!taken.ok) return taken;
  const end = taken.value.at(-1) ?? from;
  await each(replayed.length, replayed.length);
  await dropOverridesOfNobody(tx, segment.id);
  await moveTo(tx, context, segment, end.step);

  const [before, after] = [setsOf(segment.layers), setsOf(end.layers)];
  const less = (left: SetExpression[], right: SetExpression[]) => left.map((layer, at) => subtract(layer, right[at] ?? nobody()));
  const [joining, leaving] = [less(after, before), less(before, after)];
  const { joins, leaves } = await sizesOf(tx, { joins: together(joining), leaves: together(leaving) });
  const shown = async (sets: SetExpression[], total: number) =>
    total === 0 ? [] : listContactsIn(tx, sets.reduce(unite), total, null, listed);
  const words = await stepsInWords(tx, [...replayed, ...steps]);
  const wordsOf = (step: ReplayStep) => words.get(step) ?? [];
  const gone = steps.filter(({ was }) => was !== null && was > kept && !replayed.some((step) => step.was === was));
  return ok({
    version: segment.version,
    currentStep: end.step,
    kept,
    droppedUndone: segment.stack.steps - segment.stack.currentStep,
    numbers: { before: segment.size, added: joins, removed: leaves, after: linesIn(end.layers) },
    joining: await shown(joining, joins),
    leaving: await shown(leaving, leaves),
    steps: [
      ...taken.value.map(({ was, step, replayed: each, numbers }) => ({
        was,
        step,
        kind: each.kind,
        words: wordsOf(each),
        switchedOff: each.switchedOff,
        before: each.numbers,
        now: numbers,
      })),
      ...gone.map((step) => ({
        was: step.was,
        step: null,
        kind: step.kind,
        words: wordsOf(step),
        switchedOff: step.switchedOff,
        before: step.numbers,
        now: null,
      })),
    ],
  });
}

/** The steps that a reuse brings: those of saved criteria, or the one that takes contacts from a logged segment. */
async function freshSteps(
  tx: Transaction,
  context: OperationContext,
  change: StackChange,
  taker: Taker,
): Promise<Result<ReplayStep[], SegmentationError>> {
  if (change.change === "reuse_criteria") {
    const criteria = await findCriteria(tx, context, change.criteriaId);
    if (!criteria) return err({ code: "criteria_not_found" });
    const saved = await readSavedSteps(tx, criteria.criteriaId, taker);
    return ok(change.editsByHand ? saved : saved.filter(({ kind }) => kind !== "edit"));
  }
  if (change.change === "reuse_logged") {
    const source = await findLoggedSource(tx, change.entryNo);
    return source ? ok([reuseStep(source, change, taker)]) : err({ code: "logged_segment_not_found", entryNo: change.entryNo });
  }
  return ok([]);
}
