/** Rows that are ticked: by key, or all that match the filter, also those on other pages. */
export type RowSelection = { keys: ReadonlySet<string>; allMatching: boolean };

/** The selection of a table, held by its page. Without *all matching* Ctrl A ticks the page only. */
export type TableSelection = {
  value: RowSelection;
  onChange: (selection: RowSelection) => void;
  canSelectAllMatching?: boolean | undefined;
};

export const nothingSelected: RowSelection = { keys: new Set(), allMatching: false };

/** Whether a row is ticked. */
export function isSelected(selection: RowSelection, key: string): boolean {
  return selection.allMatching || selection.keys.has(key);
}

/** How many are ticked, of `total` that match. */
export function selectedCount(selection: RowSelection, total: number): number {
  return selection.allMatching ? total : selection.keys.size;
}

/** Ticks or unticks one row. Unticking one of *all matching* leaves the others of the page, since the rest is not at hand. */
export function toggleRow(selection: RowSelection, key: string, pageKeys: readonly string[]): RowSelection {
  const keys = new Set(selection.allMatching ? pageKeys : selection.keys);
  if (isSelected(selection, key)) keys.delete(key);
  else keys.add(key);
  return { keys, allMatching: false };
}

/** The box in the head: ticks every row of the page, or unticks all where every row is ticked already. */
export function togglePage(selection: RowSelection, pageKeys: readonly string[]): RowSelection {
  if (selection.allMatching) return nothingSelected;
  const keys = new Set(selection.keys);
  const whole = pageKeys.every((key) => keys.has(key));
  for (const key of pageKeys) {
    if (whole) keys.delete(key);
    else keys.add(key);
  }
  return { keys, allMatching: false };
}

/** Ticks the rows from one to another, both included, in the order of the page. */
export function selectRange(selection: RowSelection, pageKeys: readonly string[], from: number, to: number): RowSelection {
  const [first, last] = from <= to ? [from, to] : [to, from];
  return { keys: new Set([...selection.keys, ...pageKeys.slice(first, last + 1)]), allMatching: false };
}

/** How the box in the head stands. */
export function pageState(selection: RowSelection, pageKeys: readonly string[]): "none" | "some" | "all" {
  if (pageKeys.length === 0) return "none";
  if (selection.allMatching || pageKeys.every((key) => selection.keys.has(key))) return "all";
  return selection.keys.size > 0 ? "some" : "none";
}
