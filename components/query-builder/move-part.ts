import { fitted } from "./fit-part";
import { type Edited, headOf, insert, listed, withGroup, without } from "./rebuild-tree";
import { type BuilderNode, findGroup, findPlace, type GroupNode, inOrder, type NodeId, numbering, type Tree } from "./tree";

/** Puts a group of its own around a part. */
export function wrap(tree: Tree, id: NodeId): Edited {
  const place = findPlace(tree.root, id);
  if (!place) return { tree, focus: id };
  const ids = numbering(tree.next);
  const group: GroupNode = {
    id: ids.draw(),
    kind: "group",
    match: place.parent.match === "all" ? "any" : "all",
    of: [place.node],
    bare: false,
    kept: false,
  };
  const root = withGroup(tree.root, place.parent.id, (parent) => ({
    ...parent,
    bare: false,
    of: parent.of.map((node) => (node === place.node ? group : node)),
  }));
  return { tree: { root, next: ids.next() }, focus: group.id };
}

/** Takes a group away and leaves what is in it. */
export function unwrap(tree: Tree, id: NodeId): Edited {
  const place = findPlace(tree.root, id);
  if (place?.node.kind !== "group") return { tree, focus: id };
  const inside = place.node.of;
  const root = withGroup(tree.root, place.parent.id, (parent) =>
    listed(
      parent,
      parent.of.flatMap((node) => (node === place.node ? inside : [node])),
    ),
  );
  return { tree: { ...tree, root }, focus: inside[0]?.id ?? headOf(tree.root, place.parent.id) };
}

/** One place up or down as the tree is read: into a group and out of it again. */
export function step(tree: Tree, id: NodeId, by: 1 | -1): Edited {
  const place = findPlace(tree.root, id);
  if (!place) return { tree, focus: id };
  const beside = place.parent.of[place.index + by];
  if (beside && (beside.kind === "group" || beside.kind === "relation")) {
    const into = beside.kind === "group" ? beside : beside.where;
    const moved = move(tree, id, into.id, by === 1 ? 0 : into.of.length);
    if (moved.tree !== tree) return moved;
  }
  if (beside) return move(tree, id, place.parent.id, place.index + (by === 1 ? 2 : -1));
  const outside = findPlace(tree.root, place.parent.id);
  return outside ? move(tree, id, outside.parent.id, outside.index + (by === 1 ? 1 : 0)) : { tree, focus: id };
}

/** Takes a part from where it is and puts it before the one that stands at `index` of another group now. */
export function move(tree: Tree, id: NodeId, into: NodeId, index: number): Edited {
  const stay = { tree, focus: id };
  const place = findPlace(tree.root, id);
  const target = findGroup(tree.root, into);
  if (!place || !target) return stay;
  const isInside = place.node.id === into || inOrderOf(place.node).some((node) => node.id === target.group.id);
  if (isInside) return stay;
  const ids = numbering(tree.next);
  const fit = fitted(place.node, target.relation, ids.draw);
  if (!fit) return stay;
  const sameGroup = place.parent.id === target.group.id;
  const at = sameGroup && place.index < index ? index - 1 : index;
  if (sameGroup && at === place.index) return stay;
  const root = insert(without(tree.root, id), target.group.id, at, fit);
  return { tree: { root, next: ids.next() }, focus: id };
}

function inOrderOf(node: BuilderNode): BuilderNode[] {
  if (node.kind === "group") return inOrder(node);
  return node.kind === "relation" ? [node, ...inOrder(node.where)] : [node];
}
