import { z } from "zod";
import { query } from "@/lib/access/operation";
import { namesOfSuppression } from "@/lib/consent/suppression";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Words } from "@/lib/filters/words";
import { askIn } from "@/lib/maintained-sets/definitions";
import { stepsInWords } from "./filter-words";
import { formerLines } from "./former-stack";
import { changedTotals } from "./line-totals";
import { namesOfEdits } from "./names-of-edits";
import { correspondenceTypes, findSegmentSchema, informationFlows, initiators, segmentStates } from "./schema";
import { onSnapshot } from "./snapshot";
import { stackChanges } from "./stack-change-schema";
import { readStack, type StackRow } from "./stack-rows";
import type { FormerStack, StackStep } from "./stack-types";
import type { Segment } from "./types";

/** A segment with its header, its stack in words and its totals, on one snapshot; null when there is none. */
export const findSegment = query({
  name: "segment.find",
  needs: "read",
  input: findSegmentSchema,
  run: (context, { segmentNo }): Promise<Segment | null> =>
    onSnapshot(context.db, async (tx) => {
      const found = await readSegment(tx, segmentNo);
      if (!found) return null;
      const { segmentId, currentStep, suppression, ...fields } = found;
      const header = { ...fields, suppression: await namesOfSuppression(askIn(tx), suppression) };
      const rows = await readStack(tx, segmentId);
      const current = rows.find(({ step }) => step === currentStep);
      const lines = current?.size ?? 0;
      const contacts = current?.layers[0]?.size ?? 0;
      const { costLcy, durationMin, ...changed } = await changedTotals(tx, segmentId, current?.layers ?? []);
      const totals = {
        lines,
        contacts,
        costLcy: cents(header.unitCostLcy * lines + costLcy),
        durationMin: header.unitDurationMin * lines + durationMin,
        ...changed,
      };
      const former = await findFormerStack(tx, segmentId);
      return { header, currentStep, steps: await stepsOf(tx, segmentId, currentStep, rows), totals, former };
    }),
});

const formerSchema = z.object({
  change: z.enum(stackChanges),
  steps: z.int(),
  currentStep: z.int(),
  size: z.int(),
  changedByName: z.string(),
  changedAt: z.coerce.date(),
});

async function findFormerStack(tx: Transaction, segmentId: number): Promise<FormerStack | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select change, current_step as "currentStep", changed_by_name as "changedByName", changed_at as "changedAt",
      (select count(*)::int from former_stack_action action where action.segment_id = former_stack.segment_id) as steps,
      ${formerLines} as size
    from former_stack where segment_id = ${segmentId}`);
  return z.array(formerSchema).parse(rows)[0] ?? null;
}

const cents = (amount: number) => Math.round(amount * 100) / 100;

async function stepsOf(tx: Transaction, segmentId: number, currentStep: number, rows: StackRow[]): Promise<StackStep[]> {
  const words = await stepsInWords(tx, rows);
  const names = await namesOfEdits(tx, segmentId);
  return rows.map((row) => stepOf(row, currentStep, words.get(row) ?? [], names.get(row.step) ?? { addedNames: [], removedNames: [] }));
}

function stepOf(row: StackRow, currentStep: number, words: Words, names: { addedNames: string[]; removedNames: string[] }): StackStep {
  const { step, numbers, size, userId, userName, takenAt, kind, switchedOff } = row;
  const base = { step, numbers, size, userId, userName, takenAt, undone: step > currentStep, switchedOff };
  const { found, entireCompanies, reused: _, oneLine = false, dedupe = null, ...addOptions } = row.options;
  switch (kind) {
    case "add":
      return { ...base, kind, filter: row.filter ?? { kind: "all", of: [] }, words, options: addOptions, found };
    case "reduce":
    case "refine":
      return { ...base, kind, filter: row.filter ?? { kind: "all", of: [] }, words, options: { entireCompanies }, found };
    case "edit":
      return { ...base, kind, ...names, allowExisting: addOptions.allowExisting, oneLine, dedupe };
    case "reuse":
      return { ...base, kind, words, filter: row.filter ?? { kind: "all", of: [] }, found };
    case "import":
      return { ...base, kind, words };
    default:
      return kind satisfies never;
  }
}

const namedSchema = z.object({ code: z.string(), name: z.string() }).nullable();
const segmentSchema = z.object({
  segmentId: z.int(),
  segmentNo: z.string(),
  description: z.string().nullable(),
  date: z.string(),
  salesperson: namedSchema,
  campaign: namedSchema,
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  interactionTemplate: namedSchema,
  interactionGroup: namedSchema,
  language: namedSchema,
  correspondenceType: z.enum(correspondenceTypes).nullable(),
  ignoreContactCorresType: z.boolean(),
  informationFlow: z.enum(informationFlows).nullable(),
  initiatedBy: z.enum(initiators).nullable(),
  unitCostLcy: z.number(),
  unitDurationMin: z.int(),
  suppression: z.array(z.string()),
  state: z.enum(segmentStates),
  version: z.int(),
  headerVersion: z.int(),
  createdAt: z.coerce.date(),
  ownerName: z.string().nullable(),
  changedAt: z.coerce.date(),
  changedByName: z.string().nullable(),
  currentStep: z.int(),
});

const named = (table: string, code: string, name: string) =>
  Prisma.raw(`case when ${table}.${code} is not null then jsonb_build_object('code', ${table}.${code}, 'name', ${table}.${name}) end`);

async function readSegment(tx: Transaction, segmentNo: string): Promise<z.infer<typeof segmentSchema> | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select segment.id as "segmentId", segment.segment_no as "segmentNo", segment.description, to_char(segment.date, 'YYYY-MM-DD') as date,
      ${named("salesperson", "code", "name")} as salesperson, ${named("campaign", "campaign_no", "description")} as campaign,
      segment.campaign_target as "campaignTarget", segment.campaign_response as "campaignResponse",
      ${named("interaction_template", "code", "description")} as "interactionTemplate", ${named("interaction_group", "code", "description")} as "interactionGroup",
      ${named("language", "code", "name")} as language, segment.correspondence_type::text as "correspondenceType",
      segment.ignore_contact_corres_type as "ignoreContactCorresType", segment.information_flow::text as "informationFlow",
      segment.initiated_by::text as "initiatedBy", segment.unit_cost_lcy::float8 as "unitCostLcy", segment.unit_duration_min as "unitDurationMin", segment.suppression,
      segment.state::text as state, segment.version, segment.header_version as "headerVersion", segment.created_at as "createdAt", owner.name as "ownerName",
      segment.changed_at as "changedAt", changer.name as "changedByName", segment.current_step as "currentStep"
    from segment
    left join salesperson on salesperson.code = segment.salesperson_code
    left join campaign on campaign.campaign_no = segment.campaign_no
    left join interaction_template on interaction_template.code = segment.interaction_template_code
    left join interaction_group on interaction_group.code = segment.interaction_group_code
    left join language on language.code = segment.language_code
    left join app_user owner on owner.id = segment.created_by
    left join app_user changer on changer.id = segment.changed_by
    where segment.segment_no = ${segmentNo}`);
  return z.array(segmentSchema).parse(rows)[0] ?? null;
}
