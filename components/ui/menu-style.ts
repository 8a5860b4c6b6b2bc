/** The look of everything that drops down: menus, lists of choices, popovers. */
export const popupClass =
  "max-h-(--available-height) origin-(--transform-origin) rounded-lg bg-raised p-1 shadow-2 ring-1 ring-line transition-[opacity,scale] duration-(--t-quick) ease-calm focus-own outline-none data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";

/** One line of it. */
export const itemClass =
  "flex min-h-7 items-center gap-2 rounded-md px-2 py-1 whitespace-nowrap focus-own outline-none select-none data-disabled:text-ink-off data-highlighted:bg-accent-tint-2 [&_.lucide]:text-ink-3 data-highlighted:[&_.lucide]:text-accent pointer-coarse:min-h-10";

/** A heading inside. */
export const groupLabelClass = "px-2 pt-1.5 pb-[3px] text-2xs font-medium text-ink-3";
