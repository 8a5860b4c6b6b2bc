import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { keepCommon, type SetExpression, subtract } from "@/lib/contact-sets/expressions";
import { readSizes, sizesAsJson } from "@/lib/contact-sets/measure";
import { setPlan, withClauses } from "@/lib/contact-sets/set-plan";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Matched } from "@/lib/filters/matched";
import { askOn } from "@/lib/maintained-sets/definitions";
import { err, ok, type Result } from "@/lib/result";
import { runCancelable, type Stopped } from "./cancelable";
import type { Criteria, previewCriteriaSchema } from "./criteria-schema";
import { criteriaSets } from "./criteria-sets";
import type { SegmentationError } from "./errors";
import { linesIn, setsOf } from "./layers";
import { membersOf } from "./members";
import { matchedBy } from "./predicate";
import { type PreviewedSegment, readForPreview } from "./previewed-segment";
import type { PreviewNumbers } from "./stack-types";
import { foundOf, numbersOfChange } from "./step-numbers";

type Request = z.output<typeof previewCriteriaSchema>;

/** Counts what `request.criteria` would do, on one snapshot and in one statement. `timed_out` when that takes longer than `limitMs`. */
export async function countPreview(
  context: OperationContext,
  request: Request,
  limitMs: number,
): Promise<Result<PreviewNumbers, SegmentationError | Stopped>> {
  const started = performance.now();
  const { segmentNo, criteria } = request;
  const counted = await runCancelable(context.db, `preview ${context.user.id} ${request.dialogId}`, limitMs, async (client) => {
    const segment = await readForPreview(client, segmentNo, request.inPlaceOf);
    if (!segment) return null;
    const matched = await matchedBy(askOn(client), criteria.filter, context);
    if (!matched.ok) return matched;
    const statement = previewStatement(criteria, matched.value, segment);
    const { rows } = await client.query(statement.sql.text, statement.sql.values);
    return ok({ segment, ...statement.read(rows) });
  });
  if (!counted.ok) return counted;
  if (!counted.value) return err({ code: "segment_not_found", segmentNo });
  if (!counted.value.ok) return counted.value;
  const { segment, sizes, sample, byHand } = counted.value.value;
  if (segment.state !== "draft") return err({ code: "not_draft", segmentNo: segment.segmentNo, state: segment.state });
  const numbers = numbersOfChange(criteria.kind, linesIn(segment.layers), sizes.lines ?? 0);
  const removedByHand = segment.handSteps.map(({ step }, at) => ({ step, count: byHand[at] ?? 0 })).filter(({ count }) => count > 0);
  const ms = Math.round(performance.now() - started);
  return ok({ step: segment.currentStep, numbers, found: foundOf(criteria.kind, sizes, numbers), sample, removedByHand, ms });
}

function previewStatement(criteria: Criteria, matched: Matched | null, segment: PreviewedSegment) {
  const plan = setPlan();
  const { change, lines, stages } = criteriaSets(criteria, matched, setsOf(segment.layers), plan);
  const sizes: Record<string, SetExpression> = { lines, ...stages };
  const handSteps = criteria.kind === "add" ? segment.handSteps : [];
  const byHand = handSteps.map(({ step, setId, baseSetId }) => [
    step,
    keepCommon(change, subtract(membersOf(baseSetId), membersOf(setId))),
  ]);
  const sql = Prisma.sql`${withClauses(plan)} select ${sizesAsJson(sizes)} as sizes, ${sizesAsJson(Object.fromEntries(byHand))} as by_hand, ${sampleAsJson(change)} as sample`;
  const read = (rows: unknown[]) => {
    const [row] = rowsSchema.parse(rows);
    return { sizes: readSizes(sizes, row.sizes), byHand: row.by_hand, sample: row.sample };
  };
  return { sql, read };
}

/** Three of the contacts: the first ids of the first chunks, which costs nothing whatever the size. */
function sampleAsJson({ rows }: SetExpression): Sql {
  return Prisma.sql`(
    select coalesce(jsonb_agg(jsonb_build_object('contactNo', contact_no, 'name', name, 'companyName', company_name) order by id), '[]')
    from (
      select contact.id, contact_no, name, company_name from contact
      where contact.id = any(array(
        select unnest((coalesce(few.members, chunk_data.members))[1:3])
        from (select * from (${rows}) change where size > 0 order by chunk limit 3) few
        left join chunk_data on chunk_data.data_id = few.data_id and few.members is null))
      order by contact.id limit 3
    ) sample)`;
}

const sampleSchema = z.object({ contactNo: z.string(), name: z.string(), companyName: z.string().nullable() });
const rowsSchema = z.tuple([z.object({ sizes: z.unknown(), by_hand: z.array(z.int()), sample: z.array(sampleSchema) })]);
