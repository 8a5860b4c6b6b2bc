import type { Filter, RelationKey } from "@/lib/filters/schema";
import { spotFor } from "./fit-part";
import { change, type Edited, insert } from "./rebuild-tree";
import {
  type BuilderNode,
  findGroup,
  findPlace,
  type GroupMatch,
  type GroupNode,
  type MemberNode,
  type NodeId,
  numbering,
  type Operand,
  type RowNode,
  readNode,
  type Tree,
} from "./tree";

/** A new part before it has a name. */
export type NewPart =
  | ({ add: "row"; relation: RelationKey | null; field: string } & Operand)
  | { add: "group"; match: GroupMatch }
  | { add: "relation"; relation: RelationKey }
  | { add: "member"; of: MemberNode["of"]; no: string | null };

/** Puts a new part where `near` is. */
export function add(tree: Tree, near: NodeId, part: NewPart): Edited {
  if (part.add === "row") {
    const same = sameFieldBefore(tree.root, near, part);
    if (same) return change(tree, same.id, () => same);
  }
  const ids = numbering(tree.next);
  return put(tree, near, newNode(part, ids.draw), ids);
}

/** Conditions on rows of a relation are read as such when `near` stands in that relation, else as the contact's. */
export function paste(tree: Tree, near: NodeId, filter: Filter): Edited {
  const ids = numbering(tree.next);
  const relation = findGroup(tree.root, near)?.relation ?? findPlace(tree.root, near)?.relation ?? null;
  return put(tree, near, readNode(filter, relation, ids.draw), ids);
}

/** The tree with a part where `near` is; unchanged where it may not stand there. */
function put(tree: Tree, near: NodeId, node: BuilderNode, ids: ReturnType<typeof numbering>): Edited {
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

/** A condition that asks something else of its field. */
export function withOperand({ choice: _, ...row }: RowNode, { op, values, choice }: Operand): RowNode {
  return choice === undefined ? { ...row, op, values } : { ...row, op, values, choice };
}
