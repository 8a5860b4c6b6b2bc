import fc from "fast-check";
import type { Database } from "@/lib/db/client";
import type { Filter } from "@/lib/filters/schema";
import { saveCriteria } from "@/lib/segmentation/save-criteria";
import type { AskedStackChange } from "@/lib/segmentation/stack-change-schema";
import { undoStackChange } from "@/lib/segmentation/undo-stack-change";
import { filters, withSegmentNo } from "./filters";
import { countLines, numbersOf } from "./lines";
import type { ModelWorksheet } from "./model";
import { options } from "./options";
import { changePatiently, patiently, previewChangePatiently } from "./patience";
import type { Harness } from "./run-sequence";
import { type ModelOptions, type ModelStep, noEdit } from "./steps";

type By = { by: 0 | 1 };
/** What two people do to a stack as a whole. Steps are picked by number, modulo how many there are. */
export type StackAct =
  | ({ act: "editStep"; pick: number; filter: Filter; options: ModelOptions } & By)
  | ({ act: "moveStep"; pick: number; to: number } & By)
  | ({ act: "switchStep" | "removeStep"; pick: number } & By)
  | ({ act: "refresh" } & By)
  | ({ act: "undoChange" } & By)
  | ({ act: "saveAndReuse"; save: boolean; edits: boolean; instead: boolean } & By)
  /** Some are logged, a few of whom canceled, or those that were logged before; they are taken from it. */
  | ({
      act: "reuseLogged";
      log: boolean;
      picks: number[];
      canceled: number;
      positive: number;
      who: "all" | "positive";
      ignoreExclusion: boolean;
    } & By);

const by = fc.constantFrom(0 as const, 1 as const);
const pick = fc.nat({ max: 40 });
const act = <T extends string>(name: T) => fc.constant(name);

export const stackActs: fc.Arbitrary<StackAct> = fc.oneof(
  fc.record({ act: act("editStep"), pick, filter: filters, options, by }),
  fc.record({ act: act("moveStep"), pick, to: pick, by }),
  fc.record({ act: fc.constantFrom("switchStep" as const, "removeStep" as const), pick, by }),
  fc.record({ act: act("refresh"), by }),
  { weight: 3, arbitrary: fc.record({ act: act("undoChange"), by }) },
  fc.record({ act: act("saveAndReuse"), save: fc.boolean(), edits: fc.boolean(), instead: fc.boolean(), by }),
);

export const reuseActs: fc.Arbitrary<StackAct> = fc.record({
  act: act("reuseLogged"),
  log: fc.boolean(),
  picks: fc.array(pick, { minLength: 1, maxLength: 8 }),
  canceled: fc.nat({ max: 2 }),
  positive: fc.nat({ max: 5 }),
  who: fc.constantFrom("all" as const, "all" as const, "positive" as const),
  ignoreExclusion: fc.boolean(),
  by,
});

type Agree = (what: string, product: unknown, model: unknown) => void;

export async function performOnStack(
  { db, users }: Harness,
  segmentNo: string,
  model: ModelWorksheet,
  done: StackAct,
  agree: Agree,
): Promise<void> {
  const context = users[done.by];
  const steps = model.steps.slice(0, model.currentStep);
  if (done.act === "undoChange") {
    const undone = await patiently(() => undoStackChange(context, { segmentNo, fromStep: model.currentStep }));
    const expected = model.undoChange() ? { currentStep: model.currentStep, size: countLines(model.lines) } : "no_change_to_undo";
    return agree("undone", undone.ok ? undone.value : undone.error.code, expected);
  }
  if (done.act === "saveAndReuse" && done.save) {
    const kept = steps.filter(({ off, criteria }) => !off && (done.edits || criteria));
    const code = `C${(model.saved?.criteriaId ?? 0) + 1}`;
    const saved = await patiently(() => saveCriteria(context, { segmentNo, code, editsByHand: done.edits }));
    agree("saved", saved.ok ? saved.value.steps : saved.error.code, kept.length > 0 ? kept.length : "no_steps");
    if (saved.ok) model.saved = { criteriaId: saved.value.criteriaId, steps: kept };
  }
  if (done.act === "reuseLogged" && (done.log || model.logged.size === 0)) await logSome(db, model, done);
  const asked = changeOf(model, steps, done, segmentNo, context.user.id);
  if (!asked) return;
  const { change, kept, replayed } = asked;
  const shown = await previewChangePatiently(context, { segmentNo, change });
  if (done.act === "saveAndReuse" && replayed.length === 0)
    return agree("shown", shown.ok ? shown.value : shown.error.code, "nothing_to_reuse");
  const before = model.lines;
  const numbers = model.change(kept, replayed);
  const inAll = numbersOf(before, model.lines);
  if (!shown.ok) return agree("shown", shown.error, [inAll, numbers]);
  const { version, steps: taken } = shown.value;
  agree("shown", [shown.value.numbers, taken.flatMap(({ now }) => now ?? [])], [inAll, numbers]);
  const changed = await changePatiently(context, { segmentNo, change, version, shown: { inAll, steps: numbers } });
  agree("changed", changed.ok ? changed.value : changed.error, shown.value);
}

const noOptions = { expandCompanies: false, relatedCompanies: false, ignoreExclusion: false, allowExisting: false, entireCompanies: false };

/** Writes a logged segment with an interaction for each pick; the first are canceled, the last positive. */
async function logSome(db: Database, model: ModelWorksheet, { picks, canceled, positive }: Extract<StackAct, { act: "reuseLogged" }>) {
  const entries = picks.flatMap((pick, at) => {
    const contact = model.world[pick % model.world.length];
    return contact ? [{ id: contact.id, canceled: at < canceled, positive: at >= picks.length - positive }] : [];
  });
  const { rows } = await db.pool.query<{ no: number }>(
    `with logged as (
       insert into logged_segment (segment_no, description, created_on, logged_at, user_name, no_of_interactions)
       select 'L' || count(*), 'Logged', '2026-03-16', now(), 'Ada', 0 from logged_segment returning entry_no),
     entry as (
       insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description, canceled, evaluation, logged_segment_entry_no)
       select id, 'K' || id, 'Name', '2026-03-16', 'Logged', canceled, case when positive then evaluation 'positive' end, entry_no
       from logged, jsonb_to_recordset($1::jsonb) as e (id int, canceled boolean, positive boolean))
     select entry_no as no from logged`,
    [JSON.stringify(entries)],
  );
  const counted = entries.filter((entry) => !entry.canceled);
  const ids = (of: typeof entries) => new Set(of.map(({ id }) => id));
  model.logged.set(rows[0]?.no ?? 0, { all: ids(counted), positive: ids(counted.filter((entry) => entry.positive)) });
}

/** What is asked of the product, how many steps stay, and which are taken again above them. */
type Asked = { change: AskedStackChange; kept: number; replayed: ModelStep[] };

function changeOf(
  model: ModelWorksheet,
  steps: ModelStep[],
  done: Exclude<StackAct, { act: "undoChange" }>,
  segmentNo: string,
  userId: string,
): Asked | null {
  if (done.act === "saveAndReuse") {
    if (!model.saved) return null;
    const { edits: editsByHand, instead } = done;
    const replayed = model.saved.steps.filter(({ criteria }) => editsByHand || criteria).map((step) => ({ ...step, userId }));
    const change = { change: "reuse_criteria" as const, criteriaId: model.saved.criteriaId, editsByHand, instead };
    return { change, kept: instead ? 0 : steps.length, replayed };
  }
  if (done.act === "reuseLogged") {
    const { who, ignoreExclusion } = done;
    const entryNo = Math.max(...model.logged.keys());
    const choice = who === "all" ? { who } : { who: "evaluated" as const, evaluations: ["positive" as const] };
    const criteria = { kind: "reuse" as const, entryNo, who, options: { ...noOptions, ignoreExclusion } };
    const step = { ...noEdit, userId, criteria, lines: new Map(), numbers: numbersOf(new Map(), new Map()) };
    return { change: { change: "reuse_logged", entryNo, choice, ignoreExclusion }, kept: steps.length, replayed: [step] };
  }
  if (done.act === "refresh") return steps.length === 0 ? null : { change: { change: "refresh" }, kept: 0, replayed: steps };
  const at = done.pick % steps.length;
  const step = steps[at];
  if (!step) return null;
  const from = (change: AskedStackChange, first: number, after: ModelStep[]) => ({ change, kept: first, replayed: after.slice(first) });
  switch (done.act) {
    case "moveStep": {
      const to = done.to % steps.length;
      const moved = steps.toSpliced(at, 1).toSpliced(to, 0, step);
      return from({ change: "move", step: at + 1, to: to + 1 }, Math.min(at, to), moved);
    }
    case "removeStep":
      return from({ change: "remove", step: at + 1 }, at, steps.toSpliced(at, 1));
    case "switchStep":
      return from({ change: "switch", step: at + 1, on: step.off }, at, steps.with(at, { ...step, off: !step.off }));
    case "editStep": {
      if (!step.criteria || step.criteria.kind === "reuse") return null;
      const { kind } = step.criteria;
      const { filter, options } = done;
      const criteria = { kind, filter: withSegmentNo(filter, segmentNo), options };
      const edited = { ...step, userId, criteria: { kind, filter, options } };
      return from({ change: "edit", step: at + 1, criteria }, at, steps.with(at, edited));
    }
    default:
      return done satisfies never;
  }
}
