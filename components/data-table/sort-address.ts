export type SortDirection = "asc" | "desc";

/** What can be sorted by, and what is: the enum of the page's search schema and its parsed values. */
export type TableSort = { keys: readonly string[]; by: string; direction: SortDirection };

/** Names of the parameters in the address. */
export type SortParams = { by: string; direction: string };

export const defaultSortParams: SortParams = { by: "sort", direction: "direction" };

/** Parameters that say where in the list one is, and that a new order makes void. */
export const placeParams = ["after", "before", "goTo", "from", "last", "page"] as const;

/**
 * The address that sorts by `key`: another column ascending, the same one the other way round. Everything else of the address stays,
 * except where in the list it was.
 */
export function sortAddress(path: string, search: string, sort: TableSort, key: string, params: SortParams = defaultSortParams): string {
  const next = new URLSearchParams(search);
  for (const name of placeParams) next.delete(name);
  next.set(params.by, key);
  next.set(params.direction, sort.by === key && sort.direction === "asc" ? "desc" : "asc");
  return `${path}?${next}`;
}
