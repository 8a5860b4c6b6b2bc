"use client";

import { useMemo, useReducer, useState } from "react";
import type { Suggestion } from "@/components/filters/find-conditions";
import type { Option } from "@/components/ui/option";
import type { FilterClock } from "@/lib/filters/clock";
import { filterMessage } from "@/lib/filters/errors";
import type { LookupKind } from "@/lib/filters/field-kinds";
import { resolveFilter } from "@/lib/filters/resolve";
import type { Filter } from "@/lib/filters/schema";
import { type CodeNames, nameKey } from "@/lib/filters/words";
import type { NewPart } from "./add-part";
import type { TreeEdit } from "./edit-tree";
import { startHistory, stepHistory } from "./history";
import { firstOperand, listOperand } from "./operators";
import { fieldOfRow, filterToTree, type GroupNode, inOrder, type NodeId, nodeToFilter, treeToFilter } from "./tree";
import { typedOperand } from "./typed-operand";

/** A filter while it is edited. */
export type Builder = {
  root: GroupNode;
  /** The part that keys act on, and near which new conditions go. */
  focus: NodeId;
  /** What is finished and can be read. */
  filter: Filter;
  /** Where in the filter each part is. */
  paths: ReadonlyMap<NodeId, string>;
  /** What is wrong with a condition, in a sentence; the filter leaves it out. */
  problems: ReadonlyMap<NodeId, string>;
  /** Conditions with a value missing; the filter leaves them out. */
  unfinished: ReadonlySet<NodeId>;
  names: CodeNames;
  canUndo: boolean;
  canRedo: boolean;
  /** With `typing`, edits of the same name one after another are one for undo. */
  edit: (edit: TreeEdit, typing?: string) => void;
  undo: () => void;
  redo: () => void;
  lookAt: (id: NodeId) => void;
  /** What a picked code is called. */
  learn: (kind: LookupKind, option: Option) => void;
  /** Puts a filter in place of the one there is; can be undone. */
  replace: (filter: Filter, names?: CodeNames) => void;
};

/** The state of a query builder that begins with `filter`; `names` says what its codes are called. */
export function useBuilder(filter: Filter, names: CodeNames, clock: FilterClock): Builder {
  const [{ tree, focus, past, future }, step] = useReducer(stepHistory, filter, (start) => startHistory(filterToTree(start)));
  const [learned, setLearned] = useState<CodeNames>(names);
  const problems = useMemo(() => problemsIn(tree.root, clock), [tree.root, clock]);
  const written = useMemo(() => treeToFilter(tree.root, new Set(problems.keys())), [tree.root, problems]);
  const unfinished = useMemo(() => new Set(written.unfinished.filter((id) => !problems.has(id))), [written, problems]);
  const edit = (next: TreeEdit, typing?: string) => step({ take: "edit", edit: next, typing });
  return {
    root: tree.root,
    focus,
    filter: written.filter,
    paths: written.paths,
    problems,
    unfinished,
    names: learned,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    edit,
    undo: () => step({ take: "undo" }),
    redo: () => step({ take: "redo" }),
    lookAt: (id) => step({ take: "look at", id }),
    learn: (kind, option) => setLearned((before) => new Map(before).set(nameKey(kind, option.value), option.label)),
    replace: (next, more) => {
      if (more) setLearned((before) => new Map([...before, ...more]));
      const { root, next: number } = filterToTree(next);
      edit({ do: "replace", root, next: number });
    },
  };
}

/** The conditions that cannot be read, each with its sentence. */
function problemsIn(root: GroupNode, clock: FilterClock): ReadonlyMap<NodeId, string> {
  const problems = new Map<NodeId, string>();
  for (const node of inOrder(root)) {
    const condition = node.kind === "row" ? nodeToFilter(node) : null;
    if (node.kind !== "row" || condition?.kind !== "field" || condition.op === "ask") continue;
    const resolved = resolveFilter(
      node.relation ? { kind: "relation", relation: node.relation, match: "any", where: condition } : condition,
      clock,
    );
    if (!resolved.ok) problems.set(node.id, filterMessage(resolved.error));
  }
  return problems;
}

/** The condition that a line of the search box stands for. */
export function partOf({ section, field, effect }: Suggestion): Extract<NewPart, { add: "row" }> | null {
  const relation = section === "contact" ? null : section;
  const entry = fieldOfRow({ relation, field });
  if (!entry) return null;
  const operand =
    effect.set === "value"
      ? listOperand([effect.value.value], false)
      : effect.set === "text"
        ? typedOperand(effect.text, entry)
        : firstOperand(entry);
  return { add: "row", relation, field, ...operand };
}
