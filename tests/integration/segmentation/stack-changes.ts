import type { OperationContext } from "@/lib/access/operation";
import { changeStack, previewStackChange } from "@/lib/segmentation/change-stack";
import { saveCriteria } from "@/lib/segmentation/save-criteria";
import type { SaveCriteria } from "@/lib/segmentation/saved-criteria-schema";
import type { AskedStackChange } from "@/lib/segmentation/stack-change-schema";
import type { StackDifference } from "@/lib/segmentation/stack-types";
import { segmentOf, value } from "./worksheet";

/** The numbers a preview showed, as they go back with the request. */
export function shownBy({ version, numbers, steps }: StackDifference) {
  return { version, shown: { inAll: numbers, steps: steps.flatMap(({ now }) => (now ? [now] : [])) } };
}

export async function tryChange(context: OperationContext, segmentNo: string, change: AskedStackChange): Promise<StackDifference> {
  return value(await previewStackChange(context, { segmentNo, change }));
}

/** Previews a change and carries it out with what the preview showed; both must answer the same. */
export async function changeTo(context: OperationContext, segmentNo: string, change: AskedStackChange): Promise<StackDifference> {
  const shown = await tryChange(context, segmentNo, change);
  const changed = value(await changeStack(context, { segmentNo, change, ...shownBy(shown) }));
  if (JSON.stringify(changed) !== JSON.stringify(shown)) throw new Error("the preview differs from what was done");
  return changed;
}

export async function saved(context: OperationContext, segmentNo: string, code: string, more: Partial<SaveCriteria> = {}): Promise<number> {
  return value(await saveCriteria(context, { segmentNo, code, ...more })).criteriaId;
}

/** Each step as "2 reduce −1 = 4", undone and switched-off ones marked. */
export async function stackOf(context: OperationContext, segmentNo: string): Promise<string[]> {
  return (await segmentOf(context, segmentNo)).steps.map(({ step, kind, numbers, undone, switchedOff }) => {
    const change = [numbers.added > 0 ? `+${numbers.added}` : "", numbers.removed > 0 ? `−${numbers.removed}` : ""]
      .filter(Boolean)
      .join(" ");
    return [step, kind, change || "±0", "=", numbers.after, undone ? "undone" : "", switchedOff ? "off" : ""]
      .filter((each) => each !== "")
      .join(" ");
  });
}
