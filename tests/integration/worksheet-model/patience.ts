import { setTimeout as sleep } from "node:timers/promises";
import type { OperationContext } from "@/lib/access/operation";
import type { Result } from "@/lib/result";
import { type Asked, changeOrTry } from "@/lib/segmentation/change-or-try";
import { changeStack, previewStackChange } from "@/lib/segmentation/change-stack";
import { countPreview } from "@/lib/segmentation/count-preview";
import { type PreviewCriteria, previewCriteriaSchema } from "@/lib/segmentation/criteria-schema";
import { previewCriteria } from "@/lib/segmentation/preview-criteria";
import {
  type ChangeStack,
  changeStackSchema,
  type PreviewStackChange,
  previewStackChangeSchema,
} from "@/lib/segmentation/stack-change-schema";

const tries = 60;
const jobMs = 600_000;

/**
 * Asks again while Postgres keeps the segment locked for its own upkeep, as it may on a machine with too much to do. The refusal says
 * that nothing was changed and to try again; every other answer is taken as it is.
 */
export async function patiently<T, E extends { code: string }>(ask: () => Promise<Result<T, E>>): Promise<Result<T, E>> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask();
    if (answer.ok || answer.error.code !== "segment_locked" || attempt === tries) return answer;
    await sleep(500);
  }
}

/** A preview that goes on with the job's own count when two seconds were not enough; the numbers are held to the same. */
export async function previewPatiently(context: OperationContext, request: PreviewCriteria) {
  const preview = await previewCriteria(context, request);
  if (preview.ok || preview.error.code !== "still_counting") return preview;
  return countPreview(context, previewCriteriaSchema.parse(request), jobMs);
}

/** A change of the stack that is only shown, as `changePatiently` carries one out. */
export async function previewChangePatiently(context: OperationContext, request: PreviewStackChange) {
  const shown = await patiently(() => previewStackChange(context, request));
  return goingOn(context, shown, { ...previewStackChangeSchema.parse(request), decided: null });
}

/** A change of the stack that goes on as its job would when two seconds were not enough. */
export async function changePatiently(context: OperationContext, request: ChangeStack) {
  const { segmentNo, change, version, shown } = changeStackSchema.parse(request);
  const changed = await patiently(() => changeStack(context, request));
  return goingOn(context, changed, { segmentNo, change, decided: { version, shown } });
}

async function goingOn(context: OperationContext, answer: Awaited<ReturnType<typeof changeStack>>, asked: Asked) {
  if (answer.ok || answer.error.code !== "still_replaying") return answer;
  return patiently(() => changeOrTry(context, asked, { limitMs: null }));
}
