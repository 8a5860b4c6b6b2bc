import type { Filter } from "@/lib/filters/schema";
import { add, type NewPart, paste, withOperand } from "./add-part";
import { move, step, unwrap, wrap } from "./move-part";
import { change, changeGroup, type Edited, headOf, insert, without } from "./rebuild-tree";
import {
  type BuilderNode,
  findPlace,
  type GroupMatch,
  type GroupNode,
  type NodeId,
  numbering,
  type Operand,
  type RelationHow,
  type Tree,
} from "./tree";

export type TreeEdit =
  /** Puts a part where `near` is: into that group, or behind that condition; further out where it may not stand there. */
  | { do: "add"; near: NodeId; part: NewPart }
  | { do: "paste"; near: NodeId; filter: Filter }
  | { do: "set row"; id: NodeId; operand: Operand }
  | { do: "set member"; id: NodeId; no: string | null; is: boolean }
  | { do: "match"; id: NodeId; match: GroupMatch }
  | { do: "how"; id: NodeId; how: RelationHow }
  | { do: "remove"; id: NodeId }
  | { do: "duplicate"; id: NodeId }
  /** Puts a group of its own around it. */
  | { do: "wrap"; id: NodeId }
  /** Takes the group away and leaves what is in it. */
  | { do: "unwrap"; id: NodeId }
  /** One place up or down as the tree is read: into a group and out of it again. */
  | { do: "step"; id: NodeId; by: 1 | -1 }
  | { do: "move"; id: NodeId; into: NodeId; index: number }
  | { do: "replace"; root: GroupNode; next: number };

/** An edit of the tree. One that is not possible changes nothing. */
export function editTree(tree: Tree, edit: TreeEdit): Edited {
  switch (edit.do) {
    case "add":
      return add(tree, edit.near, edit.part);
    case "paste":
      return paste(tree, edit.near, edit.filter);
    case "set row":
      return change(tree, edit.id, (node) => (node.kind === "row" ? withOperand(node, edit.operand) : node));
    case "set member":
      return change(tree, edit.id, (node) => (node.kind === "member" ? { ...node, no: edit.no, is: edit.is } : node));
    case "match":
      return changeGroup(tree, edit.id, (group) => ({ ...group, match: edit.match, bare: false }));
    case "how":
      return change(tree, edit.id, (node) => (node.kind === "relation" ? { ...node, how: edit.how } : node));
    case "remove":
      return remove(tree, edit.id);
    case "duplicate":
      return duplicate(tree, edit.id);
    case "wrap":
      return wrap(tree, edit.id);
    case "unwrap":
      return unwrap(tree, edit.id);
    case "step":
      return step(tree, edit.id, edit.by);
    case "move":
      return move(tree, edit.id, edit.into, edit.index);
    case "replace":
      return { tree: { root: edit.root, next: edit.next }, focus: edit.root.id };
    default:
      return edit satisfies never;
  }
}

function remove(tree: Tree, id: NodeId): Edited {
  const place = findPlace(tree.root, id);
  if (!place) return { tree, focus: id };
  const root = without(tree.root, id);
  const next = place.parent.of[place.index + 1] ?? place.parent.of[place.index - 1];
  return { tree: { ...tree, root }, focus: next?.id ?? headOf(root, place.parent.id) };
}

function duplicate(tree: Tree, id: NodeId): Edited {
  const place = findPlace(tree.root, id);
  if (!place) return { tree, focus: id };
  const ids = numbering(tree.next);
  const copy = renamed(place.node, ids.draw);
  return { tree: { root: insert(tree.root, place.parent.id, place.index + 1, copy), next: ids.next() }, focus: copy.id };
}

function renamed(node: BuilderNode, draw: () => NodeId): BuilderNode {
  if (node.kind === "group") return renamedGroup(node, draw);
  return node.kind === "relation" ? { ...node, id: draw(), where: renamedGroup(node.where, draw) } : { ...node, id: draw() };
}

function renamedGroup(group: GroupNode, draw: () => NodeId): GroupNode {
  return { ...group, id: draw(), of: group.of.map((node) => renamed(node, draw)) };
}
