import type { OperationContext } from "@/lib/access/operation";
import { keepCommon, nobody, type SetExpression, stored, subtract, unite } from "@/lib/contact-sets/expressions";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { storeSets } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { setsOf } from "./layers";
import type { LockedSegment } from "./lock-segment";
import { pushEdit } from "./push-edit";
import type { StepTaken } from "./stack-types";

export type TakenOff = { taken: StepTaken | null; removed: number };

/**
 * Takes lines off a segment by hand, `leaving` says whose, layer by layer. Who loses all of theirs is removed; who keeps some loses one line
 * after the other, from the highest layer down, and what was changed on the lines above moves down. These are edits of two kinds, and so two steps
 * where both occur; of several steps the last is answered.
 */
export async function takeLinesOff(
  tx: Transaction,
  context: OperationContext,
  segment: LockedSegment,
  leaving: readonly SetExpression[],
  audit: Record<string, unknown>,
): Promise<TakenOff> {
  const [everyone = nobody(), ...upper] = setsOf(segment.layers);
  const [first = nobody(), ...others] = leaving;
  if (upper.length === 0) {
    const { taken, changed } = await pushEdit(tx, context, segment, { added: null, removed: first, options: {} }, { audit });
    return { taken, removed: changed };
  }
  // Stored first: which lines these are may depend on values that move as soon as one is gone.
  const plan = setPlan();
  const here = [everyone, ...upper].map((layer, at) => plan.once(keepCommon(layer, [first, ...others][at] ?? nobody())));
  const staying = [everyone, ...upper].map((layer, at) => subtract(layer, here[at] ?? nobody())).reduce(unite);
  const wholly = plan.once(subtract(everyone, staying));
  const parts = here.map((layer) => ({ expression: subtract(layer, wholly) }));
  const { sets } = await storeSets(tx, [{ expression: wholly }, ...parts], { plan });
  const [whole, ...single] = sets;
  let at: { segment: LockedSegment; taken: StepTaken | null; removed: number } = { segment, taken: null, removed: 0 };
  const take = async (set: (typeof sets)[number] | undefined, fromLayer: number | null) => {
    if (!set || set.size === 0) return;
    const removed = stored(set.setId);
    const edited = await (fromLayer === null
      ? pushEdit(tx, context, at.segment, { added: null, removed, options: {} }, { audit })
      : pushEdit(tx, context, at.segment, { added: null, removed, options: { oneLine: true } }, { audit, fromLayer }));
    at = { segment: edited.segment, taken: edited.taken ?? at.taken, removed: at.removed + edited.changed };
  };
  await take(whole, null);
  for (let layer = single.length; layer > 0; layer--) await take(single[layer - 1], layer);
  const ids = sets.flatMap((set) => set?.setId ?? []);
  await tx.$executeRaw(Prisma.sql`delete from contact_set where set_id = any(${ids}::bigint[])`);
  return { taken: at.taken, removed: at.removed };
}
