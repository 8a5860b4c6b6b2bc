import { type BuilderNode, findGroup, findPlace, type GroupNode, type NodeId, type Tree } from "./tree";

/** Trees with one part changed, put in or taken out. Whatever stays as it is stays the same object. */

/** A tree after an edit, and the part that is to be looked at then. An edit that is not possible changes nothing. */
export type Edited = { tree: Tree; focus: NodeId };

/** With `to` in the place of a part, which is looked at then. */
export function change(tree: Tree, id: NodeId, to: (node: BuilderNode) => BuilderNode): Edited {
  return { tree: { ...tree, root: mapGroup(tree.root, (node) => (node.id === id ? to(node) : node)) }, focus: id };
}

/** The same for a group, also for one inside a relation. */
export function changeGroup(tree: Tree, id: NodeId, to: (group: GroupNode) => GroupNode): Edited {
  const found = findGroup(tree.root, id);
  return found ? { tree: { ...tree, root: withGroup(tree.root, found.group.id, to) }, focus: id } : { tree, focus: id };
}

/** The same group with every part below it passed through `to`, from the inside out. */
function mapGroup(group: GroupNode, to: (node: BuilderNode) => BuilderNode): GroupNode {
  const of = group.of.map((node) => {
    if (node.kind === "group") return to(mapGroup(node, to));
    if (node.kind !== "relation") return to(node);
    const where = mapGroup(node.where, to);
    return to(where === node.where ? node : { ...node, where });
  });
  return of.some((node, index) => node !== group.of[index]) ? { ...group, of } : group;
}

/** The whole with `to` in the place of a group. */
export function withGroup(root: GroupNode, id: NodeId, to: (group: GroupNode) => GroupNode): GroupNode {
  if (root.id === id) return to(root);
  return mapGroup(root, (node) => {
    if (node.kind === "group" && node.id === id) return to(node);
    return node.kind === "relation" && node.where.id === id ? { ...node, where: to(node.where) } : node;
  });
}

/** A list around what is in it now; with nothing in it any more it says nothing. */
export function listed(group: GroupNode, of: readonly BuilderNode[]): GroupNode {
  return { ...group, of, bare: group.bare && of.length === 1, kept: false };
}

/** The whole with a part put into a group. */
export function insert(root: GroupNode, into: NodeId, index: number, node: BuilderNode): GroupNode {
  return withGroup(root, into, (group) => listed(group, [...group.of.slice(0, index), node, ...group.of.slice(index)]));
}

/** The whole without a part. */
export function without(root: GroupNode, id: NodeId): GroupNode {
  const place = findPlace(root, id);
  return place
    ? withGroup(root, place.parent.id, (group) =>
        listed(
          group,
          group.of.filter((node) => node !== place.node),
        ),
      )
    : root;
}

/** The part whose head is seen for a group: the relation for the group inside it. */
export function headOf(root: GroupNode, id: NodeId): NodeId {
  return findPlace(root, id)?.node.id ?? root.id;
}
