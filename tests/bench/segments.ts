import type { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import type { Filter } from "@/lib/filters/schema";
import type { Result } from "@/lib/result";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { countPreview } from "@/lib/segmentation/count-preview";
import { createSegment } from "@/lib/segmentation/create-segment";
import { type Criteria, criteriaSchema } from "@/lib/segmentation/criteria-schema";
import type { PreviewNumbers, StepTaken } from "@/lib/segmentation/stack-types";

export const everybody: Filter = { kind: "all", of: [] };
export const inMailingGroup = (code: string): Filter => ({
  kind: "relation",
  relation: "mailingGroup",
  match: "any",
  where: { kind: "field", field: "code", op: "is", value: code },
});

/** The value of something that must not be refused here. */
export function value<T, E extends { code: string }>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`This was refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

export const criteria = (kind: Criteria["kind"], filter: Filter, options: Record<string, boolean> = {}): Criteria =>
  criteriaSchema.parse({ kind, filter, options } satisfies z.input<typeof criteriaSchema>);

const patienceMs = 900_000;

/** Counts what a step would do, as the dialogs do, however long it takes. */
export async function preview(context: OperationContext, segmentNo: string, request: Criteria): Promise<PreviewNumbers> {
  return value(await countPreview(context, { segmentNo, dialogId: "bench", criteria: request, inPlaceOf: null }, patienceMs));
}

/** Takes a step that was previewed. */
export async function apply(context: OperationContext, segmentNo: string, request: Criteria, shown: PreviewNumbers): Promise<StepTaken> {
  return value(await applyCriteria(context, { segmentNo, criteria: request, decidedAtStep: shown.step, shown: shown.numbers }));
}

/** A new worksheet, with those on it whom the filter finds. */
export async function givenSegment(context: OperationContext, filter: Filter | null): Promise<string> {
  const { segmentNo } = value(
    await createSegment(context, { description: "Bench", interactionTemplateCode: "BUS", salespersonCode: "S01" }),
  );
  if (filter) {
    const request = criteria("add", filter);
    await apply(context, segmentNo, request, await preview(context, segmentNo, request));
  }
  return segmentNo;
}
