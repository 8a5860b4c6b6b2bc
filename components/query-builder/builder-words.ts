import { sectionOf } from "@/lib/filters/catalogue";
import { inWords, textOf } from "@/lib/filters/in-words";
import { type AggregateKind, type AggregateOp, aggregateKinds } from "@/lib/filters/schema";
import type { CodeNames } from "@/lib/filters/words";
import { type BuilderNode, type CountOp, fieldOfRow, type GroupMatch, nodeToFilter, type RelationHow, type RelationNode } from "./tree";

export const groupWords: Record<GroupMatch, string> = { all: "all of", any: "any of", none: "none of", notAll: "not all of" };

export const groupChoices: readonly { value: GroupMatch; label: string; hint: string }[] = [
  { value: "all", label: groupWords.all, hint: "A" },
  { value: "any", label: groupWords.any, hint: "O" },
  { value: "none", label: groupWords.none, hint: "N" },
  { value: "notAll", label: groupWords.notAll, hint: "" },
];

/** How a relation is asked for: `count greaterOrEqual` and its like are counts, `aggregate sum` what a field comes to. */
export type HowKey = "any" | "none" | "all" | `count ${CountOp}` | `aggregate ${AggregateKind}`;

export function howKey(how: RelationHow): HowKey {
  if (how.match === "aggregate") return `aggregate ${how.of}`;
  return how.match === "count" ? `count ${how.op}` : how.match;
}

/** The choice of before with another key; a number that was typed stays. */
export function howOf(key: HowKey, before: RelationHow): RelationHow {
  if (key === "any" || key === "none" || key === "all") return { match: key };
  const of = aggregateKinds.find((each) => key === `aggregate ${each}`);
  if (of) return figureOf(of, before);
  const value = before.match === "count" ? before.value : 1;
  const op = countOps.find((each) => key === `count ${each}`) ?? "greaterOrEqual";
  return { match: "count", op, value };
}

function figureOf(of: AggregateKind, before: RelationHow): RelationHow {
  if (before.match !== "aggregate") return { match: "aggregate", of, field: null, op: "greaterOrEqual", value: null };
  // What can be summed up can be counted, but not the other way round.
  return { ...before, of, field: before.of === "distinct" && of !== "distinct" ? null : before.field };
}

const figureWords: Record<AggregateKind, string> = {
  sum: "has the sum of",
  minimum: "has the smallest",
  maximum: "has the largest",
  average: "has the average",
  distinct: "has different values of",
};

/** What a figure is compared by. */
export const figureOps: readonly { value: AggregateOp; label: string }[] = [
  { value: "greaterOrEqual", label: "at least" },
  { value: "lessOrEqual", label: "at most" },
  { value: "greater", label: "above" },
  { value: "less", label: "below" },
  { value: "is", label: "exactly" },
];

const countOps: readonly CountOp[] = ["greaterOrEqual", "lessOrEqual", "is", "greater", "less", "isNot"];
const countWords: Record<CountOp, string> = {
  greaterOrEqual: "at least",
  lessOrEqual: "at most",
  is: "exactly",
  greater: "more than",
  less: "fewer than",
  isNot: "any number but",
};

/** *has a*, *has no*, *has only*, *has at least*: what stands before the name of a relation. */
export function howChoices(node: RelationNode): readonly { value: HowKey; label: string }[] {
  const { one } = sectionOf(node.relation);
  return [
    { value: "any", label: /^[AEIOU]/i.test(one) ? "has an" : "has a" },
    { value: "none", label: "has no" },
    { value: "all", label: "has only" },
    ...countOps.map((op) => ({ value: `count ${op}` as const, label: `has ${countWords[op]}` })),
    ...aggregateKinds.map((of) => ({ value: `aggregate ${of}` as const, label: figureWords[of] })),
  ];
}

/** A part in words, for screen readers, copies and messages; what is not finished is called by its field. */
export function wordsOfNode(node: BuilderNode, names: CodeNames): string {
  const field = node.kind === "row" ? fieldOfRow(node) : undefined;
  const filter = nodeToFilter(node);
  if (node.kind === "row") {
    if (!field) return node.field;
    const inside =
      filter && (node.relation ? ({ kind: "relation", relation: node.relation, match: "any", where: filter } as const) : filter);
    return inside ? textOf(inWords(inside, names)) : `${field.label}, not finished`;
  }
  if (node.kind === "group") return `${groupWords[node.match]}, ${node.of.length === 1 ? "1 part" : `${node.of.length} parts`}`;
  return filter ? textOf(inWords(filter, names)) : "not finished";
}
