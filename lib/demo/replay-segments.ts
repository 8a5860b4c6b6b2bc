import type { OperationContext } from "@/lib/access/operation";
import type { Filter } from "@/lib/filters/schema";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { createSegment } from "@/lib/segmentation/create-segment";
import type { Criteria } from "@/lib/segmentation/criteria-schema";
import { findSegment } from "@/lib/segmentation/find-segment";
import { previewCriteria } from "@/lib/segmentation/preview-criteria";
import { daysToMove, movedDay } from "./days";
import { type DemoRow, readDemoTable } from "./files";
import { tryMe } from "./try-me";

type DemoSegment = {
  description: string;
  segmentNo: string | null;
  date: string;
  salespersonCode: string | null;
  campaignNo: string | null;
  interactionTemplateCode: string | null;
  criteria: Criteria[];
};

/**
 * Makes the segments of the demo company by taking their criteria actions one after the other, and *Try me*, as the person of the
 * context. What is there already from an earlier, cut off run is kept, and goes on at its next step. Answers with how many there are.
 */
export async function replayDemoSegments(context: OperationContext): Promise<number> {
  const days = daysToMove(context.today);
  const criteria = await readDemoTable("segment_criteria");
  const own = (await readDemoTable("segments")).map(
    (row): DemoSegment => ({
      segmentNo: row.no ?? null,
      description: row.description ?? "",
      date: movedDay(row.date ?? context.today, days),
      salespersonCode: row.salesperson_code ?? null,
      campaignNo: row.campaign_no ?? null,
      interactionTemplateCode: row.interaction_template_code ?? null,
      criteria: criteria.filter((step) => step.segment_no === row.no).map(criteriaOf),
    }),
  );
  const segments = [...own, { ...tryMe, date: movedDay(context.today, 0) }];
  for (const segment of segments) await replay(context, segment);
  return segments.length;
}

async function replay(context: OperationContext, { criteria, segmentNo: wanted, ...header }: DemoSegment): Promise<void> {
  const known = wanted === null ? await findByDescription(context, header.description) : wanted;
  const found = known === null ? null : await findSegment(context, { segmentNo: known });
  const segmentNo = found?.header.segmentNo ?? (await create(context, { ...header, ...(wanted !== null && { segmentNo: wanted }) }));
  for (const step of criteria.slice(found?.steps.length ?? 0)) await apply(context, segmentNo, step);
}

async function findByDescription({ db }: OperationContext, description: string): Promise<string | null> {
  return (await db.prisma.segment.findFirst({ where: { description }, select: { segmentNo: true } }))?.segmentNo ?? null;
}

async function create(context: OperationContext, header: Parameters<typeof createSegment>[1]): Promise<string> {
  const created = await createSegment(context, header);
  if (!created.ok) throw new Error(`a segment of the demo company was refused: ${created.error.code}`);
  return created.value.segmentNo;
}

async function apply(context: OperationContext, segmentNo: string, criteria: Criteria): Promise<void> {
  const preview = await previewCriteria(context, { segmentNo, dialogId: "demo", criteria });
  if (!preview.ok) throw new Error(`a criteria action of the demo company was refused: ${preview.error.code}`);
  const { step, numbers } = preview.value;
  const applied = await applyCriteria(context, { segmentNo, criteria, decidedAtStep: step, shown: numbers });
  if (!applied.ok) throw new Error(`a criteria action of the demo company was refused: ${applied.error.code}`);
}

/** A line of segment_criteria.csv as a criteria action: its filters on one relation each, all of which have to hold. */
function criteriaOf(row: DemoRow): Criteria {
  const conditions: Filter[] = [];
  const {
    business_relation_code_filter: relation,
    value_entry_posting_date_filter: posted,
    questionnaire_code_filter: questionnaire,
    questionnaire_line_no_filter: lines,
  } = row;
  if (relation)
    conditions.push({
      kind: "relation",
      relation: "businessRelation",
      match: "any",
      where: { kind: "field", field: "code", op: "expression", text: relation },
    });
  if (posted)
    conditions.push({
      kind: "relation",
      relation: "purchase",
      match: "any",
      where: { kind: "field", field: "postingDate", op: "expression", text: isoDays(posted) },
    });
  if (questionnaire && lines) {
    const answers = lines.split("|").map((line) => `${questionnaire}:${line}`);
    conditions.push({
      kind: "relation",
      relation: "profileAnswer",
      match: "any",
      where: { kind: "field", field: "answer", op: "in", values: answers },
    });
  }
  const filter: Filter = { kind: "all", of: conditions };
  return row.action === "Add"
    ? { kind: "add", filter, options: { expandCompanies: false, relatedCompanies: false, ignoreExclusion: false, allowExisting: false } }
    : { kind: "reduce", filter, options: { entireCompanies: false } };
}

/** The demo's file writes days as ddmmyy; here they are written year-month-day. */
function isoDays(expression: string): string {
  return expression.replace(/\b(\d{2})(\d{2})(\d{2})(?=\b|\.\.)/g, "20$3-$2-$1");
}
