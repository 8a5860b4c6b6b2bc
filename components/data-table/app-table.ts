import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createTableHook,
  metaHelper,
  type RowData,
  rowPaginationFeature,
  rowSortingFeature,
  type TableOptions,
  tableFeatures,
} from "@tanstack/react-table";

/** Widths of the table, in pixels, below which a column is left out. The table's own width counts, not the window's. */
export type HideBelow = 480 | 560 | 640 | 720 | 800 | 900 | 1000 | 1100 | 1250 | 1400;

/** How a column stands; what it shows is its `cell`. */
export type ColumnLook = {
  /** In pixels. One column has none: it takes the rest. */
  width?: number | undefined;
  /** Instead of `width` on windows below 640 px. */
  narrowWidth?: number | undefined;
  /** Numbers stand at the right. */
  align?: "left" | "right" | undefined;
  hideBelow?: HideBelow | undefined;
  /** The name of this column in the page's sort, where it is another one than the column's id. */
  sort?: string | undefined;
  /** Names the row: its cell is the row's header and carries the link that opens it. One column a table. */
  names?: boolean | undefined;
  /** A value that repeats the one of the row above is lighter. */
  quietRepeats?: boolean | undefined;
  /** The heading is for screen readers only. */
  hiddenHeading?: boolean | undefined;
};

/** `quiet` for rows that count less, `struck` for what was canceled. */
export type RowLook = "plain" | "quiet" | "struck";

const features = tableFeatures({
  rowSortingFeature,
  rowPaginationFeature,
  columnOrderingFeature,
  columnVisibilityFeature,
  columnMeta: metaHelper<ColumnLook>(),
});
export type AppFeatures = typeof features;

/** The one set-up of tables: Postgres sorts, filters and pages; the address is the state. */
export const { createAppColumnHelper, useAppTable } = createTableHook({ features, manualSorting: true, manualPagination: true });

export type AppColumns<Row extends RowData> = TableOptions<AppFeatures, Row>["columns"];
export type AppTable<Row extends RowData> = ReturnType<typeof useAppTable<Row>>;
