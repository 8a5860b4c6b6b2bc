import type { RelationKey } from "@/lib/filters/schema";
import { type BuilderNode, findGroup, findPlace, type GroupNode, type NodeId } from "./tree";

/** Where a part may stand: among conditions on contacts, or on rows of a relation. */

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
export function fitted(node: BuilderNode, relation: RelationKey | null, draw: () => NodeId): BuilderNode | null {
  const about = speaksOf(node);
  if (about === "several") return null;
  if (about === "anything" || about.relation === relation) return node;
  if (about.relation === null || relation !== null) return null;
  const where: GroupNode = node.kind === "group" ? node : { id: draw(), kind: "group", match: "all", of: [node], bare: false, kept: false };
  return { id: draw(), kind: "relation", relation: about.relation, how: { match: "any" }, where };
}

/** The innermost group at `near` in which the part may stand, and the place behind `near` there. */
export function spotFor(root: GroupNode, near: NodeId, node: BuilderNode, draw: () => NodeId) {
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
