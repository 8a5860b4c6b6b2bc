import { editTree, type TreeEdit } from "./edit-tree";
import type { Edited } from "./rebuild-tree";
import { findPlace, type GroupNode, type NodeId, type Tree } from "./tree";

/** A tree with the ones before and after it. `typing` names the value that the last edit typed into: further keys there are the same edit. */
export type TreeHistory = {
  tree: Tree;
  focus: NodeId;
  past: readonly Tree[];
  future: readonly Tree[];
  typing: string | null;
};

export type HistoryStep =
  | { take: "edit"; edit: TreeEdit; typing?: string | undefined }
  | { take: "undo" | "redo" }
  /** Where new conditions go and keys act; no change of the tree. */
  | { take: "look at"; id: NodeId }
  /** Another filter altogether, without a way back to the one before. */
  | { take: "start over"; tree: Tree };

const most = 200;

export function startHistory(tree: Tree): TreeHistory {
  return { tree, focus: tree.root.id, past: [], future: [], typing: null };
}

/** The next state. Undo gives back exactly the tree of before. */
export function stepHistory(state: TreeHistory, step: HistoryStep): TreeHistory {
  switch (step.take) {
    case "edit":
      return edited(state, editTree(state.tree, step.edit), step.typing ?? null);
    case "undo": {
      const before = state.past.at(-1);
      if (!before) return state;
      return {
        tree: before,
        focus: stillThere(before.root, state.focus),
        past: state.past.slice(0, -1),
        future: [state.tree, ...state.future],
        typing: null,
      };
    }
    case "redo": {
      const [after, ...future] = state.future;
      return after
        ? { tree: after, focus: stillThere(after.root, state.focus), past: [...state.past, state.tree], future, typing: null }
        : state;
    }
    case "look at":
      return step.id === state.focus ? state : { ...state, focus: step.id, typing: null };
    case "start over":
      return startHistory(step.tree);
    default:
      return step satisfies never;
  }
}

function edited(state: TreeHistory, { tree, focus }: Edited, typing: string | null): TreeHistory {
  if (tree === state.tree || tree.root === state.tree.root) return { ...state, focus };
  const goesOn = typing !== null && typing === state.typing;
  return { tree, focus, past: goesOn ? state.past : [...state.past, state.tree].slice(-most), future: [], typing };
}

function stillThere(root: GroupNode, id: NodeId): NodeId {
  return findPlace(root, id) ? id : root.id;
}
