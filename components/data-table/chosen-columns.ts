import type { HideBelow } from "./app-table";

/** The parameter of the address that names the columns shown, in their order. */
export const columnsParam = "columns";

/** A column as it can be chosen. The one that names the row is always shown. */
export type ChoosableColumn = { id: string; label: string; names: boolean };

/** Which columns are shown, in order; null is the usual ones. What there is no such column for counts as not given. */
export function readColumns(columns: readonly ChoosableColumn[], param: string | null): string[] | null {
  if (!param) return null;
  const known = [...new Set(param.split(","))].filter((id) => columns.some((column) => column.id === id));
  if (known.length === 0) return null;
  const naming = columns.filter(({ id, names }) => names && !known.includes(id)).map(({ id }) => id);
  return [...naming, ...known];
}

/** The parameter for these columns; null where they are the usual ones. */
export function columnsAddress(columns: readonly ChoosableColumn[], shown: readonly string[]): string | null {
  const param = shown.join(",");
  return param === columns.map(({ id }) => id).join(",") ? null : param;
}

/** The columns after one was shown or left out; it is shown where it usually stands. */
export function toggleColumn(columns: readonly ChoosableColumn[], shown: readonly string[], id: string): string[] {
  if (shown.includes(id)) return shown.filter((each) => each !== id);
  const before = columns.slice(
    0,
    columns.findIndex((column) => column.id === id),
  );
  const at = Math.max(-1, ...before.map((column) => shown.indexOf(column.id)));
  return shown.toSpliced(at + 1, 0, id);
}

/** The columns after one moved by so many places. */
export function moveColumn(shown: readonly string[], id: string, by: number): string[] {
  const from = shown.indexOf(id);
  const to = Math.max(0, Math.min(from + by, shown.length - 1));
  return from < 0 ? [...shown] : shown.toSpliced(from, 1).toSpliced(to, 0, id);
}

const steps: readonly HideBelow[] = [480, 560, 640, 720, 800, 900, 1000, 1100, 1250, 1400];
/** What the ticks and the column that names the row need at least. */
const nameRoom = 260;

/**
 * Where somebody chose the columns, those further left stay the longest: each leaves below the width at which it and those before it leave the
 * name enough room.
 *
 * @param columns id and width in pixels, in order; null for the one that takes the rest
 */
export function roomOf(
  columns: readonly (readonly [id: string, width: number | null])[],
): [id: string, hideBelow: HideBelow | undefined][] {
  let needed = nameRoom;
  return columns.map(([id, width]) => {
    if (width === null) return [id, undefined];
    needed += width;
    return [id, steps.find((step) => step >= needed) ?? 1400];
  });
}
