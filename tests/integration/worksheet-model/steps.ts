import type { Filter } from "@/lib/filters/schema";
import { common, type Lines, type ModelNumbers, type ModelTurn, minus, union, withLines } from "./lines";
import type { ModelContact } from "./world";

export type ModelOptions = {
  expandCompanies: boolean;
  relatedCompanies: boolean;
  ignoreExclusion: boolean;
  allowExisting: boolean;
  entireCompanies: boolean;
};
export type ModelCriteria = { kind: "add" | "reduce" | "refine"; filter: Filter; options: ModelOptions };
/** Takes those of a logged segment: all, or who was evaluated as positive. */
export type ModelReuse = { kind: "reuse"; entryNo: number; who: keyof ModelLogged; options: ModelOptions };
/** Whom the entries of a logged segment are about, canceled ones not counted. */
export type ModelLogged = { all: ReadonlySet<number>; positive: ReadonlySet<number> };
export type EditKind = "plain" | "allowExisting" | "oneLine" | "dedupe contact" | "dedupe email";

/** A step of a stack. Never changed: one that is different is another. */
export type ModelStep = {
  userId: string;
  lines: Lines;
  numbers: ModelNumbers;
  /** What it says; null is an edit by hand. */
  criteria: ModelCriteria | ModelReuse | null;
  /** Of edits: of what kind, whom they were meant to add and to remove, and which lines they turned. */
  edit: EditKind | null;
  added: ReadonlySet<number>;
  removed: ReadonlySet<number>;
  turns: readonly ModelTurn[];
  off: boolean;
};

export const noEdit = { edit: null, added: new Set<number>(), removed: new Set<number>(), turns: [], off: false };

/** A step without contacts that are deleted. */
export function withoutContacts(step: ModelStep, gone: ReadonlySet<number>): ModelStep {
  return {
    ...step,
    lines: withLines(step.lines, gone, () => 0),
    added: minus(step.added, gone),
    removed: minus(step.removed, gone),
    turns: step.turns.map((turn) => ({ ...turn, ids: minus(turn.ids, gone) })),
  };
}

/** One contact in the places of the others. */
export function replaced(ids: ReadonlySet<number>, keep: ModelContact, gone: ReadonlySet<number>): ReadonlySet<number> {
  return common(ids, gone).size > 0 ? union(minus(ids, gone), [keep.id]) : ids;
}

/** A step with one contact in the places of the others, on as many lines as one of them had. */
export function withMerged(step: ModelStep, keep: ModelContact, gone: ReadonlySet<number>): ModelStep {
  const most = Math.max(...[keep.id, ...gone].map((id) => step.lines.get(id) ?? 0));
  const without = withLines(step.lines, gone, () => 0);
  return {
    ...step,
    lines: withLines(without, [keep.id], () => most),
    added: replaced(step.added, keep, gone),
    removed: replaced(step.removed, keep, gone),
    turns: step.turns.map((turn) => ({ ...turn, ids: replaced(turn.ids, keep, gone) })),
  };
}

/** Whom an edit that goes on was meant to add and to remove: who was added and is removed again is in neither, and the other way round. */
export function goingOn(
  top: ModelStep,
  edit: EditKind,
  { came, left }: { came: ReadonlySet<number>; left: ReadonlySet<number> },
  below: ReadonlySet<number>,
): [Set<number>, Set<number>] {
  if (edit !== "plain") return [union(top.added, came), union(top.removed, left)];
  return came.size > 0
    ? [union(top.added, minus(came, below)), minus(top.removed, came)]
    : [minus(top.added, left), union(top.removed, common(left, below))];
}
