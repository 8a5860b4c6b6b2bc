import type { Filter, RelationKey } from "@/lib/filters/schema";
import type { FilterPath } from "./types";

/** A node of a filter, where it stands, and of which relation's rows it speaks (null: of contacts). */
export type FilterNode = { path: FilterPath; node: Filter; relation: RelationKey | null };

/** Every node of a filter, the root first, each before what lies in it. */
export function nodesOf(filter: Filter): FilterNode[] {
  return below(filter, "", null);
}

function below(node: Filter, path: FilterPath, relation: RelationKey | null): FilterNode[] {
  const here = { path, node, relation };
  const at = (part: string) => (path === "" ? part : `${path}.${part}`);
  switch (node.kind) {
    case "all":
    case "any":
      return [here, ...node.of.flatMap((part, index) => below(part, at(`of.${index}`), relation))];
    case "not":
      return [here, ...below(node.of, at("of"), relation)];
    case "relation":
      return [here, ...below(node.where, at("where"), node.relation)];
    case "field":
    case "member":
      return [here];
    default:
      return node satisfies never;
  }
}
