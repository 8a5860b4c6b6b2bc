"use client";

import type { RowData, Row as TableRow } from "@tanstack/react-table";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { AppFeatures, AppTable, HideBelow, RowLook } from "./app-table";
import { alignClass, hiddenClass } from "./column-classes";
import { RowCheckbox } from "./row-checkbox";

type DataRowProps<Row extends RowData> = {
  row: TableRow<AppFeatures, Row>;
  /** The row above on this page, to tell what repeats. */
  above: Row | undefined;
  FlexRender: AppTable<Row>["FlexRender"];
  /** Null where rows cannot be ticked. */
  selected: boolean | null;
  onToggle: () => void;
  name: string | undefined;
  look: RowLook;
  open: boolean;
  /** Only one row takes part in the order of Tab. */
  active: boolean;
  href: string | undefined;
  onOpen: (() => void) | undefined;
  hideBelow: (id: string) => HideBelow | undefined;
};

const cellClass = "h-row overflow-hidden border-b border-line-soft px-2.5 text-ellipsis whitespace-nowrap first:pl-4";

/** One row. The link in the cell that names it lies over the whole row; what else can be pressed lies above the link. */
export function DataRow<Row extends RowData>({
  row,
  above,
  FlexRender,
  selected,
  onToggle,
  name,
  look,
  open,
  active,
  href,
  onOpen,
  hideBelow,
}: DataRowProps<Row>) {
  const marked = selected || open;
  const tabIndex = active ? 0 : -1;
  return (
    <tr
      aria-selected={selected ?? undefined}
      className={classNames(
        "group/row relative [&_.lucide]:inline-block [&_a:not([data-opens])]:relative [&_a:not([data-opens])]:z-1 [&_button:not([data-opens])]:relative [&_button:not([data-opens])]:z-1",
        marked
          ? "bg-accent-tint [&>*]:border-accent-tint-2 [&>*:first-child]:shadow-[inset_2px_0_0_var(--accent)]"
          : (href ?? onOpen)
            ? "hover:bg-hover"
            : "",
        look === "quiet" && "text-ink-3",
        look === "struck" && "text-ink-3 [&>[data-text]]:line-through [&>[data-text]]:decoration-line-strong",
      )}
    >
      {selected === null ? null : (
        <td className={classNames(cellClass, "px-0!")}>
          <RowCheckbox
            label={name ? `Select ${name}` : "Select the row"}
            state={selected ? "all" : "none"}
            onToggle={onToggle}
            tabIndex={tabIndex}
          />
        </td>
      )}
      {row.getVisibleCells().map((cell) => {
        const meta = cell.column.columnDef.meta;
        const content = <FlexRender cell={cell} />;
        const repeats = meta?.quietRepeats && above !== undefined && cell.column.accessorFn?.(above, row.index - 1) === cell.getValue();
        const className = classNames(cellClass, alignClass(meta), hiddenClass(hideBelow(cell.column.id)), repeats && "text-ink-3");
        if (!meta?.names)
          return (
            <td key={cell.id} data-text className={className}>
              {content}
            </td>
          );
        return (
          <th key={cell.id} scope="row" data-text className={classNames(className, "text-left font-normal")}>
            <Opener href={href} onOpen={onOpen} open={open} tabIndex={tabIndex}>
              {content}
            </Opener>
          </th>
        );
      })}
    </tr>
  );
}

const openerClass =
  "focus-own outline-none after:absolute after:inset-0 after:z-0 focus-visible:after:shadow-[inset_0_0_0_2px_var(--focus-color)]";

function Opener({
  href,
  onOpen,
  open,
  tabIndex,
  children,
}: {
  href: string | undefined;
  onOpen: (() => void) | undefined;
  open: boolean;
  tabIndex: number;
  children: ReactNode;
}) {
  if (href !== undefined)
    return (
      <Link href={href} prefetch={false} data-opens tabIndex={tabIndex} className={openerClass}>
        {children}
      </Link>
    );
  if (onOpen)
    return (
      <button
        type="button"
        data-opens
        aria-expanded={open}
        tabIndex={tabIndex}
        onClick={onOpen}
        className={classNames(openerClass, "max-w-full truncate text-left")}
      >
        {children}
      </button>
    );
  return children;
}
