import type { OperationContext } from "@/lib/access/operation";
import { keepCommon, nobody, type SetExpression, stored, subtract, together, unite } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { type SetPlan, setPlan } from "@/lib/contact-sets/set-plan";
import { type ContactSet, storeSets } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { type Place, placeOfEdit } from "./criteria-stack";
import { type EditIntent, layersAfterEdit } from "./edit-intent";
import { linesIn, setsOf } from "./layers";
import type { LockedSegment } from "./lock-segment";
import { layersToStore, pushAction } from "./push-action";
import type { StepTaken } from "./stack-types";
import { takeTurns } from "./turns";

export type Edited<Name extends string> = {
  /** The step, new or gone on with; null when no line came or left, and then nothing is recorded. */
  taken: StepTaken | null;
  /** Lines that came or left now, apart from what the same step did before. */
  changed: number;
  sizes: Record<Name, number>;
  /** The segment as it is now, still locked. */
  segment: LockedSegment;
};

export type EditDetails<Name extends string> = {
  plan?: SetPlan;
  sizes?: Record<Name, SetExpression>;
  audit?: Record<string, unknown>;
  /** Of an edit that takes one of several lines: which layer it takes them from. Without it the highest of each contact goes. */
  fromLayer?: number;
};

/**
 * Records an edit by hand, which adds lines or takes some away, not both. An edit that goes on with one's own last edit of the same kind counts
 * from the lines before that one, so a contact added and removed again counts as neither. What it was meant to do is kept, see `byHandSets`.
 */
export async function pushEdit<Name extends string = never>(
  tx: Transaction,
  context: OperationContext,
  segment: LockedSegment,
  meant: EditIntent,
  details: EditDetails<Name> = {},
): Promise<Edited<Name>> {
  const { plan = setPlan(), audit, fromLayer } = details;
  const intent: EditIntent = { ...meant, added: meant.added && plan.once(meant.added), removed: meant.removed && plan.once(meant.removed) };
  const place = await placeOf(tx, context, segment, intent, plan);
  const current = setsOf(segment.layers);
  const base = place.folds ? setsOf(segment.baseLayers) : current;
  const after = layersAfterEdit(current, intent).map((layer) => plan.once(layer));
  const { added, removed } = byHandSets(segment, place, intent, plan);
  const turns = fromLayer === undefined || !intent.removed ? [] : turnsOf(current, intent.removed, fromLayer);
  const sizes = {
    ...(details.sizes ?? ({} as Record<Name, SetExpression>)),
    came: together(after.map((layer, at) => subtract(layer, base[at] ?? nobody()))),
  };
  const toStore = [
    ...layersToStore(after, segment.layers, segment.baseLayers),
    ...[added, removed].map((expression) => expression && { expression, unlessEmpty: true }),
    ...turns.map(({ expression }) => ({ expression, unlessEmpty: true })),
  ];
  const answer = await storeSets(tx, toStore, { plan, sizes });
  const layers = answer.sets.slice(0, after.length).filter((set) => set !== null);
  const [addedSet, removedSet, ...turnSets] = answer.sets.slice(after.length);
  const lines = linesIn(layers);
  const changed = Math.abs(lines - segment.size);
  if (changed === 0) {
    await forgetSets(tx, answer.sets);
    return { taken: null, changed, sizes: answer.sizes, segment };
  }
  const before = place.folds ? linesIn(segment.baseLayers) : segment.size;
  const { came } = answer.sizes;
  const numbers = { before, added: came, removed: before + came - lines, after: lines };
  const byHand = { added: addedSet?.setId ?? null, removed: removedSet?.setId ?? null };
  await pushAction(tx, context, segment, place, { kind: "edit", filter: null, options: intent.options, numbers, layers, byHand }, audit);
  const taken = turns.flatMap(({ layer, lines }, at) => (turnSets[at] ? [{ layer, lines, setId: turnSets[at].setId }] : []));
  await takeTurns(tx, segment.id, place.step, taken);
  const stack = { ...segment.stack, currentStep: place.step, steps: place.step };
  const now: LockedSegment = {
    ...segment,
    version: segment.version + 1,
    stack: { ...stack, top: { kind: "edit", userId: context.user.id, edit: intent.options }, changedByName: context.user.name },
    layers,
    setId: layers[0]?.setId ?? null,
    size: lines,
    baseLayers: place.folds ? segment.baseLayers : segment.layers,
    byHand,
    turns: segment.turns || taken.length > 0,
    formerStack: false,
  };
  return { taken: { step: place.step, numbers, found: null }, changed, sizes: answer.sizes, segment: now };
}

/**
 * Where the edit goes. Of one that gives or takes one line of each, the sets tell everybody once: who is concerned a second time needs a step of
 * its own, or replaying the edit would forget it. So does who is added again on one line after all of several were removed.
 */
async function placeOf(
  tx: Transaction,
  context: OperationContext,
  segment: LockedSegment,
  { added, removed, options }: EditIntent,
  plan: SetPlan,
): Promise<Place> {
  const place = placeOfEdit(segment.stack, context.user.id, options);
  const [, stoodTwice] = segment.baseLayers;
  const byLine = options.allowExisting || options.oneLine;
  if (!place.folds || options.dedupe || !(byLine || stoodTwice)) return place;
  const before = { added: setOrNobody(segment.byHand.added), removed: setOrNobody(segment.byHand.removed) };
  const [adding, removing] = [added ?? nobody(), removed ?? nobody()];
  const again = byLine
    ? together([keepCommon(before.added, adding), keepCommon(before.removed, removing)])
    : keepCommon(keepCommon(before.removed, adding), setOrNobody(stoodTwice?.setId ?? null));
  const { twice } = await sizesOf(tx, { twice: again }, plan);
  return twice === 0 ? place : { step: segment.stack.currentStep + 1, folds: false };
}

/**
 * Whom the step was meant to add and to remove, so that the layers below it with `layersAfterEdit` give those after it, and other layers what was
 * meant. Of plain edits only who really came or left counts: who was added and is removed again, or the other way round, is in neither.
 */
function byHandSets(
  segment: LockedSegment,
  place: Place,
  { added, removed, options }: EditIntent,
  plan: SetPlan,
): { added: SetExpression | null; removed: SetExpression | null } {
  if (options.dedupe) return { added: null, removed: null };
  const [everyone = nobody()] = setsOf(segment.layers);
  const came = added && (options.allowExisting ? added : plan.once(subtract(added, everyone)));
  const left = removed && plan.once(keepCommon(removed, everyone));
  if (!place.folds) return { added: came, removed: left };
  const [below = nobody()] = setsOf(segment.baseLayers);
  const { byHand } = segment;
  const unknown = byHand.added === null && byHand.removed === null; // taken before edits kept what they were meant to do
  const addedBefore = unknown ? subtract(everyone, below) : storedOrNull(byHand.added);
  const removedBefore = unknown ? subtract(below, everyone) : storedOrNull(byHand.removed);
  if (options.allowExisting) return { added: both(addedBefore, came), removed: null };
  if (options.oneLine) return { added: null, removed: both(removedBefore, left) };
  return {
    added: left ? addedBefore && subtract(addedBefore, left) : both(addedBefore, came && subtract(came, below)),
    removed: came ? removedBefore && subtract(removedBefore, came) : both(removedBefore, left && keepCommon(left, below)),
  };
}

function both(left: SetExpression | null, right: SetExpression | null): SetExpression | null {
  return left && right ? unite(left, right) : (left ?? right);
}

/** Who stands on how many lines, of those who lose the one at `layer` and have others above it. */
function turnsOf(layers: readonly SetExpression[], removed: SetExpression, layer: number) {
  return layers.slice(layer).map((at, index) => {
    const lines = layer + 1 + index;
    const above = layers[lines];
    const standing = keepCommon(removed, at);
    return { layer, lines, expression: above ? subtract(standing, above) : standing };
  });
}

function setOrNobody(setId: bigint | null): SetExpression {
  return storedOrNull(setId) ?? nobody();
}

function storedOrNull(setId: bigint | null): SetExpression | null {
  return setId === null ? null : stored(setId);
}

async function forgetSets(tx: Transaction, sets: readonly (ContactSet | null)[]): Promise<void> {
  const ids = sets.flatMap((set) => set?.setId ?? []);
  await tx.$executeRaw(Prisma.sql`delete from contact_set where set_id = any(${ids}::bigint[])`);
}
