/** What became of one row: values for the staging table's columns in order, or the cell that is refused. */
export type RowResult = { ok: true; values: (string | null)[] } | { ok: false; column: string | null; value: string; reason: string };

/** Reads the cells of one row. */
export type RowReader = (cells: readonly string[]) => RowResult;
