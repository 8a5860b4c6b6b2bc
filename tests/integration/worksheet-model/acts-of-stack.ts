import fc from "fast-check";
import type { Filter } from "@/lib/filters/schema";
import { changeStack, previewStackChange } from "@/lib/segmentation/change-stack";
import { saveCriteria } from "@/lib/segmentation/save-criteria";
import type { AskedStackChange } from "@/lib/segmentation/stack-change-schema";
import { undoStackChange } from "@/lib/segmentation/undo-stack-change";
import { filters, withSegmentNo } from "./filters";
import type { ModelNumbers, ModelOptions, ModelStep, ModelWorksheet } from "./model";
import type { Harness } from "./run-sequence";

/** What two people do to a stack as a whole. Steps are picked by number, modulo how many there are. */
export type StackAct =
  | { act: "editStep"; pick: number; filter: Filter; options: ModelOptions; by: 0 | 1 }
  | { act: "moveStep"; pick: number; to: number; by: 0 | 1 }
  | { act: "switchStep"; pick: number; by: 0 | 1 }
  | { act: "removeStep"; pick: number; by: 0 | 1 }
  | { act: "refresh"; by: 0 | 1 }
  | { act: "undoChange"; by: 0 | 1 }
  | { act: "saveAndReuse"; save: boolean; edits: boolean; instead: boolean; by: 0 | 1 };

const by = fc.constantFrom(0 as const, 1 as const);
const pick = fc.nat({ max: 40 });
const act = <T extends string>(name: T) => fc.constant(name);
const options = fc.record({
  expandCompanies: fc.boolean(),
  relatedCompanies: fc.boolean(),
  ignoreExclusion: fc.boolean(),
  entireCompanies: fc.boolean(),
});

export const stackActs: fc.Arbitrary<StackAct> = fc.oneof(
  fc.record({ act: act("editStep"), pick, filter: filters, options, by }),
  fc.record({ act: act("moveStep"), pick, to: pick, by }),
  fc.record({ act: act("switchStep"), pick, by }),
  fc.record({ act: act("removeStep"), pick, by }),
  fc.record({ act: act("refresh"), by }),
  { weight: 3, arbitrary: fc.record({ act: act("undoChange"), by }) },
  fc.record({ act: act("saveAndReuse"), save: fc.boolean(), edits: fc.boolean(), instead: fc.boolean(), by }),
);

/** What a step says, and whom an edit was meant to add and remove. */
type Said =
  | { kind: "add" | "reduce" | "refine"; filter: Filter; options: ModelOptions }
  | { kind: "edit"; added: Set<number>; removed: Set<number> };
const said = new WeakMap<ModelStep, Said>();

/** Keeps what the step says that was just taken. An edit that goes on with another means what both meant. */
export function remember(
  model: ModelWorksheet,
  before: { step: ModelStep | undefined; members: Set<number> },
  criteria: Said | null,
): void {
  const step = model.steps[model.currentStep - 1];
  if (!step || said.has(step)) return;
  if (step.kind !== "edit") {
    if (criteria) said.set(step, criteria);
    return;
  }
  const below = model.membersAt(model.currentStep - 1);
  const earlier = model.steps.includes(before.step as ModelStep) ? undefined : before.step && said.get(before.step);
  const meant = earlier?.kind === "edit" ? earlier : { added: new Set<number>(), removed: new Set<number>() };
  const came = [...step.members].filter((id) => !before.members.has(id));
  const left = [...before.members].filter((id) => !step.members.has(id));
  const added = new Set([...meant.added, ...came.filter((id) => !below.has(id))].filter((id) => !left.includes(id)));
  const removed = new Set([...meant.removed, ...left.filter((id) => below.has(id))].filter((id) => !came.includes(id)));
  said.set(step, { kind: "edit", added, removed });
}

/** Whom edits of any stack were meant to add and to remove: contacts that go leave these too. */
export function meantBy(model: ModelWorksheet): Set<number>[] {
  return [...model.steps, ...(model.former?.steps ?? []), ...(model.saved ?? [])].flatMap((step) => {
    const meaning = said.get(step);
    return meaning?.kind === "edit" ? [meaning.added, meaning.removed] : [];
  });
}

type Agree = (what: string, product: unknown, model: unknown) => void;

export async function performOnStack(
  { users }: Harness,
  segmentNo: string,
  model: ModelWorksheet,
  done: StackAct,
  agree: Agree,
): Promise<void> {
  const context = users[done.by];
  const steps = model.steps.slice(0, model.currentStep);
  if (done.act === "undoChange") {
    const undone = await undoStackChange(context, { segmentNo, fromStep: model.currentStep });
    const { former } = model;
    if (former) Object.assign(model, { steps: former.steps, currentStep: former.currentStep, former: null });
    agree(
      "undone",
      undone.ok ? undone.value : undone.error.code,
      former ? { currentStep: model.currentStep, size: model.members.size } : "no_change_to_undo",
    );
    return model.dropChangedLines();
  }
  if (done.act === "saveAndReuse" && done.save) {
    const kept = steps.filter((step) => !step.off && (done.edits || step.kind !== "edit"));
    const code = `C${Math.random()}`.slice(0, 20);
    const kept_ = await saveCriteria(context, { segmentNo, code, editsByHand: done.edits });
    agree("saved", kept_.ok ? kept_.value.steps : kept_.error.code, kept.length > 0 ? kept.length : "no_steps");
    if (kept_.ok) Object.assign(model, { saved: kept.map(copyOf), savedId: kept_.value.criteriaId });
  }
  const asked = changeOf(model, steps, done, segmentNo, context.user.id);
  if (!asked) return;
  const shown = await previewStackChange(context, { segmentNo, change: asked.change });
  if (!shown.ok)
    return agree(
      "shown",
      shown.error.code,
      asked.replayed.length === 0 && asked.change.change === "reuse_criteria" ? "nothing_to_reuse" : "a difference",
    );
  const former = { steps: model.steps, currentStep: model.currentStep };
  const before = model.members;
  const numbers = replayInModel(model, steps.slice(0, asked.kept), asked.replayed);
  const { version, steps: replayed } = shown.value;
  const inAll = {
    before: before.size,
    added: [...model.members].filter((id) => !before.has(id)).length,
    removed: [...before].filter((id) => !model.members.has(id)).length,
    after: model.members.size,
  };
  agree("shown", [shown.value.numbers, replayed.flatMap(({ now }) => (now ? [now] : []))], [inAll, numbers]);
  const changed = await changeStack(context, { segmentNo, change: asked.change, version, shown: { inAll, steps: numbers } });
  agree("changed", changed.ok ? changed.value : changed.error, shown.value);
  model.former = former;
  model.dropChangedLines();
}

type Asked = { change: AskedStackChange; kept: number; replayed: ModelStep[] };

function changeOf(model: ModelWorksheet, steps: ModelStep[], done: StackAct, segmentNo: string, userId: string): Asked | null {
  if (done.act === "saveAndReuse") {
    if (!model.saved || model.savedId === undefined) return null;
    const { edits: editsByHand, instead } = done;
    const replayed = model.saved.filter(({ kind }) => editsByHand || kind !== "edit").map((step) => ({ ...copyOf(step), userId }));
    for (const [at, step] of replayed.entries()) keepMeaning(model.saved.filter(({ kind }) => editsByHand || kind !== "edit")[at], step);
    return {
      change: { change: "reuse_criteria", criteriaId: model.savedId, editsByHand, instead },
      kept: instead ? 0 : steps.length,
      replayed,
    };
  }
  if (steps.length === 0) return null;
  if (done.act === "refresh") return { change: { change: "refresh" }, kept: 0, replayed: steps };
  if (done.act === "undoChange") return null;
  const at = done.pick % steps.length;
  const step = steps[at];
  if (!step) return null;
  switch (done.act) {
    case "moveStep": {
      const to = done.to % steps.length;
      const moved = steps.toSpliced(at, 1).toSpliced(to, 0, step);
      const kept = Math.min(at, to);
      return { change: { change: "move", step: at + 1, to: to + 1 }, kept, replayed: moved.slice(kept) };
    }
    case "removeStep":
      return { change: { change: "remove", step: at + 1 }, kept: at, replayed: steps.toSpliced(at, 1).slice(at) };
    case "switchStep": {
      const switched = { ...step, off: !step.off };
      keepMeaning(step, switched);
      return { change: { change: "switch", step: at + 1, on: Boolean(step.off) }, kept: at, replayed: steps.with(at, switched).slice(at) };
    }
    case "editStep": {
      if (step.kind === "edit") return null;
      const edited = { ...step, userId };
      said.set(edited, { kind: step.kind, filter: done.filter, options: done.options });
      const criteria = { kind: step.kind, filter: withSegmentNo(done.filter, segmentNo), options: done.options };
      return { change: { change: "edit", step: at + 1, criteria }, kept: at, replayed: steps.with(at, edited).slice(at) };
    }
    default:
      return done satisfies never;
  }
}

/** Takes the steps one after another on the contacts of now. Those that stay are the same; replayed ones are new. */
function replayInModel(model: ModelWorksheet, kept: ModelStep[], replayed: ModelStep[]): ModelNumbers[] {
  model.steps = kept;
  model.currentStep = kept.length;
  return replayed.map((step) => {
    const before = model.members;
    const members = step.off ? new Set(before) : outcomeOf(model, step);
    const came = [...members].filter((id) => !before.has(id)).length;
    const numbers = { before: before.size, added: came, removed: before.size + came - members.size, after: members.size };
    const taken = { ...step, members, numbers };
    keepMeaning(step, taken);
    model.steps = [...model.steps, taken];
    model.currentStep++;
    return numbers;
  });
}

function outcomeOf(model: ModelWorksheet, step: ModelStep): Set<number> {
  const meaning = said.get(step);
  if (!meaning) throw new Error("nobody knows what a step says");
  if (meaning.kind !== "edit") return model.outcome(meaning.kind, meaning.filter, meaning.options);
  const allowed = new Set(model.world.filter(({ blocked }) => !blocked).map(({ id }) => id));
  const staying = [...model.members].filter((id) => !meaning.removed.has(id));
  return new Set([...staying, ...[...meaning.added].filter((id) => allowed.has(id))]);
}

/** A step that means the same; whom an edit means is its own from here on. */
function copyOf(step: ModelStep): ModelStep {
  const copy = { ...step, off: false };
  keepMeaning(step, copy);
  return copy;
}

function keepMeaning(from: ModelStep | undefined, to: ModelStep): void {
  const meaning = from && said.get(from);
  if (!meaning) return;
  said.set(to, meaning.kind === "edit" ? { ...meaning, added: new Set(meaning.added), removed: new Set(meaning.removed) } : meaning);
}
