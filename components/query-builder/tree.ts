import { findField } from "@/lib/filters/catalogue";
import type {
  AggregateKind,
  AggregateOp,
  CompareOp,
  FieldCondition,
  Filter,
  FilterValue,
  MemberCondition,
  RelationCondition,
  RelationKey,
} from "@/lib/filters/schema";
import type { Choice } from "./choices";

export type NodeId = string;
export type GroupMatch = "all" | "any" | "none" | "notAll";
export type RowOp = Exclude<FieldCondition["op"], "ask">;
export type CountOp = "is" | "isNot" | CompareOp;

/** How the rows of a relation are asked for. A number that is not typed yet is null. */
export type RelationHow = { match: "any" | "none" | "all" } | { match: "count"; op: CountOp; value: number | null } | FigureHow;
/** What a field of the rows comes to; what is not chosen yet is null. */
export type FigureHow = { match: "aggregate"; of: AggregateKind; field: string | null; op: AggregateOp; value: number | null };

/**
 * Conditions and groups, in their order.
 * `bare`: stands for its one child alone, without a list around it.
 * `kept`: says *everybody* (or nobody) by being empty; other groups say nothing while they are empty.
 */
export type GroupNode = { id: NodeId; kind: "group"; match: GroupMatch; of: readonly BuilderNode[]; bare: boolean; kept: boolean };

/**
 * One condition on a field, maybe with values still to come: null where one is missing. `choice` is what a person chose, which the operator alone may
 * not say. With `ask` it came from a template that asks for its value, under that name and with that hint.
 */
export type RowNode = {
  id: NodeId;
  kind: "row";
  relation: RelationKey | null;
  field: string;
  op: RowOp;
  values: readonly (FilterValue | null)[];
  choice?: Choice;
  ask?: { name: string; hint: string };
};

/** What is asked of a field. */
export type Operand = Pick<RowNode, "op" | "values" | "choice">;

/** The bracket around what is asked of one and the same record. */
export type RelationNode = { id: NodeId; kind: "relation"; relation: RelationKey; how: RelationHow; where: GroupNode };
export type MemberNode = { id: NodeId; kind: "member"; of: MemberCondition["of"]; no: string | null; is: boolean };
export type BuilderNode = GroupNode | RowNode | RelationNode | MemberNode;

/** What the query builder edits: a filter with a name for each of its parts, and rows that are not finished. `next` numbers the next part. */
export type Tree = { root: GroupNode; next: number };

/** Draws names for new parts; `next` is the number after them. */
export function numbering(from: number): { draw: () => NodeId; next: () => number } {
  let next = from;
  return { draw: () => `n${next++}`, next: () => next };
}

/** The tree that stands for a filter. `treeToFilter` gives the very same filter back, whatever it is. */
export function filterToTree(filter: Filter): Tree {
  const ids = numbering(0);
  const root = readGroup(filter, null, ids.draw);
  return { root, next: ids.next() };
}

/** A part of a filter as a part of a tree. */
export function readNode(filter: Filter, relation: RelationKey | null, draw: () => NodeId): BuilderNode {
  switch (filter.kind) {
    case "field": {
      const row = { id: draw(), kind: "row", relation, field: filter.field } as const;
      if (filter.op === "ask") return { ...row, op: filter.as, values: [], ask: { name: filter.name, hint: filter.hint } };
      return { ...row, op: filter.op, values: valuesOf(filter) };
    }
    case "relation": {
      const { relation, where } = filter;
      return { id: draw(), kind: "relation", relation, how: howIn(filter), where: readGroup(where, relation, draw) };
    }
    case "member":
      return { id: draw(), kind: "member", of: filter.of, no: filter.no, is: filter.is };
    case "all":
    case "any":
    case "not":
      return readGroup(filter, relation, draw);
    default:
      return filter satisfies never;
  }
}

function howIn(condition: RelationCondition): RelationHow {
  if (condition.match === "count") return { match: "count", op: condition.count.op, value: condition.count.value };
  if (condition.match !== "aggregate") return { match: condition.match };
  const { match, of, field, op, value } = condition;
  return { match, of, field, op, value };
}

function readGroup(filter: Filter, relation: RelationKey | null, draw: () => NodeId): GroupNode {
  const id = draw();
  const group = (match: GroupMatch, of: readonly Filter[], bare = false): GroupNode => ({
    id,
    kind: "group",
    match,
    of: of.map((part) => readNode(part, relation, draw)),
    bare,
    kept: of.length === 0,
  });
  if (filter.kind === "all" || filter.kind === "any") return group(filter.kind, filter.of);
  if (filter.kind !== "not") return group("all", [filter], true);
  if (filter.of.kind === "all") return group("notAll", filter.of.of);
  if (filter.of.kind === "any") return group("none", filter.of.of);
  return group("none", [filter.of], true);
}

function valuesOf(condition: FieldCondition): readonly FilterValue[] {
  if ("values" in condition) return condition.values;
  if ("value" in condition) return [condition.value];
  return "text" in condition ? [condition.text] : [];
}

/** A filter, the parts of the tree it leaves out because something is missing in them, and where in it each other part is. */
export type Written = { filter: Filter; unfinished: readonly NodeId[]; paths: ReadonlyMap<NodeId, string> };

/** The filter a tree stands for. Rows that are not finished, and groups with nothing else in them, say nothing. */
export function treeToFilter(root: GroupNode, leaveOut: ReadonlySet<NodeId> = new Set()): Written {
  const writing: Writing = { unfinished: [], leaveOut, paths: new Map() };
  const filter = writeGroup(root, "", writing);
  return { filter: filter ?? { kind: "all", of: [] }, unfinished: writing.unfinished, paths: writing.paths };
}

/** One part of a tree as a filter over what it stands in; null while it says nothing. */
export function nodeToFilter(node: BuilderNode): Filter | null {
  return writeNode(node, "", { unfinished: [], leaveOut: new Set(), paths: new Map() });
}

/** `paths` lead from the root of the filter through `of` and `where`, as `of.0.where.of.1`; the root itself is "". */
type Writing = { unfinished: NodeId[]; leaveOut: ReadonlySet<NodeId>; paths: Map<NodeId, string> };

const below = (path: string, step: string) => (path === "" ? step : `${path}.${step}`);

function writeNode(node: BuilderNode, path: string, writing: Writing): Filter | null {
  switch (node.kind) {
    case "group":
      return writeGroup(node, path, writing);
    case "row":
    case "member": {
      const written = node.kind === "row" ? (writeRow(node) ?? writePlaceholder(node)) : writeMember(node);
      return keep(node, writing.leaveOut.has(node.id) ? null : written, path, writing);
    }
    case "relation": {
      const where = writeGroup(node.where, below(path, "where"), writing) ?? { kind: "all", of: [] };
      return keep(node, writeRelation(node, where), path, writing);
    }
    default:
      return node satisfies never;
  }
}

function keep(node: BuilderNode, written: Filter | null, path: string, { unfinished, paths }: Writing): Filter | null {
  if (written === null) unfinished.push(node.id);
  else paths.set(node.id, path);
  return written;
}

function writeGroup({ id, match, of, bare, kept }: GroupNode, path: string, writing: Writing): Filter | null {
  const negated = match === "none" || match === "notAll";
  const isBare = bare && of.length === 1;
  const inside = negated ? below(path, "of") : path;
  const parts: Filter[] = [];
  for (const node of of) {
    const part = writeNode(node, isBare ? inside : below(inside, `of.${parts.length}`), writing);
    if (part) parts.push(part);
  }
  const [only] = parts;
  const saysNothing = parts.length === 0 && !(kept && of.length === 0 && (match === "all" || match === "notAll"));
  if (saysNothing) return null;
  writing.paths.set(id, path);
  if (isBare && only) return negated ? { kind: "not", of: only } : only;
  const list: Filter = { kind: match === "any" || match === "none" ? "any" : "all", of: parts };
  return negated ? { kind: "not", of: list } : list;
}

function writeRow({ field, op, values }: RowNode): FieldCondition | null {
  const [first = null, second = null] = values;
  const all = values.filter((value) => value !== null);
  switch (op) {
    case "isEmpty":
    case "isNotEmpty":
      return { kind: "field", field, op };
    case "in":
    case "notIn":
      return all.length > 0 ? { kind: "field", field, op, values: all } : null;
    case "between":
    case "notBetween":
    case "anniversary":
      return first !== null && second !== null ? { kind: "field", field, op, values: [first, second] } : null;
    case "like":
    case "notLike":
      return typeof first === "string" ? { kind: "field", field, op, value: first } : null;
    case "expression":
      return typeof first === "string" ? { kind: "field", field, op, text: first } : null;
    case "is":
    case "isNot":
    case "less":
    case "lessOrEqual":
    case "greater":
    case "greaterOrEqual":
      return first !== null ? { kind: "field", field, op, value: first } : null;
    default:
      return op satisfies never;
  }
}

/** What stands in the filter until the value is given, where a template asks for it. */
function writePlaceholder({ field, op, ask }: RowNode): FieldCondition | null {
  return ask && op !== "isEmpty" && op !== "isNotEmpty" ? { kind: "field", field, op: "ask", as: op, ...ask } : null;
}

/** The same tree with a placeholder for each row that is asked for, under its name and with its hint, and for no other. */
export function openedRows(group: GroupNode, asked: ReadonlyMap<NodeId, { name: string; hint: string }>): GroupNode {
  const opened = ({ ask: _, ...row }: RowNode): RowNode => {
    const ask = asked.get(row.id);
    return ask ? { ...row, op: row.op, values: [], ask } : row;
  };
  return {
    ...group,
    of: group.of.map((node) => {
      if (node.kind === "group") return openedRows(node, asked);
      if (node.kind === "relation") return { ...node, where: openedRows(node.where, asked) };
      return node.kind === "row" ? opened(node) : node;
    }),
  };
}

type AskedRow = RowNode & Required<Pick<RowNode, "ask">>;

/** Whether a row of a template still waits for its value. */
export function isAsked(node: BuilderNode): node is AskedRow {
  return node.kind === "row" && node.ask !== undefined && writeRow(node) === null;
}

/** All rows that do, in the order they are read. */
export function askedRows(root: GroupNode): AskedRow[] {
  return inOrder(root).filter(isAsked);
}

function writeMember({ of, no, is }: MemberNode): MemberCondition | null {
  return no === null ? null : { kind: "member", of, no, is };
}

function writeRelation({ relation, how }: RelationNode, where: Filter): RelationCondition | null {
  if (how.match === "aggregate") {
    const { field, value } = how;
    return field === null || value === null ? null : { kind: "relation", relation, ...how, field, value, where };
  }
  if (how.match !== "count") return { kind: "relation", relation, match: how.match, where };
  if (how.value === null) return null;
  return { kind: "relation", relation, match: "count", count: { op: how.op, value: how.value }, where };
}

/** The catalogue's entry of a row's field; undefined for a name that nobody knows. */
export function fieldOfRow(row: Pick<RowNode, "relation" | "field">) {
  return findField(row.relation, row.field);
}

/** What is below a part, one level down. */
export function childrenOf(node: BuilderNode): readonly BuilderNode[] {
  return node.kind === "group" ? node.of : node.kind === "relation" ? node.where.of : [];
}

/** A part as it lies in its tree: the group that holds it, its place there, and whose fields it may speak of. */
export type Place = { node: BuilderNode; parent: GroupNode; index: number; relation: RelationKey | null };

/** Where a part lies; null for the root and what is not there. The group inside a relation counts as the relation itself. */
export function findPlace(root: GroupNode, id: NodeId): Place | null {
  const search = (group: GroupNode, relation: RelationKey | null): Place | null => {
    for (const [index, node] of group.of.entries()) {
      if (node.id === id || (node.kind === "relation" && node.where.id === id)) return { node, parent: group, index, relation };
      const below = node.kind === "group" ? search(node, relation) : node.kind === "relation" ? search(node.where, node.relation) : null;
      if (below) return below;
    }
    return null;
  };
  return search(root, null);
}

/** The group of that name, the one inside a relation under the relation's name too, with whose fields it asks for. */
export function findGroup(root: GroupNode, id: NodeId): { group: GroupNode; relation: RelationKey | null } | null {
  if (root.id === id) return { group: root, relation: null };
  const place = findPlace(root, id);
  if (place?.node.kind === "group") return { group: place.node, relation: place.relation };
  return place?.node.kind === "relation" ? { group: place.node.where, relation: place.node.relation } : null;
}

/** All parts in the order they are read, the root first; a relation once, not its inner group. */
export function inOrder(root: GroupNode): BuilderNode[] {
  const walk = (node: BuilderNode): BuilderNode[] => [node, ...childrenOf(node).flatMap(walk)];
  return walk(root);
}
