import { z } from "zod";
import { nobody, type SetExpression, subtract } from "@/lib/contact-sets/expressions";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { type Filter, filterSchema } from "@/lib/filters/schema";
import { type EditOptions, stepNumbersSchema } from "./criteria-schema";
import { layersAsJson, layersSchema } from "./layers";
import { membersOf } from "./members";
import { stepOptionsSchema } from "./stack-rows";

const bigint = z.coerce.bigint().nullable();

const stepSchema = z.object({
  /** Its number on the stack it was read from; null for a step that is new. */
  was: z.int().nullable(),
  kind: z.enum(["add", "reduce", "refine", "edit", "reuse", "import"]),
  filter: z.unknown(),
  options: stepOptionsSchema,
  switchedOff: z.boolean(),
  /** Whom an edit is meant to add and to remove: stored sets. */
  addedByHand: bigint,
  removedByHand: bigint,
  /** Its layers, and who was on it and on the step below it, which says what an edit was meant to do where nothing else does. */
  layers: layersSchema,
  setId: bigint,
  baseSetId: bigint,
  numbers: stepNumbersSchema.nullable(),
  userId: z.string().nullable(),
  userName: z.string(),
  takenAt: z.coerce.date(),
});

/** A step as it is replayed: what it says, whoever took it, and the numbers it had. Its filter is read when it is compiled. */
export type ReplayStep = z.infer<typeof stepSchema>;
/** Who takes a step, and when. */
export type Taker = Pick<ReplayStep, "userId" | "userName" | "takenAt">;

/** A step that nobody took yet, with a filter and no option chosen: an Add, or the reuse of a logged segment. */
export function freshStep(kind: "add" | "reuse", filter: Filter, taker: Taker): ReplayStep {
  const nothing = {
    was: null,
    switchedOff: false,
    addedByHand: null,
    removedByHand: null,
    layers: [],
    setId: null,
    baseSetId: null,
    numbers: null,
  };
  const options = {
    allowExisting: false,
    expandCompanies: false,
    relatedCompanies: false,
    entireCompanies: false,
    ignoreExclusion: false,
    found: null,
    reused: null,
  };
  return { ...nothing, kind, filter, options, ...taker };
}

/** The steps of a segment up to the current one, oldest first. */
export async function readReplaySteps(tx: Transaction, segmentId: number, currentStep: number): Promise<ReplayStep[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select action_no as was, kind::text as kind, filter, options, switched_off as "switchedOff", added_by_hand as "addedByHand", removed_by_hand as "removedByHand",
      ${layersAsJson(Prisma.sql`criteria_action.segment_id`, Prisma.sql`criteria_action.action_no`)} as layers, set_id as "setId", lag(set_id) over (order by action_no) as "baseSetId",
      jsonb_build_object('before', members_before, 'added', added, 'removed', removed, 'after', members_after) as numbers,
      user_id as "userId", user_name as "userName", taken_at as "takenAt"
    from criteria_action where segment_id = ${segmentId} and action_no <= ${currentStep} order by action_no`);
  return z.array(stepSchema).parse(rows);
}

/** The steps of saved criteria, to be taken by somebody now. */
export async function readSavedSteps(tx: Transaction, criteriaId: number, by: Taker): Promise<ReplayStep[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select null::int as was, kind::text as kind, filter, options, false as "switchedOff", added_by_hand as "addedByHand", removed_by_hand as "removedByHand",
      '[]'::jsonb as layers, null::bigint as "setId", null::bigint as "baseSetId", null::jsonb as numbers
    from saved_segment_criteria_step where criteria_id = ${criteriaId} order by step_no`);
  return z
    .array(stepSchema.omit({ userId: true, userName: true, takenAt: true }))
    .parse(rows)
    .map((step) => ({ ...step, ...by }));
}

/** Whom an edit is meant to add and to remove, whoever is on the segment when it is taken. Of duplicates nobody is named: they are looked for again. */
export function intentOf(step: ReplayStep): { added: SetExpression; removed: SetExpression } {
  if (step.options.dedupe) return { added: nobody(), removed: nobody() };
  if (step.addedByHand !== null || step.removedByHand !== null || step.setId === null)
    return { added: membersOf(step.addedByHand), removed: membersOf(step.removedByHand) };
  const [here, before] = [membersOf(step.setId), membersOf(step.baseSetId)];
  return { added: subtract(here, before), removed: subtract(before, here) };
}

/** What is special about an edit; only what is set is named, as edits by hand keep it. */
export function editOptionsOf({ allowExisting, oneLine, dedupe }: ReplayStep["options"]): EditOptions {
  return { ...(allowExisting && { allowExisting }), ...(oneLine && { oneLine }), ...(dedupe && { dedupe }) };
}

/** A step's filter, if it can still be read. */
export function filterOf(step: Pick<ReplayStep, "filter">) {
  return filterSchema.safeParse(step.filter ?? { kind: "all", of: [] });
}
