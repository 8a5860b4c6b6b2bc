import type { Filter } from "@/lib/filters/schema";

/** The conditions of a filter, without the groups they stand in. */
export function conditionsIn(filter: Filter): Filter[] {
  if (filter.kind === "all" || filter.kind === "any") return filter.of.flatMap(conditionsIn);
  return filter.kind === "not" ? conditionsIn(filter.of).map((of) => ({ kind: "not", of })) : [filter];
}

/** The conditions that `after` has and `before` has not. */
export function conditionsAdded(before: Filter, after: Filter): Filter[] {
  const known = new Set(conditionsIn(before).map((condition) => JSON.stringify(condition)));
  return conditionsIn(after).filter((condition) => !known.has(JSON.stringify(condition)));
}
