"use client";

import type { RowData } from "@tanstack/react-table";
import { type ReactNode, useMemo, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { type AppColumns, type RowLook, useAppTable } from "./app-table";
import { alignClass, hiddenClass } from "./column-classes";
import { ColumnMenu } from "./column-menu";
import { DataRow } from "./data-row";
import { RowCheckbox } from "./row-checkbox";
import { isSelected, pageState, type TableSelection, togglePage, toggleRow } from "./row-selection";
import type { SortParams, TableSort } from "./sort-address";
import { SortHeading } from "./sort-heading";
import { useColumnChoice } from "./use-column-choice";
import { useRowKeys } from "./use-row-keys";
import { useSortNavigation } from "./use-sort-navigation";

export type DataTableProps<Row extends RowData> = {
  /** The table's name for screen readers: "Segment lines". */
  name: string;
  /** At module scope, by `createAppColumnHelper<Row>().columns([…])`. */
  columns: AppColumns<Row>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads. The column that `names` carries the link; the whole row takes the press. */
  rowHref?: ((row: Row) => string) | undefined;
  /** Instead of `rowHref`: opens the row on this page, in a drawer. */
  onOpen?: ((row: Row) => void) | undefined;
  /** The row that is open in the drawer. */
  openKey?: string | null | undefined;
  /** Columns in `keys` get headings that sort through the address. */
  sort?: TableSort | undefined;
  sortParams?: SortParams | undefined;
  /** Ticks before the rows. `X`, Shift and arrows, and Ctrl A work while the focus is in the table. */
  selection?: TableSelection | undefined;
  /** What the tick of a row is called: "Select Janice Galvin". */
  rowName?: ((row: Row) => string) | undefined;
  rowLook?: ((row: Row) => RowLook) | undefined;
  /** Shown when there are no rows. */
  empty: ReactNode;
  /** Lets the columns be chosen and ordered, by `columns` in the address. */
  columnChoice?: boolean | undefined;
  /** What is shown is older than what was asked for: rows stay, lighter, with a line of progress. */
  stale?: boolean | undefined;
  /** The table is at least so wide, in pixels, and scrolls sideways where there is less room. */
  minWidth?: number | undefined;
  className?: string | undefined;
};

/**
 * Rows of one page, as high as the room there is: the head stays, the rows scroll, the last one fades. Columns leave by the table's own
 * width. Arrows or K and J walk the rows, Enter opens. Put `Pagination` below it.
 */
export function DataTable<Row extends RowData>({
  name,
  columns,
  rows,
  rowKey,
  rowHref,
  onOpen,
  openKey,
  sort,
  sortParams,
  selection,
  rowName,
  rowLook,
  empty,
  columnChoice,
  stale,
  minWidth,
  className,
}: DataTableProps<Row>) {
  const sorting = useMemo(() => (sort ? [{ id: sort.by, desc: sort.direction === "desc" }] : []), [sort]);
  const choice = useColumnChoice(columns, columnChoice === true);
  const { columnOrder, columnVisibility, chosen, hideBelow } = choice;
  const table = useAppTable({ data: rows, columns, getRowId: rowKey, state: { sorting, columnOrder, columnVisibility } });
  const pageKeys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const body = useRef<HTMLTableSectionElement>(null);
  const navigation = useSortNavigation(sort, sortParams);
  const opens = Boolean(rowHref ?? onOpen);
  const { activeIndex, onFocus, onKeyDown } = useRowKeys({ body, pageKeys, selection, opens });
  const leaves = table.getVisibleLeafColumns();
  const state = selection ? pageState(selection.value, pageKeys) : "none";

  if (rows.length === 0)
    return <div className={classNames("grid min-h-0 flex-1 place-content-center overflow-y-auto", className)}>{empty}</div>;
  return (
    <div className={classNames("relative min-h-0 flex-1", columnChoice && "[&_thead_th:last-child]:pr-10", className)}>
      {columnChoice ? (
        <div className="absolute top-0 right-0 z-(--z-bar) flex h-[29px] items-center bg-sunken pr-2 pl-1 max-sm:hidden">
          <ColumnMenu columns={choice.columns} shown={columnOrder} chosen={chosen} />
        </div>
      ) : null}
      {stale || navigation.pending ? (
        <div aria-hidden className="absolute inset-x-0 top-[30px] z-(--z-bar) h-0.5 overflow-hidden">
          <div className="progress-endless h-full w-1/3 bg-accent-mid" />
        </div>
      ) : null}
      {/* Where no row can be reached by Tab, the scroller itself is, so that the arrow keys scroll it. */}
      <div
        tabIndex={opens || selection ? undefined : 0}
        className={classNames(
          "@container focus-inset h-full overflow-y-auto pb-5",
          minWidth === undefined ? "overflow-x-hidden" : "overflow-x-auto",
        )}
      >
        <table
          aria-label={name}
          aria-busy={stale || navigation.pending || undefined}
          className="w-full table-fixed border-separate border-spacing-0"
          style={{ minWidth }}
        >
          <colgroup>
            {selection ? <col className="w-[38px]" /> : null}
            {leaves.map((column) => {
              const look = column.columnDef.meta;
              return (
                <col
                  key={column.id}
                  className={classNames(hiddenClass(hideBelow(column.id)), look?.narrowWidth !== undefined && "max-sm:w-(--narrow)!")}
                  style={columnStyle(look?.width, look?.narrowWidth)}
                />
              );
            })}
          </colgroup>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {selection ? (
                  <th scope="col" className={classNames(headingClass, "px-0!")}>
                    <RowCheckbox
                      label={`Select the ${rows.length} on this page`}
                      state={state}
                      onToggle={() => selection.onChange(togglePage(selection.value, pageKeys))}
                    />
                  </th>
                ) : null}
                {group.headers.map((header) => {
                  const look = header.column.columnDef.meta;
                  const key = look?.sort ?? header.column.id;
                  const canSort = header.column.getCanSort() && sort?.keys.includes(key);
                  const sorted = canSort && sort?.by === key ? sort.direction : null;
                  const text = <table.FlexRender header={header} />;
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      aria-sort={sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined}
                      className={classNames(
                        headingClass,
                        sorted ? "text-ink" : "text-ink-3",
                        alignClass(look),
                        hiddenClass(hideBelow(header.column.id)),
                      )}
                    >
                      {look?.hiddenHeading ? (
                        <span className="sr-only">{text}</span>
                      ) : canSort ? (
                        <SortHeading navigation={navigation} sortKey={key} sorted={sorted} align={look?.align}>
                          {text}
                        </SortHeading>
                      ) : (
                        <span className="block truncate">{text}</span>
                      )}
                    </th>
                  );
                })}
              </tr>
            ))}
          </thead>
          <tbody
            ref={body}
            onFocus={onFocus}
            onKeyDown={onKeyDown}
            className={classNames("transition-opacity duration-(--t-quick)", (stale || navigation.pending) && "opacity-60")}
          >
            {table.getRowModel().rows.map((row, index) => {
              const key = pageKeys[index] ?? row.id;
              return (
                <DataRow
                  key={key}
                  row={row}
                  above={rows[index - 1]}
                  FlexRender={table.FlexRender}
                  selected={selection ? isSelected(selection.value, key) : null}
                  onToggle={() => selection?.onChange(toggleRow(selection.value, key, pageKeys))}
                  name={rowName?.(row.original)}
                  look={rowLook?.(row.original) ?? "plain"}
                  hideBelow={hideBelow}
                  open={openKey === key}
                  active={index === activeIndex}
                  href={rowHref?.(row.original)}
                  onOpen={onOpen ? () => onOpen(row.original) : undefined}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      <div aria-hidden className="pointer-events-none absolute inset-x-0 bottom-0 h-[22px] bg-linear-to-b from-transparent to-surface" />
    </div>
  );
}

const headingClass =
  "sticky top-0 z-(--z-sticky) h-[30px] border-b border-line bg-sunken px-2.5 first:pl-4 text-left text-xs font-medium whitespace-nowrap";

function columnStyle(width: number | undefined, narrowWidth: number | undefined): React.CSSProperties {
  return { ...(width === undefined ? {} : { width }), ...(narrowWidth === undefined ? {} : { "--narrow": `${narrowWidth}px` }) };
}
