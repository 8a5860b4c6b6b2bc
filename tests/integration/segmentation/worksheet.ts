import type { OperationContext } from "@/lib/access/operation";
import type { Filter } from "@/lib/filters/schema";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { createSegment } from "@/lib/segmentation/create-segment";
import { findSegment } from "@/lib/segmentation/find-segment";
import type { SegmentLineRow } from "@/lib/segmentation/line-types";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { previewCriteria } from "@/lib/segmentation/preview-criteria";
import type { CreateSegment } from "@/lib/segmentation/schema";
import type { StepTaken } from "@/lib/segmentation/stack-types";
import type { Segment } from "@/lib/segmentation/types";

export const everybody: Filter = { kind: "all", of: [] };
export const is = (field: string, value: string): Filter => ({ kind: "field", field, op: "is", value });
export const all = (...of: Filter[]): Filter => ({ kind: "all", of });
/** Contacts with a row of the relation on which all of `of` holds. */
export const has = (
  relation: "profileAnswer" | "mailingGroup" | "interaction" | "jobResponsibility" | "businessRelation" | "purchase",
  ...of: Filter[]
): Filter => ({
  kind: "relation",
  relation,
  match: "any",
  where: { kind: "all", of },
});
export const group = (code: string) => has("mailingGroup", is("code", code));
export const job = (code: string) => has("jobResponsibility", is("code", code));
export const relationTo = (code: string) => has("businessRelation", is("code", code));
export const contactNo = (no: string) => is("contactNo", no);
export const country = (code: string) => is("countryRegionCode", code);

/** The value of a result that must be one. */
export function value<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** A worksheet with the description *Test* unless told otherwise. */
export async function givenSegment(context: OperationContext, input: CreateSegment = {}): Promise<string> {
  return value(await createSegment(context, { description: "Test", ...input })).segmentNo;
}

type Options = {
  expandCompanies?: boolean;
  relatedCompanies?: boolean;
  ignoreExclusion?: boolean;
  allowExisting?: boolean;
  entireCompanies?: boolean;
};

/** Previews a criteria action and applies it with what the preview showed; the answer must be the same numbers. */
export async function take(
  context: OperationContext,
  segmentNo: string,
  kind: "add" | "reduce" | "refine",
  filter: Filter,
  options: Options = {},
): Promise<StepTaken> {
  const criteria = { kind, filter, options };
  const shown = value(await previewCriteria(context, { segmentNo, dialogId: "test", criteria }));
  const taken = value(await applyCriteria(context, { segmentNo, criteria, decidedAtStep: shown.step, shown: shown.numbers }));
  if (JSON.stringify([shown.numbers, shown.found]) !== JSON.stringify([taken.numbers, taken.found]))
    throw new Error("the preview differs from what was applied");
  return taken;
}

export async function segmentOf(context: OperationContext, segmentNo: string): Promise<Segment> {
  const segment = await findSegment(context, { segmentNo });
  if (!segment) throw new Error(`no segment ${segmentNo}`);
  return segment;
}

export async function linesOf(context: OperationContext, segmentNo: string, step: number | null = null): Promise<SegmentLineRow[]> {
  const page = await listSegmentLines(context, { segmentNo, step, limit: 200 });
  if (!page) throw new Error(`no lines of ${segmentNo}`);
  return page.lines;
}

/** The lines by contact number, with the layer where it is not the first: P201, P201~2. */
export async function linesByNo(context: OperationContext, segmentNo: string, step: number | null = null): Promise<string[]> {
  return (await linesOf(context, segmentNo, step)).map(({ contactNo, layer }) => (layer === 1 ? contactNo : `${contactNo}~${layer}`));
}

/** Contact numbers of the lines, in the order the page shows them: by company. */
export async function contactsOf(context: OperationContext, segmentNo: string, step: number | null = null): Promise<string[]> {
  return (await linesOf(context, segmentNo, step)).map((line) => line.contactNo);
}
