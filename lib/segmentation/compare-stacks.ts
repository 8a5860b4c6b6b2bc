import type { StackStep } from "./stack-types";

/** Two steps side by side; one of them is missing where only one stack has it. */
export type ComparedStep = { left: StackStep | null; right: StackStep | null; same: boolean };

/**
 * Lays two stacks side by side: the longest run of equal steps that both have in the same order stands on lines of its own, what differs between
 * them is paired where both have something of the same kind.
 */
export function compareStacks(left: readonly StackStep[], right: readonly StackStep[]): ComparedStep[] {
  const common = longestCommon(left, right);
  const rows: ComparedStep[] = [];
  let [l, r] = [0, 0];
  for (const [nextL, nextR] of [...common, [left.length, right.length] as const]) {
    rows.push(...pairUp(left.slice(l, nextL), right.slice(r, nextR)));
    const [one, other] = [left[nextL], right[nextR]];
    if (one && other) rows.push({ left: one, right: other, same: true });
    [l, r] = [nextL + 1, nextR + 1];
  }
  return rows;
}

function pairUp(left: readonly StackStep[], right: readonly StackStep[]): ComparedStep[] {
  const rest = [...right];
  const rows = left.map((step): ComparedStep => {
    const at = rest.findIndex(({ kind }) => kind === step.kind);
    const [other = null] = at < 0 ? [] : rest.splice(at, 1);
    return { left: step, right: other, same: false };
  });
  return [...rows, ...rest.map((step): ComparedStep => ({ left: null, right: step, same: false }))];
}

/** Places of equal steps in both stacks, ascending in both. */
function longestCommon(left: readonly StackStep[], right: readonly StackStep[]): [number, number][] {
  const [here, there] = [left.map(meaningOf), right.map(meaningOf)];
  const lengths: number[][] = Array.from({ length: left.length + 1 }, () => Array.from({ length: right.length + 1 }, () => 0));
  const at = (l: number, r: number) => lengths[l]?.[r] ?? 0;
  for (let l = left.length - 1; l >= 0; l--)
    for (let r = right.length - 1; r >= 0; r--) {
      const row = lengths[l];
      if (row) row[r] = here[l] === there[r] ? at(l + 1, r + 1) + 1 : Math.max(at(l + 1, r), at(l, r + 1));
    }
  const places: [number, number][] = [];
  for (let l = 0, r = 0; l < left.length && r < right.length; ) {
    if (here[l] === there[r]) places.push([l++, r++]);
    else if (at(l + 1, r) >= at(l, r + 1)) l++;
    else r++;
  }
  return places;
}

/** What a step says, as text. Edits are equal when they name the same people and numbers. */
function meaningOf(step: StackStep): string {
  if (step.kind === "edit")
    return JSON.stringify([step.kind, step.numbers.added, step.numbers.removed, step.addedNames, step.removedNames]);
  const options = "options" in step ? step.options : null;
  return JSON.stringify([step.kind, step.switchedOff, "filter" in step ? step.filter : null, options]);
}
