"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { formatNumber } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { linkClass } from "@/components/ui/text-link";
import { nothingSelected, type RowSelection, selectedCount } from "./row-selection";

export type BulkBarProps = {
  selection: RowSelection;
  onChange: (selection: RowSelection) => void;
  /** How many match, on all pages. */
  total: number;
  /** More match than were counted. */
  orMore?: boolean | undefined;
  /** Leaves out the offer to select all that match. */
  pageOnly?: boolean | undefined;
  /** Buttons: what can be done with the selected rows. */
  children: ReactNode;
};

/** At the bottom while rows are ticked: how many, what can be done with them, and letting go. Stands over the table's end, on narrow screens below it. */
export function BulkBar({ selection, onChange, total, orMore, pageOnly, children }: BulkBarProps) {
  const count = selectedCount(selection, total);
  useShortcut("Esc", () => onChange(nothingSelected), { label: "Let go of the selection", group: "Table", enabled: count > 0 });
  if (count === 0) return null;
  const more = orMore ? " and more" : "";
  return (
    <section
      aria-label="Selection"
      className="absolute bottom-[46px] left-1/2 z-(--z-bar) flex h-[42px] max-w-[calc(100%-1.5rem)] -translate-x-1/2 items-center gap-1 rounded-xl bg-raised pr-1.5 pl-3.5 whitespace-nowrap shadow-2 ring-1 ring-line-strong max-sm:static max-sm:h-13 max-sm:max-w-none max-sm:translate-x-0 max-sm:rounded-none max-sm:border-t max-sm:border-line max-sm:bg-accent-tint max-sm:pr-2 max-sm:pl-4 max-sm:shadow-none max-sm:ring-0"
    >
      <b className="num" aria-live="polite">
        {formatNumber(count)}
        {selection.allMatching ? more : ""} selected
      </b>
      {!pageOnly && !selection.allMatching && total > count ? (
        <button type="button" className={`${linkClass} ml-2`} onClick={() => onChange({ keys: new Set(), allMatching: true })}>
          All {formatNumber(total)}
          {more}
        </button>
      ) : null}
      <span aria-hidden className="mx-1.5 h-5 w-px bg-line" />
      <span className="scrollbar-none flex min-w-0 items-center gap-1 overflow-x-auto">{children}</span>
      <IconButton
        label="Let go of the selection"
        keys="Esc"
        tooltipSide="top"
        icon={<X aria-hidden />}
        onClick={() => onChange(nothingSelected)}
      />
    </section>
  );
}
