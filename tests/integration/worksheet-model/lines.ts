/** The lines of a worksheet in the plainest way: how many each contact has. Nobody has none. */
export type Lines = ReadonlyMap<number, number>;

export type ModelNumbers = { before: number; added: number; removed: number; after: number };

/** Everybody who lost the line at `layer` of `lines`. */
export type ModelTurn = { layer: number; lines: number; ids: ReadonlySet<number> };

export function countLines(lines: Lines): number {
  return [...lines.values()].reduce((sum, count) => sum + count, 0);
}

export function numbersOf(before: Lines, after: Lines): ModelNumbers {
  return { before: countLines(before), added: gained(before, after), removed: gained(after, before), after: countLines(after) };
}

function gained(before: Lines, after: Lines): number {
  return [...after].reduce((sum, [id, count]) => sum + Math.max(0, count - (before.get(id) ?? 0)), 0);
}

export function sameLines(left: Lines, right: Lines): boolean {
  return left.size === right.size && [...left].every(([id, count]) => right.get(id) === count);
}

/** The lines with some contacts on another number of them. */
export function withLines(lines: Lines, ids: Iterable<number>, count: (before: number) => number): Map<number, number> {
  const after = new Map(lines);
  for (const id of ids) {
    const now = count(lines.get(id) ?? 0);
    if (now > 0) after.set(id, now);
    else after.delete(id);
  }
  return after;
}

/** Who has so many lines at least, layer by layer, in the order of their ids; one layer at least. */
export function layersOf(lines: Lines): number[][] {
  const highest = Math.max(1, ...lines.values());
  return Array.from({ length: highest }, (_, at) => sorted([...lines].flatMap(([id, count]) => (count > at ? [id] : []))));
}

export function sorted(ids: Iterable<number>): number[] {
  return [...ids].toSorted((left, right) => left - right);
}

export const union = (left: Iterable<number>, right: Iterable<number>): Set<number> => new Set([...left, ...right]);
export const minus = (left: Iterable<number>, right: ReadonlySet<number>): Set<number> => new Set([...left].filter((id) => !right.has(id)));
export const common = (left: Iterable<number>, right: ReadonlySet<number>): Set<number> => new Set([...left].filter((id) => right.has(id)));
