import type { Filter, RelationKey } from "@/lib/filters/schema";
import {
  type BuilderNode,
  childrenOf,
  findGroup,
  findPlace,
  type GroupMatch,
  type GroupNode,
  inOrder,
  type MemberNode,
  type NodeId,
  numbering,
  type RelationHow,
  type RowNode,
  readNode,
  type Tree,
} from "./tree";

/** What is asked of a field. */
export type Operand = Pick<RowNode, "op" | "values" | "choice">;

/** A new part before it has a name. */
export type NewPart =
  | ({ add: "row"; relation: RelationKey | null; field: string } & Operand)
  | { add: "group"; match: GroupMatch }
  | { add: "relation"; relation: RelationKey }
  | { add: "member"; of: MemberNode["of"]; no: string | null };

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

/** A tree after an edit, and the part that is to be looked at then. An edit that is not possible changes nothing. */
export type Edited = { tree: Tree; focus: NodeId };

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

/** Whose fields a part asks for: of one relation, of contacts (null), or of anybody's, as an empty group does. */
function speaksOf(node: BuilderNode): { relation: RelationKey | null } | "anything" | "several" {
  if (node.kind === "row") return { relation: node.relation };
  if (node.kind !== "group") return { relation: null };
  const below = node.of.map(speaksOf).filter((each) => each !== "anything");
  const [first] = below;
  if (first === undefined) return "anything";
  if (first === "several" || below.some((each) => each === "several" || each.relation !== first.relation)) return "several";
  return first;
}

/** Whether a part may stand where fields of `relation` are asked for, with a bracket around it if need be. Null when it may not. */
function fitted(node: BuilderNode, relation: RelationKey | null, draw: () => NodeId): BuilderNode | null {
  const about = speaksOf(node);
  if (about === "several") return null;
  if (about === "anything" || about.relation === relation) return node;
  if (about.relation === null || relation !== null) return null;
  const where: GroupNode = node.kind === "group" ? node : { id: draw(), kind: "group", match: "all", of: [node], bare: false, kept: false };
  return { id: draw(), kind: "relation", relation: about.relation, how: { match: "any" }, where };
}

/** The innermost group at `near` in which the part may stand, and the place behind `near` there. */
function spotFor(root: GroupNode, near: NodeId, node: BuilderNode, draw: () => NodeId) {
  let group = findGroup(root, near);
  let index = group?.group.of.length ?? 0;
  let at: NodeId | null = near;
  if (!group) {
    const place = findPlace(root, near);
    if (!place) return null;
    group = { group: place.parent, relation: place.relation };
    index = place.index + 1;
    at = place.parent.id;
  }
  while (group) {
    const fit = fitted(node, group.relation, draw);
    if (fit) return { into: group.group.id, index, node: fit };
    const place: ReturnType<typeof findPlace> = at === null ? null : findPlace(root, at);
    if (!place) return null;
    at = place.parent.id;
    index = place.index + 1;
    group = { group: place.parent, relation: place.relation };
  }
  return null;
}

function add(tree: Tree, near: NodeId, part: NewPart): Edited {
  if (part.add === "row") {
    const same = sameFieldBefore(tree.root, near, part);
    if (same) return change(tree, same.id, () => same);
  }
  const ids = numbering(tree.next);
  const node = newNode(part, ids.draw);
  const spot = spotFor(tree.root, near, node, ids.draw);
  if (!spot) return { tree, focus: near };
  return { tree: { root: insert(tree.root, spot.into, spot.index, spot.node), next: ids.next() }, focus: node.id };
}

/** One more value for the condition that stands there already: *is GB*, and now DK, is *is GB or DK*. */
function sameFieldBefore(root: GroupNode, near: NodeId, part: Extract<NewPart, { add: "row" }>): RowNode | null {
  if (part.op !== "is" || part.values.length !== 1) return null;
  const place = findPlace(root, near);
  const inside = findGroup(root, near)?.group ?? place?.parent;
  const found = (place?.node.kind === "row" ? [place.node] : []).concat(
    (inside?.of ?? []).flatMap((node) => (node.kind === "row" ? [node] : [])),
  );
  const same = found.find(
    (row) => row.field === part.field && row.relation === part.relation && (row.op === "is" || row.op === "in") && row.values.length > 0,
  );
  if (!same || inside?.match === "notAll") return null;
  const [value = null] = part.values;
  return same.values.includes(value) ? same : { ...same, op: "in", values: [...same.values, value], choice: "is" };
}

function withOperand({ choice: _, ...row }: RowNode, { op, values, choice }: Operand): RowNode {
  return choice === undefined ? { ...row, op, values } : { ...row, op, values, choice };
}

function newNode(part: NewPart, draw: () => NodeId): BuilderNode {
  const id = draw();
  switch (part.add) {
    case "row":
      return withOperand({ id, kind: "row", relation: part.relation, field: part.field, op: "is", values: [] }, part);
    case "group":
      return { id, kind: "group", match: part.match, of: [], bare: false, kept: false };
    case "relation":
      return {
        id,
        kind: "relation",
        relation: part.relation,
        how: { match: "any" },
        where: { id: draw(), kind: "group", match: "all", of: [], bare: false, kept: true },
      };
    case "member":
      return { id, kind: "member", of: part.of, no: part.no, is: true };
    default:
      return part satisfies never;
  }
}

/** Conditions on rows of a relation are read as such when `near` stands in that relation, else as the contact's. */
function paste(tree: Tree, near: NodeId, filter: Filter): Edited {
  const ids = numbering(tree.next);
  const relation = findGroup(tree.root, near)?.relation ?? findPlace(tree.root, near)?.relation ?? null;
  const node = readNode(filter, relation, ids.draw);
  const spot = spotFor(tree.root, near, node, ids.draw);
  if (!spot) return { tree, focus: near };
  return { tree: { root: insert(tree.root, spot.into, spot.index, spot.node), next: ids.next() }, focus: node.id };
}

function change(tree: Tree, id: NodeId, to: (node: BuilderNode) => BuilderNode): Edited {
  return { tree: { ...tree, root: mapGroup(tree.root, (node) => (node.id === id ? to(node) : node)) }, focus: id };
}

function changeGroup(tree: Tree, id: NodeId, to: (group: GroupNode) => GroupNode): Edited {
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

function withGroup(root: GroupNode, id: NodeId, to: (group: GroupNode) => GroupNode): GroupNode {
  if (root.id === id) return to(root);
  return mapGroup(root, (node) => {
    if (node.kind === "group" && node.id === id) return to(node);
    return node.kind === "relation" && node.where.id === id ? { ...node, where: to(node.where) } : node;
  });
}

/** A list around what is in it now; with nothing in it any more it says nothing. */
function listed(group: GroupNode, of: readonly BuilderNode[]): GroupNode {
  return { ...group, of, bare: group.bare && of.length === 1, kept: false };
}

function insert(root: GroupNode, into: NodeId, index: number, node: BuilderNode): GroupNode {
  return withGroup(root, into, (group) => listed(group, [...group.of.slice(0, index), node, ...group.of.slice(index)]));
}

function without(root: GroupNode, id: NodeId): GroupNode {
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

function remove(tree: Tree, id: NodeId): Edited {
  const place = findPlace(tree.root, id);
  if (!place) return { tree, focus: id };
  const root = without(tree.root, id);
  const next = place.parent.of[place.index + 1] ?? place.parent.of[place.index - 1];
  return { tree: { ...tree, root }, focus: next?.id ?? headOf(root, place.parent.id) };
}

/** The part whose head is seen for a group: the relation for the group inside it. */
function headOf(root: GroupNode, id: NodeId): NodeId {
  return findPlace(root, id)?.node.id ?? root.id;
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

function wrap(tree: Tree, id: NodeId): Edited {
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

function unwrap(tree: Tree, id: NodeId): Edited {
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

function step(tree: Tree, id: NodeId, by: 1 | -1): Edited {
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
function move(tree: Tree, id: NodeId, into: NodeId, index: number): Edited {
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

/** Whether a part holds anything that would be lost with it. */
export function isEmptyPart(node: BuilderNode): boolean {
  return childrenOf(node).length === 0;
}
